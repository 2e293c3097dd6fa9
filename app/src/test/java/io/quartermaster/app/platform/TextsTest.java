package io.quartermaster.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)[^}]*}");
    private static final Path BUNDLES = Path.of("../ui-resources/src/main/resources/io/quartermaster/ui/i18n");

    static Stream<String> features() {
        return Texts.FEATURES.stream();
    }

    @ParameterizedTest
    @MethodSource("features")
    void everyKeyIsInBothLanguages(String feature) {
        assertThat(Texts.load(feature, Language.CHINESE).keySet())
                .isEqualTo(Texts.load(feature, Language.ENGLISH).keySet());
    }

    @ParameterizedTest
    @MethodSource("features")
    void everyKeyBeginsWithItsFeature(String feature) {
        assertThat(Texts.load(feature, Language.ENGLISH).keySet())
                .isNotEmpty()
                .allMatch(key -> key.startsWith(feature + "."));
    }

    @ParameterizedTest
    @MethodSource("features")
    void placeholdersAreTheSameInBothLanguages(String feature) {
        Map<String, String> chinese = Texts.load(feature, Language.CHINESE);
        Texts.load(feature, Language.ENGLISH)
                .forEach((key, english) -> assertThat(placeholders(chinese.getOrDefault(key, "")))
                        .as(key)
                        .isEqualTo(placeholders(english)));
    }

    /// MessageFormat swallows a straight apostrophe and what it quotes; the curly one is right in print anyway.
    @ParameterizedTest
    @MethodSource("features")
    void noTextHasAStraightApostrophe(String feature) {
        for (Language language : Language.values()) {
            assertThat(Texts.load(feature, language))
                    .allSatisfy((key, text) -> assertThat(text).as(key).doesNotContain("'"));
        }
    }

    @ParameterizedTest
    @MethodSource("features")
    void noTextEndsInAColonOrAnExclamationMark(String feature) {
        for (Language language : Language.values()) {
            assertThat(Texts.load(feature, language)).allSatisfy((key, text) -> assertThat(text.strip())
                    .as(key)
                    .isNotEmpty()
                    .doesNotEndWith(":")
                    .doesNotEndWith("：")
                    .doesNotEndWith("!")
                    .doesNotEndWith("！"));
        }
    }

    @Test
    void everyBundleFileBelongsToAKnownFeature() {
        try (Stream<Path> files = Files.list(BUNDLES)) {
            Set<String> expected = new TreeSet<>();
            Texts.FEATURES.forEach(feature -> {
                expected.add(feature + ".properties");
                expected.add(feature + "_zh_CN.properties");
            });
            assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLiveTextFollowsTheLanguageAndItsArguments() {
        Texts texts = new Texts(Language.ENGLISH);
        SimpleStringProperty name = new SimpleStringProperty("billing");
        var live = texts.live("connections.saved", name);
        assertThat(live.getValue()).isEqualTo("Saved billing");
        name.set("settle");
        assertThat(live.getValue()).isEqualTo("Saved settle");
        texts.languageProperty().set(Language.CHINESE);
        assertThat(live.getValue()).isEqualTo("已保存 settle");
    }

    @Test
    void aListenerOnTheLanguageAlreadyReadsTheNewOne() {
        Texts texts = new Texts(Language.ENGLISH);
        StringBuilder read = new StringBuilder();
        texts.languageProperty().addListener(observable -> read.append(texts.get("platform.cancel")));
        texts.languageProperty().set(Language.CHINESE);
        assertThat(read).hasToString("取消");
    }

    @Test
    void anUnknownKeyIsAFault() {
        Texts texts = new Texts(Language.ENGLISH);
        assertThatThrownBy(() -> texts.get("jobs.nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jobs.nonsense");
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(group -> group.replaceAll("[^0-9]*(\\d+).*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
