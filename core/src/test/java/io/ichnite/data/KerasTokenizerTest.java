package io.ichnite.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.error.BadConfig;
import io.ichnite.sample.Order;
import io.ichnite.sample.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Equal to what Keras 2.15 wrote down, case by case. */
class KerasTokenizerTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    @Test
    void everyTokenizerCaseIsEqual() throws IOException {
        JsonNode cases = golden().get("cases");
        assertEquals(17, cases.size());
        for (JsonNode c : cases) {
            String name = c.get("name").asString();
            KerasTokenizer tokenizer = new KerasTokenizer(options(c.get("tokenizer"))).fit(texts(c.get("fit")));
            if (!c.get("fit2").isNull()) {
                tokenizer = tokenizer.fit(texts(c.get("fit2")));
            }
            assertEquals(integers(c.get("word_index")), tokenizer.wordIndex(), name);
            assertEquals(
                    new ArrayList<>(integers(c.get("word_index")).keySet()),
                    new ArrayList<>(tokenizer.wordIndex().keySet()),
                    name);
            Map<String, Long> counts = new LinkedHashMap<>();
            c.get("word_counts")
                    .properties()
                    .forEach(e -> counts.put(e.getKey(), e.getValue().asLong()));
            assertEquals(counts, tokenizer.wordCounts(), name);
            assertEquals(c.get("document_count").asLong(), tokenizer.documents(), name);
            List<int[]> sequences = tokenizer.sequences(texts(c.get("texts")));
            assertArrayEquals(rows(c.get("sequences")), sequences.toArray(new int[0][]), name);
            PadSequences pad = padding(c.get("pad"));
            assertArrayEquals(
                    rows(c.get("padded")), pad.pad(sequences, c.get("maxlen").asInt()), name);
        }
    }

    @Test
    void everyPaddingCaseIsEqual() throws IOException {
        JsonNode cases = golden().get("pad_sequences");
        assertEquals(8, cases.size());
        for (JsonNode c : cases) {
            List<int[]> rows = List.of(rows(c.get("seqs")));
            PadSequences pad = padding(c);
            int[][] padded = c.get("maxlen").isNull()
                    ? pad.pad(rows)
                    : pad.pad(rows, c.get("maxlen").asInt());
            assertArrayEquals(rows(c.get("out")), padded, c.toString());
        }
    }

    @Test
    void fittingOnTracesIsFittingOnTheirTexts() {
        Random random = new Random(SEED);
        for (int round = 0; round < 50; round++) {
            MemoryTraces first = RandomTraces.of(random, 6, 40);
            MemoryTraces second = RandomTraces.of(random, 3, 40);
            List<Integer> some = List.of(4, 0, 2);
            KerasTokenizer byTraces = new KerasTokenizer().fit(first, some).fit(second, all(second));
            KerasTokenizer byTexts = new KerasTokenizer()
                    .fit(List.of(text(first, 0), text(first, 2), text(first, 4)))
                    .fit(IntStream.range(0, 3)
                            .mapToObj(file -> text(second, file))
                            .toList());
            String what = "ichnite.seed=" + SEED + " round " + round;
            assertEquals(
                    List.copyOf(byTexts.wordIndex().keySet()),
                    List.copyOf(byTraces.wordIndex().keySet()),
                    what);
            assertEquals(
                    List.copyOf(byTexts.wordCounts().entrySet()),
                    List.copyOf(byTraces.wordCounts().entrySet()),
                    what);
            assertEquals(byTexts.documents(), byTraces.documents(), what);
            assertEquals(
                    new Vocabulary(
                            Vocabulary.Kind.KERAS,
                            List.copyOf(byTexts.wordIndex().keySet())),
                    byTraces.vocabulary(),
                    what);
        }
    }

    @Test
    void fittingAgainLeavesTheFirstAsItWas() {
        KerasTokenizer first = new KerasTokenizer().fit(List.of("x x y"));
        first.fit(List.of("y y y z"));
        assertEquals(Map.of("x", 1, "y", 2), first.wordIndex());
    }

    @Test
    void theWordForUnknownOnesMayBeAWordItself() {
        // As Python's dict(zip(…)): the later number wins.
        KerasTokenizer tokenizer =
                new KerasTokenizer(new KerasTokenizer.Options(0, "", true, "a")).fit(List.of("a a b"));
        assertEquals(Map.of("a", 2, "b", 3), tokenizer.wordIndex());
    }

    @Test
    void whatAVocabularyCannotKeepIsRefused() {
        KerasTokenizer tokenizer =
                new KerasTokenizer(new KerasTokenizer.Options(3, KerasTokenizer.FILTERS, true, null));
        assertThrows(BadConfig.class, tokenizer::vocabulary);
        MemoryTraces unordered =
                new MemoryTraces(List.of(MemoryTraces.File.of("1", "0", "NtClose")), Set.of(Order.ARRIVAL));
        assertThrows(BadConfig.class, () -> new KerasTokenizer().fit(unordered, List.of(0)));
        assertThrows(IllegalArgumentException.class, () -> new KerasTokenizer.Options(-1, "", true, null));
    }

    private static String text(MemoryTraces traces, int file) {
        return String.join(" ", traces.names(file, Order.TID));
    }

    private static List<Integer> all(MemoryTraces traces) {
        return IntStream.range(0, traces.size()).boxed().toList();
    }

    private static JsonNode golden() throws IOException {
        try (InputStream in = KerasTokenizerTest.class.getResourceAsStream("/goldens/tokenizer/tokenizer.json")) {
            return JsonMapper.shared().readTree(in);
        }
    }

    private static KerasTokenizer.Options options(JsonNode node) {
        return new KerasTokenizer.Options(
                node.path("num_words").asInt(0),
                node.path("filters").asString(KerasTokenizer.FILTERS),
                node.path("lower").asBoolean(true),
                node.has("oov_token") ? node.get("oov_token").asString() : null);
    }

    private static PadSequences padding(JsonNode node) {
        return new PadSequences(end(node, "padding"), end(node, "truncating"), 0);
    }

    private static PadSequences.End end(JsonNode node, String name) {
        return node.path(name).asString("pre").equals("pre") ? PadSequences.End.PRE : PadSequences.End.POST;
    }

    private static List<String> texts(JsonNode node) {
        return node.valueStream().map(JsonNode::asString).toList();
    }

    private static Map<String, Integer> integers(JsonNode node) {
        Map<String, Integer> map = new LinkedHashMap<>();
        node.properties().forEach(e -> map.put(e.getKey(), e.getValue().asInt()));
        return map;
    }

    private static int[][] rows(JsonNode node) {
        return node.valueStream()
                .map(row -> row.valueStream().mapToInt(JsonNode::asInt).toArray())
                .toArray(int[][]::new);
    }
}
