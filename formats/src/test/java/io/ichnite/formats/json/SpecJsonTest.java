package io.ichnite.formats.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import io.ichnite.formats.Mutations;
import io.ichnite.formats.RandomSpecs;
import io.ichnite.formats.SmallSeed;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Recurrence;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecJsonTest {
    @Test
    void everyNetworkComesBack() {
        RandomSpecs specs = new RandomSpecs(new Random(Mutations.SEED));
        Set<String> kinds = new HashSet<>();
        for (int round = 0; round < 400; round++) {
            NetworkSpec spec = specs.next();
            String text = SpecJson.write(spec);
            assertEquals(spec, SpecJson.read(text, "spec.json"), "seed " + Mutations.SEED);
            assertEquals(text, SpecJson.write(SpecJson.read(text, "spec.json")));
            spec.nodes().forEach(node -> kinds.add(node.layer().kind()));
        }
        assertEquals(16, kinds.size(), "every kind of layer was drawn: " + kinds);
    }

    @Test
    void keepsItsSpelling() {
        NetworkSpec spec = NetworkSpec.chain(
                "tiny",
                5,
                List.of(
                        new LayerSpec.Embedding("embed", 4, 2),
                        new LayerSpec.Bidirectional(
                                "bi",
                                new LayerSpec.Lstm("lstm", Recurrence.of(3).withDropout(0.1f, 0.5f)),
                                LayerSpec.Join.CONCATENATE),
                        new LayerSpec.Dense("dense", 2, Activation.SOFTMAX, true)));
        assertEquals(
                """
                {
                  "name": "tiny",
                  "length": 5,
                  "functional": false,
                  "layers": [
                    {"kind": "Embedding", "name": "embed", "input_dim": 4, "output_dim": 2},
                    {
                      "kind": "Bidirectional",
                      "name": "bi",
                      "merge_mode": "concat",
                      "layer": {
                        "kind": "LSTM",
                        "name": "lstm",
                        "units": 3,
                        "return_sequences": false,
                        "activation": "tanh",
                        "recurrent_activation": "sigmoid",
                        "dropout": 0.1,
                        "recurrent_dropout": 0.5,
                        "mask_per_gate": true,
                        "go_backwards": false
                      }
                    },
                    {"kind": "Dense", "name": "dense", "units": 2, "activation": "softmax", "use_bias": true}
                  ]
                }
                """,
                SpecJson.write(spec));
    }

    @Test
    void whatIsLeftOutIsAsInKeras() {
        String text =
                """
                {"length": 9, "layers": [
                  {"kind": "Embedding", "input_dim": 5, "output_dim": 2},
                  {"kind": "Conv1D", "filters": 3, "kernel_size": 2},
                  {"kind": "MaxPooling1D"},
                  {"kind": "Conv1D", "filters": 3, "kernel_size": 2},
                  {"kind": "GRU", "units": 4},
                  {"kind": "Dense", "units": 2}]}
                """;
        NetworkSpec expected = NetworkSpec.chain(
                "network",
                9,
                List.of(
                        new LayerSpec.Embedding("embedding", 5, 2),
                        new LayerSpec.Conv1D("conv1d", 3, 2, 1, Padding.VALID, Activation.LINEAR, true),
                        new LayerSpec.Pooling1D("max_pooling1d", LayerSpec.Pool.MAX, 2, 2, Padding.VALID),
                        new LayerSpec.Conv1D("conv1d_1", 3, 2, 1, Padding.VALID, Activation.LINEAR, true),
                        new LayerSpec.Gru("gru", Recurrence.of(4), true),
                        new LayerSpec.Dense("dense", 2, Activation.LINEAR, true)));
        assertEquals(expected, SpecJson.read(text, "a.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\": \"Dense\", \"units\": 2, \"unit\": 3} | layers[1].unit: unknown field; expected kind, name, units",
                "{\"kind\": \"Dense\"} | layers[1].units: this field is missing",
                "{\"kind\": \"Dense\", \"units\": 0} | layers[1].units: expected a whole number from 1",
                "{\"kind\": \"Dense\", \"units\": 1e400} | layers[1].units: expected a whole number from 1",
                "{\"kind\": \"Dense\", \"units\": 99999999999999999999999} | layers[1].units: expected a whole number",
                "{\"kind\": \"Dense\", \"units\": 2, \"activation\": \"gelu\"} | layers[1].activation: 'gelu' is no act",
                "{\"kind\": \"Lambda\"} | layers[1].kind: 'Lambda' is no layer that ichnite has",
                "{\"kind\": \"Dropout\", \"rate\": 1} | layers[1]: dropout must be at least 0 and below 1, found 1.0",
                "{\"kind\": \"LSTM\", \"units\": 1, \"dropout\": \"x\"} | layers[1].dropout: expected a number",
                "{\"kind\": \"Bidirectional\", \"layer\": {\"kind\": \"Dense\", \"units\": 1}} | layers[1].layer: expected LSTM",
                "{\"kind\": \"Bidirectional\", \"layer\": {\"kind\": \"GRU\", \"units\": 1, \"x\": 1}} | layers[1].layer.x: unk",
                "{\"kind\": \"Dense\", \"units\": 2, \"inputs\": [\"x\"]} | layers: dense: reads 'x', which does not come",
                "{\"kind\": \"Dense\", \"name\": \"e\", \"units\": 2} | layers: two layers are called 'e'",
                "{\"kind\": \"LSTM\", \"units\": 60000000} | layers: expected at most 2147483647 numbers in a network",
                "7 | layers[1]: expected an object",
            })
    void namesFileAndPlace(String layer, String expected) {
        String text = "{\"length\": 5, \"layers\": [{\"kind\": \"Embedding\", \"name\": \"e\", \"input_dim\": 3,"
                + " \"output_dim\": 2}, " + layer + "]}";
        BadInput e = assertThrows(BadInput.class, () -> SpecJson.read(text, "my.json"));
        assertTrue(String.valueOf(e.getMessage()).startsWith("my.json: " + expected), e.getMessage());
    }

    @Test
    void refusesWhatIsNoJsonWithItsLine() {
        BadInput cut = assertThrows(BadInput.class, () -> SpecJson.read("{\n\"name\": \n\n]", "my.json"));
        assertTrue(String.valueOf(cut.getMessage()).startsWith("my.json:4: expected JSON"), cut.getMessage());
        assertThrows(BadInput.class, () -> SpecJson.read("", "a"));
        assertThrows(BadInput.class, () -> SpecJson.read("{} {}", "a"));
        assertThrows(BadInput.class, () -> SpecJson.read("{\"name\": \"a\", \"name\": \"b\"}", "a"));
        assertThrows(BadInput.class, () -> SpecJson.read("[".repeat(100_000), "a"));
        assertThrows(BadInput.class, () -> SpecJson.read("{\"length\": 3, \"layers\": []}", "a"));
    }

    @Test
    void aHostileGraphIsRefusedSoon() {
        StringBuilder text = new StringBuilder(
                        "{\"length\": 5, \"layers\": [{\"kind\": \"Embedding\", \"name\": \"e\",")
                .append(" \"input_dim\": 3, \"output_dim\": 2}");
        String inputs = ", \"e\"".repeat(1000).substring(2);
        for (int i = 0; i < 900; i++) {
            text.append(", {\"kind\": \"Add\", \"inputs\": [").append(inputs).append("]}");
        }
        text.append("]}");
        BadInput e = assertThrows(BadInput.class, () -> SpecJson.read(text.toString(), "a"));
        assertEquals("a: layers[1].inputs: expected at most 64 inputs, found 1000", e.getMessage());
        // each layer twice as wide as the one before: widths must not wrap around
        StringBuilder wide = new StringBuilder(
                        "{\"length\": 5, \"layers\": [{\"kind\": \"Embedding\", \"name\": \"l0\",")
                .append(" \"input_dim\": 3, \"output_dim\": 2}");
        for (int i = 1; i < 40; i++) {
            String before = "\"l" + (i - 1) + "\"";
            wide.append(", {\"kind\": \"Concatenate\", \"name\": \"l" + i + "\", \"inputs\": [" + before + "," + before
                    + "]}");
        }
        wide.append("]}");
        assertThrows(BadInput.class, () -> SpecJson.read(wide.toString(), "a"));
    }

    @Test
    void damageIsRefused() {
        byte[] valid = SpecJson.write(SmallSeed.spec(true)).getBytes(UTF_8);
        Mutations.fuzz(valid, valid.length, 3_000, bytes -> SpecJson.read(new String(bytes, UTF_8), "fuzz"));
    }
}
