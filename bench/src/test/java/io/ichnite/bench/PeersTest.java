package io.ichnite.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Other people's programs, asked live: {@code ./mvnw -Ppeers verify}. Not part of the ordinary build, as it makes Python
 * environments, which takes the network, minutes, and 3 GB the first time; that build checks recorded answers instead.
 */
@Tag("peers")
class PeersTest {
    /** The module's folder, where Maven runs its tests. */
    private static final Path BENCH = Path.of("").toAbsolutePath();
    /** Minutes; most of them for the first download. */
    private static final int PATIENCE = 60;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check_race.py",
                "check_ingest.py",
                "check_tensorboard.py",
                "check_onnx.py",
                "check_goldens.py",
                "check_export.py",
                "check_keras2.py",
                "check_guide.py"
            })
    void peersAgree(String check) throws IOException, InterruptedException {
        ProcessBuilder peers = new ProcessBuilder("sh", "peers", check);
        // what they ask for has just been built; a build within a build would meet itself
        peers.environment().put("ICHNITE_BUILT", "1");
        Process process = peers.directory(BENCH.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        boolean ended = process.waitFor(PATIENCE, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        assertTrue(ended, check + " did not end");
        assertEquals(0, process.exitValue(), check);
    }
}
