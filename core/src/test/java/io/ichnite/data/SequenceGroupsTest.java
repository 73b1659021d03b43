package io.ichnite.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ichnite.sample.Order;
import io.ichnite.sample.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceGroupsTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    @Test
    void keysAreEqualWhereSequencesAre() {
        MemoryTraces traces = RandomTraces.of(new Random(SEED), 300, 3);
        List<String> keys =
                SequenceGroups.of(traces, IntStream.range(0, 300).boxed().toList());
        for (int a = 0; a < 300; a++) {
            for (int b = 0; b < a; b++) {
                boolean same = traces.names(a, Order.TID).equals(traces.names(b, Order.TID));
                assertEquals(same, keys.get(a).equals(keys.get(b)), "ichnite.seed=" + SEED + " " + a + " and " + b);
            }
        }
    }

    @Test
    void longTracesAreReadToTheirEnd() {
        String[] apis = new String[40_000];
        Arrays.fill(apis, "NtClose");
        MemoryTraces.File first = MemoryTraces.File.of("1", "0", apis);
        apis[39_999] = "NtOpen";
        MemoryTraces.File last = MemoryTraces.File.of("2", "0", apis);
        apis[39_999] = "NtClose";
        MemoryTraces traces = new MemoryTraces(List.of(first, last, MemoryTraces.File.of("3", "0", apis)));
        List<String> keys = SequenceGroups.of(traces, List.of(0, 1, 2));
        assertNotEquals(keys.get(0), keys.get(1));
        assertEquals(keys.get(0), keys.get(2));
    }

    @Test
    void rowsFallTogetherWhereANetworkSeesTheSame() {
        MemoryTraces traces = new MemoryTraces(List.of(
                MemoryTraces.File.of("1", "0", "x", "a", "b"),
                MemoryTraces.File.of("2", "0", "y", "A", "b"),
                MemoryTraces.File.of("3", "0", "x", "b", "a")));
        List<Integer> files = List.of(0, 1, 2);
        TraceEncoder encoder = new TraceEncoder(
                traces, Vocabularies.fit(traces, files, Vocabulary.Kind.KERAS), new Encoding(Order.TID, 2, false));
        List<String> keys = SequenceGroups.of(EncodedTraces.unlabelled(files, encoder));
        assertEquals(keys.get(0), keys.get(1));
        assertNotEquals(keys.get(0), keys.get(2));
        List<String> tails = SequenceGroups.of(traces, files, new Encoding(Order.TID, 1, false));
        assertEquals(tails.get(0), tails.get(1));
        assertNotEquals(tails.get(0), tails.get(2));
        assertNotEquals(
                SequenceGroups.of(traces, files).get(0),
                SequenceGroups.of(traces, files).get(1));
    }
}
