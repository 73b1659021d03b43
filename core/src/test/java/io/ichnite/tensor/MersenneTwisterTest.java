package io.ichnite.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.data.Fraction;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MersenneTwisterTest {
    @Test
    void bitsArePythons() throws IOException {
        for (JsonNode golden : golden("python")) {
            MersenneTwister random = MersenneTwister.python(golden.get("seed").asLong());
            long[] drawn = new long[1003];
            Arrays.setAll(drawn, i -> Integer.toUnsignedLong(random.bits()));
            assertArrayEquals(longs(golden.get("first")), Arrays.copyOf(drawn, 3), golden.toString());
            assertArrayEquals(longs(golden.get("last")), Arrays.copyOfRange(drawn, 1001, 1003), golden.toString());
        }
    }

    @Test
    void samplesArePythons() throws IOException {
        for (JsonNode golden : golden("sample")) {
            int[] drawn = MersenneTwister.python(golden.get("seed").asLong())
                    .sample(golden.get("of").asInt(), golden.get("size").asInt());
            assertKept(golden, drawn);
        }
    }

    @Test
    void permutationsAreNumPys() throws IOException {
        for (JsonNode golden : golden("numpy")) {
            assertKept(
                    golden,
                    MersenneTwister.numpy(golden.get("seed").asLong())
                            .permutation(golden.get("size").asInt()));
        }
    }

    @Test
    void fractionsArePandas() throws IOException {
        for (JsonNode golden : golden("pandas")) {
            assertKept(
                    golden,
                    Fraction.pandas(
                                    golden.get("rows").asInt(),
                                    golden.get("fraction").asDouble(),
                                    1)
                            .stream()
                            .mapToInt(row -> row)
                            .toArray());
        }
    }

    @Test
    void refusesWhatNobodyCouldDraw() {
        MersenneTwister random = MersenneTwister.python(1);
        assertThrows(IllegalArgumentException.class, () -> random.sample(3, 4));
        assertThrows(IllegalArgumentException.class, () -> MersenneTwister.numpy(-1));
        assertThrows(IllegalArgumentException.class, () -> MersenneTwister.numpy(1L << 32));
    }

    private static JsonNode golden(String part) throws IOException {
        try (InputStream in = MersenneTwisterTest.class.getResourceAsStream("/goldens/random/twister.json")) {
            if (in == null) {
                throw new IOException("no golden");
            }
            return JsonMapper.shared().readTree(in).get(part);
        }
    }

    private static long[] longs(JsonNode list) {
        return list.valueStream().mapToLong(JsonNode::asLong).toArray();
    }

    private static void assertKept(JsonNode golden, int[] drawn) {
        assertEquals(golden.get("size").asInt(), drawn.length, golden.toString());
        long sum = 0;
        for (int i = 0; i < drawn.length; i++) {
            sum += (i + 1L) * drawn[i];
        }
        assertEquals(golden.get("sum").asLong(), sum, golden.toString());
        long[] first = Arrays.stream(drawn).limit(8).asLongStream().toArray();
        assertArrayEquals(longs(golden.get("first")), first, golden.toString());
    }
}
