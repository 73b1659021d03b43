package io.ichnite.formats.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadBundle;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.NetworkSpec.Node;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Recurrence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configs, and the networks that they describe. */
class ConfigGraphTest {
    private static final String CHAIN =
            """
            {"class_name": "Sequential", "config": {"name": "s", "layers": [
             {"class_name": "InputLayer", "config": {"name": "i", "batch_shape": [null, 20]}},
             {"module": "keras.layers", "class_name": "Embedding", "registered_name": null,
              "config": {"name": "input", "input_dim": 5, "output_dim": 2, "mask_zero": false}},
             {"class_name": "Conv1D", "config": {"name": "c", "filters": 3, "kernel_size": [4], "strides": [2],
              "padding": "same", "activation": "relu", "use_bias": false,
              "kernel_regularizer": {"class_name": "L2", "config": {}}}},
             {"class_name": "AveragePooling1D", "config": {"name": "p", "pool_size": [2], "strides": null, "padding": "valid"}},
             {"class_name": "Dropout", "config": {"name": "x", "rate": 0.25}},
             {"class_name": "GRU", "config": {"name": "g", "units": 4, "return_sequences": true, "go_backwards": true,
              "unroll": true, "dropout": 0.5}},
             {"class_name": "Bidirectional", "config": {"name": "b", "merge_mode": "ave",
              "layer": {"class_name": "LSTM", "config": {"name": "f", "units": 3, "activation": "tanh",
               "recurrent_activation": "hard_sigmoid", "recurrent_dropout": 0.5, "implementation": 2}}}},
             {"class_name": "Dense", "config": {"name": "d", "units": 2, "activation": "softmax", "trainable": false,
              "dtype": {"class_name": "DTypePolicy", "config": {"name": "mixed_float16"}}}}
            ]}}
            """;

    private static final String GRAPH =
            """
            {"class_name": "Functional", "config": {"name": "m", "layers": [
             {"class_name": "InputLayer", "name": "in", "config": {"name": "in", "batch_shape": [null, 8]}, "inbound_nodes": []},
             {"class_name": "Embedding", "name": "e", "config": {"name": "e", "input_dim": 5, "output_dim": 2},
              "inbound_nodes": [[["in", 0, 0, {}]]]},
             {"class_name": "GlobalMaxPooling1D", "name": "a", "config": {"name": "a"}, "inbound_nodes": [[["e", 0, 0, {}]]]},
             {"class_name": "GlobalAveragePooling1D", "name": "b", "config": {"name": "b"},
              "inbound_nodes": [{"args": [{"class_name": "__keras_tensor__", "config": {"keras_history": ["e", 0, 0]}}],
               "kwargs": {"training": false, "mask": null}}]},
             {"class_name": "Concatenate", "name": "j", "config": {"name": "j", "axis": -1},
              "inbound_nodes": [{"args": [[{"config": {"keras_history": ["b", 0, 0]}}, {"config": {"keras_history": ["a", 0, 0]}}]],
               "kwargs": {}}]},
             {"class_name": "Dense", "name": "o", "config": {"name": "o", "units": 3}, "inbound_nodes": [["j", 0, 0, {}]]}
            ], "input_layers": [["in", 0, 0]], "output_layers": [["o", 0, 0]]}}
            """;

    private final Set<String> remarks = new LinkedHashSet<>();

    @Test
    void aChainLayerByLayer() {
        Recurrence gru = Recurrence.of(4)
                .withSequences(true)
                .withBackwards(true)
                .withDropout(0.5f, 0)
                .withRecurrentActivation(Activation.HARD_SIGMOID);
        Recurrence lstm = Recurrence.of(3)
                .withRecurrentActivation(Activation.HARD_SIGMOID)
                .withDropout(0, 0.5f)
                .withMaskPerGate(false);
        NetworkSpec expected = NetworkSpec.chain(
                "s",
                20,
                List.of(
                        new LayerSpec.Embedding("input_layer", 5, 2),
                        new LayerSpec.Conv1D("c", 3, 4, 2, Padding.SAME, Activation.RELU, false),
                        new LayerSpec.Pooling1D("p", LayerSpec.Pool.AVERAGE, 2, 2, Padding.VALID),
                        new LayerSpec.Dropout("x", 0.25f),
                        new LayerSpec.Gru("g", gru, false),
                        new LayerSpec.Bidirectional("b", new LayerSpec.Lstm("f", lstm), LayerSpec.Join.AVERAGE),
                        new LayerSpec.Dense("d", 2, Activation.SOFTMAX, true)));
        assertEquals(expected, of(CHAIN, "2.1.5"));
        assertEquals(
                Set.of(
                        "the layer 'input' is called 'input_layer' here",
                        "passed over, as it bears on training alone: kernel_regularizer of 'c'",
                        "'d' was kept from training in the file; here every layer is trained",
                        "'d' is of dtype mixed_float16 in the file; here all is float32"),
                remarks);
    }

    @Test
    void whatIsLeftOutIsAsTheWriterHadIt() {
        LayerSpec.Gru three = (LayerSpec.Gru) of(CHAIN, "3.0.0").nodes().get(4).layer();
        assertTrue(three.resetAfter());
        assertEquals(Activation.SIGMOID, three.recurrence().recurrentActivation());
        assertFalse(three.recurrence().maskPerGate(), "Keras 3 without recurrent dropout draws one mask");
        LayerSpec.Bidirectional both =
                (LayerSpec.Bidirectional) of(CHAIN, "3.0.0").nodes().get(5).layer();
        assertEquals(Activation.HARD_SIGMOID_KERAS3, both.layer().recurrence().recurrentActivation());
    }

    @Test
    void aGraphInBothDialects() {
        NetworkSpec found = of(GRAPH, "2.15.0");
        assertTrue(found.functional());
        assertEquals(8, found.length());
        assertEquals(
                List.of(List.of("input"), List.of("e"), List.of("e"), List.of("b", "a"), List.of("j")),
                found.nodes().stream().map(Node::inputs).toList());
        assertEquals(3, found.find("4"), "the input is layer 0");
    }

    /** What is changed in a config, and what the refusal says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"mask_zero\": false | \"mask_zero\": true | layer 'input' has mask_zero, which is not read",
                "\"padding\": \"same\" | \"padding\": \"causal\" | layer 'c' has padding causal; read are valid and same",
                "\"relu\" | \"gelu\" | layer 'c' 'gelu' is no activation that ichnite has",
                "\"relu\" | {\"module\": \"builtins\", \"class_name\": \"function\", \"config\": \"f\"} | layer 'c'",
                "\"kernel_size\": [4] | \"kernel_size\": [4, 4] | layer 'c' expected kernel_size from 1 to",
                "\"filters\": 3 | \"filters\": 999999999 | layer 'c' expected filters from 1 to 67108864, found 999999999",
                "\"filters\": 3, | `` | layer 'c' expected filters from 1 to 67108864, found none",
                "\"rate\": 0.25 | \"rate\": 1.5 | layer 'x' expected rate of 0 or more and below 1, found 1.5",
                "\"units\": 4, | \"units\": 4, \"use_bias\": false, | layer 'g' has no bias (use_bias)",
                "\"go_backwards\": true | \"go_backwards\": 1 | layer 'g' expected go_backwards true or false, found 1",
                "\"unroll\": true | \"stateful\": true | layer 'g' has stateful, which is not read",
                "\"unroll\": true | \"return_state\": true | layer 'g' has return_state, which is not read",
                "\"unroll\": true | \"time_major\": true | layer 'g' has time_major, which is not read",
                "\"ave\" | null | layer 'b' has merge_mode none; read are concat, sum, mul, ave",
                "\"f\", \"units\": 3 | \"f\", \"units\": 3, \"go_backwards\": true, \"return_sequences\": true | layer 'b' wraps a layer that goes",
                "\"LSTM\" | \"Dense\" | layer 'b' wraps a Dense; read are LSTM and GRU",
                "\"LSTM\" | \"ConvLSTM1D\" | layer 'f' is of class 'ConvLSTM1D', which is not read; read are Activation, Add",
                "\"Dropout\" | \"Lambda\" | layer 'x' is of class 'Lambda', which is not read, as it holds code",
                "\"keras.layers\" | \"os.path\" | layer 'input' is a custom object, 'Embedding' of 'os.path'",
                "\"registered_name\": null | \"registered_name\": \"My>Embedding\" | custom object, 'My>Embedding' of 'keras.layers'",
                "\"output_dim\": 2 | \"output_dim\": 2, \"quantization_config\": {} | has quantization_config, which is not read",
                "\"batch_shape\": [null, 20] | \"batch_shape\": [null, 20, 3] | takes samples of the shape [null,20,3]",
                "\"name\": \"d\" | \"name\": \"g\" | two layers are called 'g'",
                "\"name\": \"d\", | `` | a layer of class Dense has no name",
                "\"name\": \"d\" | \"name\": \"d\\u0007\" | a layer's name has control characters",
                "\"output_dim\": 2 | \"output_dim\": 2, \"data_format\": \"channels_first\" | has its channels first",
            })
    void refusesByNameWhatNoLayerHereHas(String old, String fresh, String expected) {
        refused(CHAIN, old, fresh == null ? "" : fresh, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[[[\"e\", 0, 0, {}]]] | [[[\"e\", 0, 0, {}]], [[\"e\", 0, 0, {}]]] | layer 'a' is used 2 times; read are layers",
                "[[[\"e\", 0, 0, {}]]] | [[[\"e\", 1, 0, {}]]] | layer 'a' reads [\"e\",1,0,{}]; read are layers that are used once",
                "[[[\"e\", 0, 0, {}]]] | [[[\"o\", 0, 0, {}]]] | layer 'a' reads 'o', which is not listed before it",
                "[[[\"e\", 0, 0, {}]]] | [[[\"e\", 0, 0, {\"mask\": 1}]]] | layer 'a' is called with mask",
                "[[[\"e\", 0, 0, {}]]] | [[]] | layer 'a' expected 1 to 64 inputs, found 0",
                "\"training\": false | \"training\": true | layer 'b' is called with training",
                "[\"o\", 0, 0]] | [\"o\", 0, 0], [\"j\", 0, 0]] | expected one output, found output_layers",
                "[\"o\", 0, 0]] | [\"j\", 0, 0]] | expected the last layer, 'o', to be the output, found 'j'",
                "\"GlobalMaxPooling1D\" | \"InputLayer\" | expected one input, found [in, a]",
                "\"axis\": -1 | \"axis\": 1 | layer 'j' joins along axis 1; only the last is read",
                "\"Concatenate\" | \"Dense\" | layer 'j' expected units from 1",
                "\"GlobalMaxPooling1D\" | \"Activation\" | layer 'a'",
                "\"Functional\" | \"Sequential\" | the layers do not fit each other: b: expected an input of shape (time, channels)",
            })
    void refusesByNameWhatNoGraphHereIs(String old, String fresh, String expected) {
        refused(GRAPH, old, fresh, expected);
    }

    private void refused(String config, String old, String fresh, String expected) {
        assertTrue(config.contains(old), old);
        String changed = config.replaceFirst(Pattern.quote(old), Matcher.quoteReplacement(fresh));
        BadBundle e = assertThrows(BadBundle.class, () -> of(changed, "2.15.0"));
        assertTrue(String.valueOf(e.getMessage()).startsWith("m.h5: model_config: "), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains(expected), e.getMessage());
    }

    private NetworkSpec of(String text, String version) {
        ModelConfig config = new ModelConfig(text, "m.h5", "model_config");
        return ConfigGraph.of(config, KerasVersion.of(version), config.length(), remarks);
    }
}
