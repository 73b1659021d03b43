package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How Maven is asked; a script stands in for it, so nothing is fetched. */
@DisabledOnOs(OS.WINDOWS)
class MavenPackagesTest {
    private final Path home;

    MavenPackagesTest(@TempDir Path home) {
        this.home = home;
    }

    private MavenPackages maven(String script) throws IOException {
        Path wrapper = Files.writeString(home.resolve("mvnw"), "#!/bin/sh\n" + script);
        assertTrue(wrapper.toFile().setExecutable(true));
        return new MavenPackages(home, home.resolve("samples/pom.xml"), home.resolve("log"));
    }

    @Test
    void theWrapperIsToldThePomAndTheFolder() throws IOException {
        Path folder = Files.createDirectory(home.resolve("a folder"));
        maven("for word in \"$@\"; do echo \"$word\"; done > words; echo said; cat")
                .into(folder);
        String words = Files.readString(home.resolve("words"));
        assertTrue(words.contains("--file\n" + home.resolve("samples/pom.xml") + "\n"), words);
        assertTrue(words.contains("-Dichnite.binaries=" + folder + "\n"), words);
        assertTrue(words.endsWith("\ngenerate-resources\n"), words);
        assertEquals("said\n", Files.readString(home.resolve("log")));
    }

    @Test
    void aFailureNamesTheLog() throws IOException {
        MavenPackages maven = maven("echo no network >&2; exit 1");
        IOException e = assertThrows(IOException.class, () -> maven.into(home));
        assertTrue(String.valueOf(e.getMessage()).contains(home.resolve("log").toString()), e.getMessage());
        assertEquals("no network\n", Files.readString(home.resolve("log")));
    }

    @Test
    void anInterruptionEndsIt() throws IOException {
        MavenPackages maven = maven("sleep 600");
        Thread.currentThread().interrupt();
        assertThrows(IOException.class, () -> maven.into(home));
        assertTrue(Thread.interrupted());
    }

    @Test
    void withoutAWrapperItFailsSoftly() {
        MavenPackages maven = new MavenPackages(home, home.resolve("pom.xml"), home.resolve("log"));
        assertThrows(IOException.class, () -> maven.into(home));
        assertFalse(Files.exists(home.resolve("mvnw")));
    }
}
