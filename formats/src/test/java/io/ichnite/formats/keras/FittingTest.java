package io.ichnite.formats.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadBundle;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Recurrence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FittingTest {
    private static final NetworkSpec SPEC = NetworkSpec.chain(
            "small",
            20,
            List.of(
                    new LayerSpec.Embedding("embed", 5, 2),
                    new LayerSpec.Conv1D("conv", 3, 4, 1, Padding.SAME, Activation.RELU, true),
                    new LayerSpec.Pooling1D("pool", LayerSpec.Pool.MAX, 2, 2, Padding.VALID),
                    new LayerSpec.Dropout("drop", 0.2f),
                    new LayerSpec.Bidirectional(
                            "bi",
                            new LayerSpec.Gru("gru", Recurrence.of(3).withDropout(0.1f, 0.2f), true),
                            LayerSpec.Join.CONCATENATE),
                    new LayerSpec.Dense("dense", 2, Activation.SOFTMAX, true)));

    private static final String CONFIG =
            """
            {"class_name": "Sequential", "config": {"name": "s", "layers": [
             {"class_name": "InputLayer", "config": {"name": "i", "batch_shape": [null, 20]}},
             {"class_name": "Embedding", "config": {"name": "e", "input_dim": 5, "output_dim": 2, "mask_zero": false}},
             {"class_name": "Conv1D", "config": {"name": "c", "filters": 3, "kernel_size": [4], "strides": [1],
              "padding": "same", "dilation_rate": [1], "groups": 1, "data_format": "channels_last",
              "activation": "relu", "use_bias": true}},
             {"class_name": "MaxPooling1D", "config": {"name": "p", "pool_size": [2], "strides": [2], "padding": "valid"}},
             {"class_name": "Bidirectional", "config": {"name": "b", "merge_mode": "concat",
              "layer": {"class_name": "GRU", "config": {"name": "f", "units": 3, "activation": "tanh",
               "recurrent_activation": "hard_sigmoid", "return_sequences": false, "go_backwards": false,
               "stateful": false, "implementation": 2, "reset_after": true}},
              "backward_layer": {"class_name": "GRU", "config": {"name": "r", "units": 3, "activation": "tanh",
               "recurrent_activation": "hard_sigmoid", "return_sequences": false, "go_backwards": true,
               "stateful": false, "implementation": 2, "reset_after": true}}}},
             {"class_name": "Dense", "config": {"name": "d", "units": 2, "activation": "softmax", "use_bias": true}}
            ]}}
            """;

    @Test
    void takesOverTheGatesAndTheMasks() {
        Recurrence two = gru(fit(CONFIG, "2.2.4-tf"));
        assertEquals(Activation.HARD_SIGMOID, two.recurrentActivation());
        assertFalse(two.maskPerGate());
        assertEquals(0.2f, two.recurrentDropout(), "training's own, which is the plan's");
        assertEquals(Activation.HARD_SIGMOID_KERAS3, gru(fit(CONFIG, "3.0.1")).recurrentActivation());
        assertTrue(gru(fit(CONFIG.replace("\"implementation\": 2", "\"implementation\": 1"), "2.15.0"))
                .maskPerGate());
        assertEquals(
                Padding.SAME,
                ((LayerSpec.Conv1D) fit(CONFIG, "3.0.1").nodes().get(1).layer()).padding());
    }

    @Test
    void readsTheListOfTheOldest() {
        String list =
                CONFIG.replaceFirst("\\{\"name\": \"s\", \"layers\": ", "").replaceFirst("\\]\\}\\}\\s*$", "]}");
        assertEquals(fit(CONFIG, "2.1.5"), fit(list, "2.1.5"));
    }

    /** What is changed in the config, and what the refusal says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"mask_zero\": false | \"mask_zero\": true | layer 'e' has mask_zero, which is not read",
                "\"dilation_rate\": [1] | \"dilation_rate\": [2] | layer 'c' has dilation_rate [2]; only 1 is read",
                "\"groups\": 1 | \"groups\": 3 | layer 'c' has groups 3; only 1 is read",
                "channels_last | channels_first | layer 'c' has its channels first",
                "\"strides\": [1] | \"strides\": [2] | layer 'c': expected strides 1 for conv, found 2",
                "\"padding\": \"same\" | \"padding\": \"causal\" | layer 'c': expected padding same for conv, found causal",
                "\"relu\" | \"gelu\" | layer 'c': 'gelu' is no activation that ichnite has",
                "\"relu\" | null | layer 'c': expected activation relu for conv, found linear",
                "\"relu\" | {\"class_name\": \"x\"} | layer 'c':",
                "\"pool_size\": [2] | \"pool_size\": [3] | layer 'p': expected pool_size 2 for pool, found 3",
                "concat | sum | layer 'b': expected merge_mode concat for bi, found sum",
                "\"go_backwards\": false | \"go_backwards\": true | layer 'f': expected go_backwards false for gru, found true",
                "\"go_backwards\": true | \"go_backwards\": false | layer 'r': expected go_backwards true for bi, found false",
                "\"stateful\": false | \"stateful\": true | layer 'f' has stateful, which is not read",
                "\"reset_after\": true | \"reset_after\": false | layer 'f': expected reset_after true for gru, found false",
                "\"hard_sigmoid\" | \"sigmoid\" | the halves of 'b' differ",
                "\"hard_sigmoid\" | \"hard_sigmoid_keras3\" | layer 'f': 'hard_sigmoid_keras3' is no activation that Keras",
                "\"GRU\" | \"LSTM\" | expected a GRU for gru, found 'f' of class LSTM",
                "\"GRU\" | \"TFOpLambda\" | layer 'f' is of class 'TFOpLambda', which is not read",
                "Embedding | Functional | layer 'e' is of class 'Functional', which is not read",
                "Sequential | MyModel | expected a Sequential, Model or Functional model, found 'MyModel'",
                "\"softmax\" | \"sigmoid\" | layer 'd': expected activation softmax for dense, found sigmoid",
                "\"layers\" | \"layer\" | expected a list of 1 to 1000 layers",
                "{ | [ | model_config:",
            })
    void refusesByNameWhatWouldChangeTheNumbers(String old, String fresh, String expected) {
        assertTrue(CONFIG.contains(old), old);
        String config = CONFIG.replaceFirst(
                java.util.regex.Pattern.quote(old), java.util.regex.Matcher.quoteReplacement(fresh));
        BadBundle e = assertThrows(BadBundle.class, () -> fit(config, "2.15.0"));
        assertTrue(String.valueOf(e.getMessage()).startsWith("m.h5: model_config:"), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains(expected), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[]", "{}", "\"x\"", "{\"class_name\": \"Sequential\", \"config\": [1, 2]}"})
    void refusesWhatIsNoConfig(String config) {
        assertThrows(BadBundle.class, () -> fit(config, "2.15.0"));
    }

    @Test
    void ofAGraphOnlyTheRecurrentLayersAreMatched() {
        String graph = CONFIG.replace("Sequential", "Functional").replace("\"relu\"", "\"tanh\"");
        assertEquals(Activation.HARD_SIGMOID, gru(fit(graph, "2.15.0")).recurrentActivation());
    }

    @ParameterizedTest
    @CsvSource({
        "2.1.5, false",
        "2.2.4-tf, false",
        "2.10.0, false",
        "2.11.0, true",
        "2.15.0, true",
        "2.21.0, true",
        "3.15.1, true",
        "'', true",
        "x, true"
    })
    void theRuleOfEpsilon(String version, boolean inside) {
        assertEquals(inside, KerasVersion.of(version).epsilonInside());
    }

    private static NetworkSpec fit(String config, String version) {
        return new Fitting(new ModelConfig(config, "m.h5", "model_config"), KerasVersion.of(version)).fit(SPEC);
    }

    private static Recurrence gru(NetworkSpec spec) {
        return ((LayerSpec.Bidirectional) spec.nodes().get(4).layer()).layer().recurrence();
    }
}
