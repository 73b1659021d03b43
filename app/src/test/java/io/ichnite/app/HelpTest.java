package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "ingest",
                "stats",
                "train",
                "evaluate",
                "crossvalidate",
                "audit",
                "predict",
                "describe",
                "scan",
                "compare",
                "novelty fit",
                "novelty score",
                "novelty evaluate"
            })
    void everyCommandExplainsItselfWithExamples(String command) {
        Ran ran = Bench.good((Object[]) (command + " --help").split(" "));
        assertTrue(ran.out().contains("Usage: ichnite " + command), ran.out());
        assertTrue(ran.out().contains("\nExamples:\n  ichnite " + command), ran.out());
        assertTrue(ran.out().contains("--json"), ran.out());
        ran.lines().forEach(line -> assertTrue(line.length() <= 100, line));
    }

    @Test
    void theWholeIsExplainedToo() {
        Ran ran = Bench.good("--help");
        assertTrue(ran.out().contains("Exit codes: 0 done"), ran.out());
        assertTrue(ran.out().contains("\nExamples:\n"), ran.out());
    }

    @Test
    void theVersionIsOneLine() {
        assertEquals(1, Bench.good("--version").lines().size());
    }

    @Test
    void shellsCanCompleteWords() {
        assertTrue(Bench.good("generate-completion").out().contains("--learning-rate"));
    }

    @Test
    void networksAreShownAsKerasShowsThem() {
        Ran ran = Bench.good("describe", "cnn-lstm");
        assertTrue(ran.out().contains("Total params: 476,552"), ran.out());
        assertTrue(Bench.good("describe", "cnn-lstm", "--json").out().contains("\"parameters\": 476552"));
    }
}
