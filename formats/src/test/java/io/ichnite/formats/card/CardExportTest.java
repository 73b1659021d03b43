package io.ichnite.formats.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.data.Encoding;
import io.ichnite.formats.SmallSeed;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.SeenRows;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Families;
import io.ichnite.sample.Order;
import io.ichnite.sample.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CardExportTest {
    private static final String EVIL =
            "`|</td><img src=x onerror=alert(1)>\n# headline\n[a](http://x.y) \u202e\u001b[31m &amp;";
    private static final Map<String, Double> METRICS = Map.of(
            "val_macro_f1",
            0.5,
            "val_linear_macro_f1",
            0.75,
            "val_loss",
            1.25,
            "val_linear_loss",
            0.875,
            "val_accuracy",
            0.5);

    private static ModelBundle model(
            String name, List<String> families, Map<String, String> options, Map<String, Double> metrics) {
        NetworkSpec small = SmallSeed.spec(false);
        NetworkSpec network = new NetworkSpec(name, small.length(), false, small.nodes());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            names.add(name + i);
        }
        return new ModelBundle(
                Manifest.of("0.1" + name, 7, "abc123", new TreeMap<>(options), new TreeMap<>(metrics)),
                network,
                new Vocabulary(Vocabulary.Kind.ICHNITE, names),
                new Families(families),
                new Encoding(Order.TID, small.length(), false),
                Weights.zeros(network.weights()),
                null,
                new SeenRows(List.of("1", "2", "3"), List.of("4"), LocalDate.of(2019, 3, 31)));
    }

    private static List<String> eight(String name) {
        List<String> families = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            families.add(i + name);
        }
        return families;
    }

    private static String card(ModelBundle model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CardExport().write(model, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tellsWhatItIsWhatItSawHowGoodItWasAndWhatNotToAsk() throws IOException {
        String card = card(model(
                "net", eight("family"), Map.of("epochs", "15", "group", "runs.csv:program", "reverse", ""), METRICS));
        assertEquals(".md", new CardExport().ending());
        assertTrue(card.startsWith("# Model card\n"), card);
        for (String headline : List.of(
                "What it is",
                "How good it was",
                "What it has seen",
                "What not to ask of it",
                "How to use it",
                "How to make it again",
                "Everything that is kept of its making")) {
            assertTrue(card.contains("\n## " + headline + "\n\n"), headline);
        }
        assertTrue(card.contains("| network | `net`, 12 layers, "), card);
        assertTrue(card.contains("| vocabulary | 40 names, such as `net0`, `net6`"), card);
        assertTrue(card.contains("| macro-F1 | 0.5000 | 0.7500 |"), card);
        assertTrue(card.contains("| log loss (lower is better) | 1.2500 | 0.8750 |"), card);
        assertTrue(
                card.contains("**A linear model on counts did better on the same rows, by log loss and macro-F1**"),
                card);
        assertTrue(card.contains("| data | sha256 `abc123` |"), card);
        assertTrue(card.contains("| rows that trained it | 3 |"), card);
        assertTrue(card.contains("| the latest of them first seen | 2019-03-31 |"), card);
        assertTrue(card.contains("Rows that belong together by `runs.csv:program` were kept on one side"), card);
        assertTrue(card.contains("has no detector of what it never saw"), card);
        assertTrue(
                card.contains(
                        "    ichnite train DATA -o MODEL --seed 7 --epochs 15 --group runs.csv:program --reverse\n"),
                card);
        assertTrue(card.contains("| metric | `val_loss` | 1.25 |"), card);
        assertFalse(card.contains("\n\n\n"), "no gaps");
    }

    @Test
    void aBetterNetworkIsNotCalledWorse() throws IOException {
        String card = card(model(
                "net",
                eight("f"),
                Map.of("split", "random"),
                Map.of("val_loss", 0.5, "val_linear_loss", 0.75, "val_macro_f1", 0.9, "val_linear_macro_f1", 0.8)));
        assertFalse(card.contains("did better"), card);
        assertTrue(card.contains("Rows were kept from training at random"), card);
    }

    @Test
    void aModelWithoutAPastSaysSo() throws IOException {
        ModelBundle known = model("net", eight("f"), Map.of(), Map.of());
        ModelBundle bare =
                known.withRows(null).withManifest(Manifest.of("0.1", 1, "", new TreeMap<>(), new TreeMap<>()));
        String card = card(bare);
        assertTrue(card.contains("It was not trained by ichnite, or that is not known."), card);
        assertTrue(card.contains("No score on rows that were kept from training is kept with it"), card);
        assertTrue(card.contains("| rows that trained it | not known |"), card);
    }

    @Test
    void nothingOfAnEnemyBecomesMarkup() throws IOException {
        String card = card(model(
                EVIL,
                eight(EVIL),
                Map.of(EVIL, EVIL, "network", EVIL, "epochs", "1; rm -rf ~", "output", "/etc/passwd"),
                METRICS));
        assertFalse(card.contains("<img") || card.contains("</td>"), card);
        assertFalse(card.contains("\u202e") || card.contains("\u001b"), card);
        assertFalse(card.contains("\n# headline"), card);
        assertEquals(1, card.lines().filter(line -> line.startsWith("# ")).count(), "one title");
        for (String line : card.lines().toList()) {
            int ticks = (int) line.chars().filter(c -> c == '`').count();
            assertEquals(0, ticks % 2, "a span is open at the end of " + line);
            if (line.startsWith("|")) {
                long bars = line.chars().filter(c -> c == '|').count();
                assertTrue(bars == 3 || bars == 4 || bars == 6, "cells of " + line);
            }
            // Outside of spans of code there is no link.
            assertFalse(line.replaceAll("`[^`]*`", "").contains("]("), line);
        }
        assertTrue(card.contains("--epochs '1; rm -rf ~'"), card);
        assertFalse(card.contains("--output"), card);
        assertTrue(card.contains("Left out, as they are no options that can be typed: "), card);
    }

    @Test
    void theSameModelGivesTheSameBytes() throws IOException {
        ModelBundle model = model("net", eight("f"), Map.of("epochs", "2"), METRICS);
        assertArrayEquals(
                card(model).getBytes(StandardCharsets.UTF_8), card(model).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void longListsAreCut() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            names.add("n" + i);
        }
        assertTrue(Markdown.codes(names, 60).endsWith("`n59` and 40 more"));
        assertEquals("(empty)", Markdown.code(" "));
        assertEquals(102, Markdown.code("x".repeat(500)).length() - 1);
        assertEquals("`\\u0060`", Markdown.code("`"));
    }
}
