package io.quartermaster.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The arrows of the engine's modules, each with its reason. They run one way: server to store to model, and server to
/// client.
class EngineArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.quartermaster");

    @TestFactory
    Stream<DynamicTest> theArrowsRunOneWay() {
        return Stream.of(
                        noClasses()
                                .that()
                                .resideInAPackage("io.quartermaster.model..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "io.quartermaster.store..",
                                        "io.quartermaster.server..",
                                        "io.quartermaster.client..",
                                        "org.jdbi..",
                                        "java.sql..",
                                        "org.quartz..")
                                .because(
                                        "the model's decisions must run anywhere, and be replayed, without a database"),
                        noClasses()
                                .that()
                                .resideInAPackage("io.quartermaster.store..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "io.quartermaster.server..", "io.quartermaster.client..", "org.quartz..")
                                .because("the console uses the store without an engine"),
                        noClasses()
                                .that()
                                .resideInAPackage("io.quartermaster.client..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "io.quartermaster.model..",
                                        "io.quartermaster.store..",
                                        "io.quartermaster.server..")
                                .because("the client is the only jar a business application should need"),
                        noClasses()
                                .that()
                                .resideInAPackage("io.quartermaster..")
                                .and()
                                .resideOutsideOfPackage("io.quartermaster.server.timing..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("org.quartz..")
                                .because("Quartz is the clockwork and nothing else; one package can be swapped"),
                        noClasses()
                                .that()
                                .resideInAPackage("io.quartermaster..")
                                .and()
                                .resideOutsideOfPackages("io.quartermaster.store..", "io.quartermaster.testing..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "com.zaxxer..")
                                .because("one dialect for three databases is only kept where it can be seen whole"),
                        noClasses()
                                .that()
                                .resideInAPackage("io.quartermaster..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("javafx..")
                                .because("a server has no display"),
                        noClasses()
                                .that()
                                .resideInAPackage("io.quartermaster..")
                                .and()
                                .resideOutsideOfPackages("io.quartermaster.testing..", "io.quartermaster.sample..")
                                .should()
                                .callMethod(Instant.class, "now")
                                .orShould()
                                .callMethod(Clock.class, "systemUTC")
                                .orShould()
                                .callMethod(Clock.class, "systemDefaultZone")
                                .orShould()
                                .callMethod(System.class, "currentTimeMillis")
                                .orShould()
                                .callMethod(Thread.class, "sleep", long.class)
                                .because(
                                        "the clock is passed in, so that tests move it; and what sleeps cannot be woken"))
                .map(EngineArchitectureTest::test);
    }

    private static DynamicTest test(ArchRule rule) {
        return DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES));
    }
}
