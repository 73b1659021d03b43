package io.ichnite.app.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {
    @Test
    void itGrowsWithWhatIsHeldWhereTheSystemTells() {
        OptionalLong before = PeakMemory.megabytes();
        assertEquals(Files.exists(Path.of("/proc/self/status")), before.isPresent());
        if (before.isPresent()) {
            byte[] held = new byte[32 << 20];
            Arrays.fill(held, (byte) 1);
            long now = PeakMemory.megabytes().orElseThrow();
            assertTrue(now >= 32 && now >= before.getAsLong(), now + " MB with " + held.length + " bytes in one array");
        }
    }
}
