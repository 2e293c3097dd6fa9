package io.quartermaster.app.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.ProfileForm.Field;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Toasts;
import io.quartermaster.app.testing.ManualTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsViewModelTest {
    @TempDir
    Path home;

    private final ManualTasks manual = new ManualTasks();
    private final Texts texts = new Texts(Language.ENGLISH);
    private final List<String> tested = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private TestResult answer = new TestResult.WrongPassword("ops");
    private @Nullable ConnectionsViewModel made;

    private ConnectionsViewModel fresh() {
        return new ConnectionsViewModel(
                texts,
                manual.tasks(),
                new Toasts(),
                new ProfileStore(home.resolve("connections.json")),
                new Vault(home),
                (profile, password) -> {
                    tested.add(profile.name() + "/" + password);
                    return answer;
                },
                (profile, password) -> opened.add(profile.name() + "/" + password));
    }

    @BeforeEach
    void loadTheEmptyHome() {
        made = fresh();
        made.load();
        manual.runAll();
    }

    @Test
    void theEmbeddedEngineIsAlwaysThere() {
        assertThat(model().profiles()).extracting(ConnectionProfile::isEmbedded).containsExactly(true);
    }

    @Test
    void aSavedProfileAndItsPasswordAreThereAtTheNextStart() throws IOException {
        fill("billing", "10.0.0.7");
        model().form().passwordProperty().set("s3cr3t");
        model().form().environmentProperty().set(Environment.PROD);
        model().save();
        manual.runAll();
        assertThat(Files.readString(home.resolve("connections.json"))).doesNotContain("s3cr3t");

        ConnectionsViewModel next = fresh();
        next.load();
        manual.runAll();
        assertThat(next.profiles()).hasSize(2);
        next.selectedProperty().set(next.profiles().getLast());
        assertThat(next.selectedProperty().get().environment()).isEqualTo(Environment.PROD);
        next.test();
        next.open();
        manual.runAll();
        assertThat(tested).containsExactly("billing/s3cr3t");
        assertThat(opened).containsExactly("billing/s3cr3t");
        assertThat(manual.unheard()).isEmpty();
    }

    @Test
    void aTestUsesWhatStandsInTheFormSavedOrNot() {
        fill("billing", "10.0.0.7");
        model().form().passwordProperty().set("typed");
        model().test();
        assertThat(model().testingProperty().get()).isTrue();
        manual.runAll();
        assertThat(tested).containsExactly("billing/typed");
        assertThat(model().testingProperty().get()).isFalse();
        assertThat(model().resultProperty().get()).isEqualTo(answer);
    }

    @Test
    void deletingRemovesProfileAndPassword() {
        fill("billing", "10.0.0.7");
        model().form().passwordProperty().set("s3cr3t");
        model().save();
        manual.runAll();
        String id = model().selectedProperty().get().id();
        model().delete();
        manual.runAll();
        assertThat(model().profiles()).hasSize(1);
        assertThat(new Vault(home).read(id)).isEmpty();
        assertThat(new ProfileStore(home.resolve("connections.json")).load()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HOST,http://db1",
        "HOST,db1:3306",
        "HOST,''",
        "PORT,0",
        "PORT,65536",
        "PORT,abc",
        "SCHEMA,a;drop table x",
        "USER,''",
        "NAME,''",
        "NAME,Embedded engine"
    })
    void aWrongFieldIsExplainedAndNothingCanBeSaved(Field field, String value) {
        fill("billing", "10.0.0.7");
        assertThat(model().form().validProperty().get()).isTrue();
        model().form().value(field).set(value);
        assertThat(model().form().error(field).get()).isNotEmpty();
        assertThat(model().form().validProperty().get()).isFalse();
    }

    @Test
    void aNameOfFiftyOneCharactersIsTooLong() {
        fill("x".repeat(51), "10.0.0.7");
        assertThat(model().form().error(Field.NAME).get()).isEqualTo("A name has 1 to 50 characters");
    }

    @Test
    void aFileOfProfilesNobodyCanReadIsSetAside() throws IOException {
        Path file = home.resolve("connections.json");
        Files.writeString(file, "{\"version\":1}");
        assertThat(new ProfileStore(file).load()).isEmpty();
        assertThat(home.resolve("connections.json.broken")).exists();
    }

    @Test
    void everyOutcomeOfATestSaysWhatToDoInBothLanguages() {
        List<TestResult> all = List.of(
                new TestResult.Ok("10.11.6-MariaDB", java.time.Duration.ofMillis(2), "1"),
                new TestResult.Refused("db1:3306", "Connection refused"),
                new TestResult.WrongPassword("ops"),
                new TestResult.NoSuchSchema("x"),
                new TestResult.NotOurSchema("x"),
                new TestResult.OlderSchema("1", "2"),
                new TestResult.NewerSchema("3", "2"),
                new TestResult.TlsProblem("no cipher"),
                new TestResult.Failed("?"));
        for (Language language : Language.values()) {
            texts.languageProperty().set(language);
            assertThat(all).allSatisfy(result -> {
                assertThat(result.sentence(texts)).isNotBlank();
                assertThat(result.whatToDo(texts)).isNotBlank();
            });
        }
        assertThat(all).filteredOn(TestResult::isUsable).hasSize(3);
    }

    private ConnectionsViewModel model() {
        return java.util.Objects.requireNonNull(made);
    }

    private void fill(String name, String host) {
        model().add();
        model().form().value(Field.NAME).set(name);
        model().form().value(Field.HOST).set(host);
        model().form().value(Field.USER).set("ops");
    }
}
