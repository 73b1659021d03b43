package io.ichnite.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.error.BadConfig;
import io.ichnite.sample.Order;
import io.ichnite.sample.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows as one would make them with a text, a tokenizer and a padding. */
class TraceEncoderTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);
    private static final List<Order> ORDERS = List.of(Order.values());

    @Test
    void isTheNaiveWayByEitherVocabulary() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            MemoryTraces traces = RandomTraces.of(random, 5, 60);
            List<Integer> fitted = List.of(0, 1);
            for (Vocabulary.Kind kind : List.of(Vocabulary.Kind.ICHNITE, Vocabulary.Kind.KERAS)) {
                Vocabulary vocabulary = Vocabularies.fit(traces, fitted, kind);
                Order order = ORDERS.get(random.nextInt(ORDERS.size()));
                Encoding encoding = new Encoding(order, 1 + random.nextInt(40), random.nextBoolean());
                TraceEncoder encoder = new TraceEncoder(traces, vocabulary, encoding);
                for (int file = 0; file < traces.size(); file++) {
                    int[] into = new int[encoding.length() + 5];
                    Arrays.fill(into, -7);
                    encoder.encode(file, into, 3);
                    int[] expected = new int[into.length];
                    Arrays.fill(expected, -7);
                    System.arraycopy(naive(traces, file, vocabulary, encoding), 0, expected, 3, encoding.length());
                    assertArrayEquals(
                            expected, into, "ichnite.seed=" + SEED + " round " + round + " " + kind + " " + encoding);
                }
            }
        }
    }

    private static int[] naive(MemoryTraces traces, int file, Vocabulary vocabulary, Encoding encoding) {
        List<String> names = traces.names(file, encoding.order());
        List<Integer> numbers = new ArrayList<>();
        if (vocabulary.kind() == Vocabulary.Kind.ICHNITE) {
            for (String name : names) {
                int place = vocabulary.names().indexOf(name);
                numbers.add(place < 0 ? 1 : place + 2);
            }
        } else {
            for (String word : String.join(" ", names).toLowerCase(Locale.ROOT).split("[ _.-]")) {
                int place = vocabulary.names().indexOf(word);
                if (!word.isEmpty() && place >= 0) {
                    numbers.add(place + 1);
                }
            }
        }
        int from = Math.max(0, numbers.size() - encoding.length());
        List<Integer> kept = new ArrayList<>(numbers.subList(from, numbers.size()));
        if (encoding.reverse()) {
            Collections.reverse(kept);
        }
        int[] row = kept.stream().mapToInt(Integer::intValue).toArray();
        return PadSequences.defaults().pad(List.of(row), encoding.length())[0];
    }

    @Test
    void reverseTruncatesFirstAndPadsInFront() {
        MemoryTraces traces = new MemoryTraces(List.of(
                MemoryTraces.File.of("1", "0", "a", "b", "c", "d", "e"), MemoryTraces.File.of("2", "0", "a", "b")));
        Vocabulary vocabulary = Vocabularies.fit(traces, List.of(0, 1), Vocabulary.Kind.ICHNITE);
        TraceEncoder encoder = new TraceEncoder(traces, vocabulary, new Encoding(Order.TID, 3, true));
        int[] rows = new int[6];
        encoder.encode(0, rows, 0);
        encoder.encode(1, rows, 3);
        assertArrayEquals(new int[] {6, 5, 4, 0, 3, 2}, rows);
    }

    @Test
    void readsOnlyTheTail() {
        MemoryTraces one = new MemoryTraces(List.of(MemoryTraces.File.of(
                "1", "0", Collections.nCopies(5000, "NtClose").toArray(String[]::new))));
        for (Vocabulary.Kind kind : List.of(Vocabulary.Kind.ICHNITE, Vocabulary.Kind.KERAS)) {
            Vocabulary vocabulary = Vocabularies.fit(one, List.of(0), kind);
            long before = one.read();
            new TraceEncoder(one, vocabulary, new Encoding(Order.TID, 10, false)).encode(0, new int[10], 0);
            assertEquals(10, one.read() - before);
        }
        MemoryTraces two = new MemoryTraces(List.of(MemoryTraces.File.of(
                "1", "0", Collections.nCopies(5000, "DnsQuery_A").toArray(String[]::new))));
        Vocabulary vocabulary = Vocabularies.fit(two, List.of(0), Vocabulary.Kind.KERAS);
        long before = two.read();
        new TraceEncoder(two, vocabulary, new Encoding(Order.TID, 2000, false)).encode(0, new int[2000], 0);
        assertEquals(2000, two.read() - before);
    }

    @Test
    void readsFurtherBackWhereCallsVanish() {
        String[] apis = Collections.nCopies(9000, "_").toArray(String[]::new);
        apis[0] = "LdrLoadDll";
        apis[100] = "DnsQuery_A";
        MemoryTraces traces = new MemoryTraces(List.of(MemoryTraces.File.of("1", "0", apis)));
        Vocabulary vocabulary = Vocabularies.fit(traces, List.of(0), Vocabulary.Kind.KERAS);
        Map<String, Integer> ids = vocabulary.ids();
        int[] row = new int[4];
        new TraceEncoder(traces, vocabulary, new Encoding(Order.TID, 4, false)).encode(0, row, 0);
        assertArrayEquals(new int[] {0, ids.get("ldrloaddll"), ids.get("dnsquery"), ids.get("a")}, row);
    }

    @Test
    void theVocabularyOfNamesIsSortedAndOfTheFilesGivenOnly() {
        MemoryTraces traces = new MemoryTraces(
                List.of(MemoryTraces.File.of("1", "0", "b", "a", "B"), MemoryTraces.File.of("2", "0", "c", "a")));
        assertEquals(
                new Vocabulary(Vocabulary.Kind.ICHNITE, List.of("B", "a", "b")),
                Vocabularies.fit(traces, List.of(0), Vocabulary.Kind.ICHNITE));
        assertThrows(IllegalArgumentException.class, () -> Vocabularies.fit(traces, List.of(0), Vocabulary.Kind.NONE));
    }

    @Test
    void aVocabularyOfOtherTracesIsMetByName() {
        MemoryTraces train = new MemoryTraces(List.of(MemoryTraces.File.of("1", "0", "b", "d")));
        MemoryTraces test = new MemoryTraces(List.of(MemoryTraces.File.of("1", "0", "a", "b", "c", "d")));
        Vocabulary vocabulary = Vocabularies.fit(train, List.of(0), Vocabulary.Kind.ICHNITE);
        int[] row = new int[4];
        new TraceEncoder(test, vocabulary, new Encoding(Order.TID, 4, false)).encode(0, row, 0);
        assertArrayEquals(new int[] {1, 2, 1, 3}, row);
    }

    @Test
    void whatCannotBeHadIsRefused() {
        MemoryTraces traces =
                new MemoryTraces(List.of(MemoryTraces.File.of("1", "0", "a")), Set.of(Order.TID, Order.LONGEST));
        Vocabulary vocabulary = Vocabularies.fit(traces, List.of(0), Vocabulary.Kind.ICHNITE);
        BadConfig e = assertThrows(
                BadConfig.class, () -> new TraceEncoder(traces, vocabulary, new Encoding(Order.CLOCK, 4, false)));
        assertEquals("the order clock is needed, which these traces do not offer", e.getMessage());
        assertThrows(BadConfig.class, () -> new TraceEncoder(traces, Vocabulary.none(), Encoding.defaults()));
        TraceEncoder encoder = new TraceEncoder(traces, vocabulary, new Encoding(Order.TID, 4, false));
        assertThrows(IndexOutOfBoundsException.class, () -> encoder.encode(0, new int[5], 2));
    }

    @Test
    void isSafeForManyThreads() {
        MemoryTraces traces = RandomTraces.of(new Random(SEED), 20, 60);
        List<Integer> files = IntStream.range(0, 20).boxed().toList();
        TraceEncoder encoder = new TraceEncoder(
                traces, Vocabularies.fit(traces, files, Vocabulary.Kind.KERAS), new Encoding(Order.LONGEST, 30, true));
        List<List<Integer>> alone =
                files.stream().map(file -> row(encoder, file)).toList();
        List<List<Integer>> together =
                files.parallelStream().map(file -> row(encoder, file)).toList();
        assertEquals(alone, together);
    }

    private static List<Integer> row(TraceEncoder encoder, int file) {
        int[] row = new int[encoder.length()];
        encoder.encode(file, row, 0);
        return Arrays.stream(row).boxed().toList();
    }
}
