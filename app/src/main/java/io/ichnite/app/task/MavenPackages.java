package io.ichnite.app.task;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has Maven fetch what a POM lists, by the project's own wrapper: mirrors, proxies, credentials and offline mode are as the
 * user has set them for every build, and packages that were fetched before come from Maven's own cache.
 */
final class MavenPackages implements PublishedPackages {
    private static final long PATIENCE_MINUTES = 20;

    private final Path home;
    private final Path pom;
    private final Path log;

    /**
     * @param home the checkout, where the wrapper lies
     * @param pom what lists the packages
     * @param log gets what Maven says
     */
    MavenPackages(Path home, Path pom, Path log) {
        this.home = home;
        this.pom = pom;
        this.log = log;
    }

    @Override
    public void into(Path folder) throws IOException {
        boolean windows = File.separatorChar == '\\';
        List<String> command = List.of(
                home.resolve(windows ? "mvnw.cmd" : "mvnw").toAbsolutePath().toString(),
                "--batch-mode",
                "--no-transfer-progress",
                "--file",
                pom.toAbsolutePath().toString(),
                "-Dichnite.binaries=" + folder.toAbsolutePath(),
                "generate-resources");
        Process maven = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // An ended program leaves no Maven behind.
        Thread end = new Thread(() -> end(maven), "end of Maven");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            maven.getOutputStream().close();
            if (!maven.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException(
                        "Maven did not end within " + PATIENCE_MINUTES + " minutes; " + log + " holds what it said");
            }
            if (maven.exitValue() != 0) {
                throw new IOException("Maven could not fetch the packages; " + log + " holds what it said");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Maven fetched the packages", e);
        } finally {
            end(maven);
            try {
                Runtime.getRuntime().removeShutdownHook(end);
            } catch (IllegalStateException e) {
                // The program is ending already, and the hook does the same as was just done.
            }
        }
    }

    private static void end(Process maven) {
        maven.descendants().forEach(ProcessHandle::destroy);
        maven.destroy();
    }
}
