package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NameCacheTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    private static int find(NameCache cache, String name, int before) {
        byte[] bytes = ("x".repeat(before) + name).getBytes(StandardCharsets.ISO_8859_1);
        return cache.find(bytes, before, bytes.length, NameCache.hash(bytes, before, bytes.length));
    }

    private static void keep(NameCache cache, String name, int id) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        cache.keep(bytes, 0, bytes.length, id);
    }

    @Test
    void findsWhatItKeptAndNothingElse() {
        Random random = new Random(SEED);
        NameCache cache = new NameCache();
        Map<String, Integer> expected = new HashMap<>();
        for (int id = 0; id < 20_000; id++) {
            StringBuilder name = new StringBuilder();
            for (int length = 1 + random.nextInt(40); length > 0; length--) {
                name.append((char) ('a' + random.nextInt(3)));
            }
            String text = name.toString();
            int known = find(cache, text, random.nextInt(9));
            assertEquals(expected.getOrDefault(text, -1), known, text);
            if (known < 0) {
                keep(cache, text, id);
                expected.put(text, id);
            }
        }
    }

    @Test
    void zerosBehindANameMakeItAnother() {
        NameCache cache = new NameCache();
        keep(cache, "NtClose", 5);
        assertEquals(5, find(cache, "NtClose", 3));
        assertEquals(-1, find(cache, "NtClose\0", 0));
        assertEquals(-1, find(cache, "NtClos", 0));
    }
}
