package io.ichnite.formats;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;

/** What holds in core holds here: no circles, nothing deserialised; and each library stays behind its door. */
class FormatsHouseTest {
    private static final JavaClasses FORMATS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ichnite.formats");

    @Test
    void packagesHaveNoCircles() {
        slices().matching("io.ichnite.formats.(*)..").should().beFreeOfCycles().check(FORMATS);
    }

    @Test
    void hdf5StaysWithKeras() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ichnite.formats.keras..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.jhdf..")
                .check(FORMATS);
    }

    /** Others may read what we write; we write it, and read nothing of theirs. */
    @Test
    void onnxNeedsNoLibrary() {
        noClasses()
                .that()
                .resideInAPackage("io.ichnite.formats.onnx..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("io.ichnite..", "java..", "org.jspecify..")
                .check(FORMATS);
    }

    @Test
    void linksAreNeverFollowed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.jhdf.api.Link")
                .check(FORMATS);
    }

    @Test
    void neitherPrintsNorDeserialises() {
        noClasses().should().accessField(System.class, "out").check(FORMATS);
        noClasses().should().accessField(System.class, "err").check(FORMATS);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(FORMATS);
    }
}
