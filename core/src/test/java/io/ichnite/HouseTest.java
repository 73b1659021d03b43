package io.ichnite;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;

/** The house stands: arrows run down, none in circles. */
class HouseTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ichnite");

    @Test
    void packagesHaveNoCircles() {
        slices().matching("io.ichnite.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void arrowsRunDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("model")
                .definedBy("io.ichnite.model..")
                .layer("train")
                .definedBy("io.ichnite.train..")
                .layer("nn")
                .definedBy("io.ichnite.nn..")
                .layer("linear")
                .definedBy("io.ichnite.linear..")
                .layer("novelty")
                .definedBy("io.ichnite.novelty..")
                .layer("drift")
                .definedBy("io.ichnite.drift..")
                .layer("stats")
                .definedBy("io.ichnite.stats..")
                .layer("data")
                .definedBy("io.ichnite.data..", "io.ichnite.ingest..")
                .layer("metric")
                .definedBy("io.ichnite.metric..")
                .layer("ground")
                .definedBy("io.ichnite.tensor..", "io.ichnite.sample..", "io.ichnite.error..")
                .whereLayer("model")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("train")
                .mayOnlyBeAccessedByLayers("model")
                .whereLayer("nn")
                .mayOnlyBeAccessedByLayers("train", "model")
                .whereLayer("linear")
                .mayOnlyBeAccessedByLayers("model")
                .whereLayer("novelty")
                .mayOnlyBeAccessedByLayers("train", "model")
                .whereLayer("drift")
                .mayOnlyBeAccessedByLayers("model")
                .whereLayer("stats")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("data")
                .mayOnlyBeAccessedByLayers("stats", "linear", "drift", "train", "model")
                .whereLayer("metric")
                .mayOnlyBeAccessedByLayers("drift", "train", "model")
                .check(CORE);
    }

    @Test
    void coreKnowsTheJdkAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("io.ichnite..", "java..", "jdk.incubator.vector..", "org.jspecify..")
                .check(CORE);
    }

    @Test
    void coreNeitherPrintsNorReadsPropertiesNorDeserialises() {
        noClasses().should().accessField(System.class, "out").check(CORE);
        noClasses().should().accessField(System.class, "err").check(CORE);
        noClasses()
                .should()
                .callMethod(System.class, "getProperty", String.class)
                .check(CORE);
        noClasses().should().callMethod(System.class, "getenv", String.class).check(CORE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(CORE);
    }
}
