package io.quartermaster.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses APP = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.quartermaster.app");

    @Test
    void theConsoleKnowsNeitherSqlNorQuartz() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "com.zaxxer..", "org.quartz..")
                .because("SQL lives in store and Quartz in one package of server; the console asks them")
                .check(APP);
    }

    @Test
    void modelsOfPagesKnowNoControl() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.stage..")
                .because("what a page does is tested without a toolkit")
                .check(APP);
    }

    @Test
    void nobodyReadsTheClockOrSleeps() {
        noClasses()
                .that()
                .haveNameNotMatching("io\\.quartermaster\\.app\\.FirstFrame.*")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .because("time comes from the ticker's clock, so that tests can set it")
                .check(APP);
    }

    @Test
    void workLeavesTheFxThreadOnlyThroughBackgroundTasks() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.quartermaster.app.platform", "io.quartermaster.app")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.lang\\.Thread|java\\.util\\.concurrent\\.(Executors|ThreadPoolExecutor)|javafx\\.concurrent\\..*")
                .because("every task has a title, progress and a way to cancel it")
                .check(APP);
    }

    @Test
    void thePlatformKnowsNoPage() {
        classes()
                .that()
                .resideInAPackage("io.quartermaster.app.platform")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.quartermaster.app.shell..",
                        "io.quartermaster.app.connections..",
                        "io.quartermaster.app.settings..")
                .because("pages stand on the platform, not the other way round")
                .check(APP);
    }

    @Test
    void pagesMeetOnlyInTheCompositionRoot() {
        List<String> pages = List.of("jobs", "topologies", "runs", "records", "logs", "zones", "audit", "settings");
        for (String page : pages) {
            String[] others = pages.stream()
                    .filter(other -> !other.equals(page))
                    .map(other -> "io.quartermaster.app." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.quartermaster.app." + page + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .because("a page is handed what it may call, so that each can be tested and changed alone")
                    .check(APP);
        }
    }
}
