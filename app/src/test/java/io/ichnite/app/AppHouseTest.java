package io.ichnite.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The top floor stands: people come in at the door, and only the door knows the process. */
class AppHouseTest {
    private static final JavaClasses APP = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ichnite.app");

    @Test
    void packagesHaveNoCircles() {
        slices().matching("io.ichnite.app.(*)..").should().beFreeOfCycles().check(APP);
    }

    @Test
    void arrowsRunDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("door")
                .definedBy("io.ichnite.app")
                .layer("cli")
                .definedBy("io.ichnite.app.cli..")
                .layer("task")
                .definedBy("io.ichnite.app.task..")
                .layer("source")
                .definedBy("io.ichnite.app.source..")
                .layer("show")
                .definedBy("io.ichnite.app.show..")
                .layer("report")
                .definedBy("io.ichnite.app.report..")
                .layer("picture")
                .definedBy("io.ichnite.app.picture..")
                .whereLayer("door")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cli")
                .mayOnlyBeAccessedByLayers("door")
                .whereLayer("task")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("source")
                .mayOnlyBeAccessedByLayers("cli", "task")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("cli", "task")
                .whereLayer("show")
                .mayOnlyBeAccessedByLayers("door", "cli", "task", "source")
                .check(APP);
    }

    @Test
    void onlyTheDoorKnowsTheProcess() {
        for (String field : new String[] {"out", "err", "in"}) {
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("io.ichnite.app.Main")
                    .should()
                    .accessField(System.class, field)
                    .check(APP);
        }
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.ichnite.app.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .check(APP);
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ichnite.app.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(APP);
    }
}
