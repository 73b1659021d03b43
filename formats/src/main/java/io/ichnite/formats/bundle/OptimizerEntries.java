package io.ichnite.formats.bundle;

import io.ichnite.error.BadInput;
import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.JsonObject;
import io.ichnite.formats.safetensors.SafeTensors;
import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import io.ichnite.train.Optimizer;
import io.ichnite.train.OptimizerSpec;
import io.ichnite.train.OptimizerState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How training goes on: {@code optimizer.json} is the rule and its updates so far, {@code optimizer.safetensors} what it
 * remembers of each weight, as {@code first/} and {@code second/} before the weight's name; left out where it remembers nothing.
 */
final class OptimizerEntries {
    static final String RULE = "optimizer.json";
    static final String NUMBERS = "optimizer.safetensors";

    private static final String FIRST = "first/";
    private static final String SECOND = "second/";

    private OptimizerEntries() {}

    /** Which of the entries there are, in their order. */
    static List<String> names(Map<String, byte[]> entries) {
        return entries.containsKey(NUMBERS)
                ? List.of(RULE, NUMBERS)
                : entries.containsKey(RULE) ? List.of(RULE) : List.of();
    }

    /** What does not fit the weights, or is no number; null if all does. */
    static @Nullable String fault(OptimizerState state, List<WeightSpec> weights) {
        Optimizer.Memory memory = state.memory();
        if (memory == null) {
            return null;
        }
        Weights first = memory.first();
        if (!memory.second().specs().equals(weights)
                || first != null && !first.specs().equals(weights)) {
            return "what the optimiser remembers is another network's";
        }
        for (float value : memory.second().values()) {
            if (!(value >= 0) || Float.isInfinite(value)) {
                return "the optimiser's mean of squares has " + value + ", expected finite numbers of 0 or more";
            }
        }
        if (first != null) {
            for (float value : first.values()) {
                if (!Float.isFinite(value)) {
                    return "the optimiser's mean of gradients has " + value + ", expected finite numbers";
                }
            }
        }
        return null;
    }

    static void write(OptimizerState state, Map<String, byte[]> entries) throws IOException {
        Optimizer.Memory memory = state.memory();
        Map<String, Object> tree = rule(state.rule());
        tree.put("updates", memory == null ? 0L : memory.step());
        entries.put(RULE, Json.write(tree).getBytes(StandardCharsets.UTF_8));
        if (memory == null) {
            return;
        }
        Weights both = both(memory);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafeTensors.write(both, new TreeMap<>(), out);
        entries.put(NUMBERS, out.toByteArray());
    }

    private static Map<String, Object> rule(OptimizerSpec spec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (spec instanceof OptimizerSpec.RmsProp rule) {
            tree.put("rule", "rmsprop");
            tree.put("learning_rate", rule.learningRate());
            tree.put("rho", rule.rho());
            tree.put("epsilon", rule.epsilon());
            tree.put("epsilon_inside", rule.epsilonInside());
        } else if (spec instanceof OptimizerSpec.Adam rule) {
            tree.put("rule", "adam");
            tree.put("learning_rate", rule.learningRate());
            tree.put("beta_1", rule.beta1());
            tree.put("beta_2", rule.beta2());
            tree.put("epsilon", rule.epsilon());
        }
        return tree;
    }

    private static List<WeightSpec> named(String prefix, List<WeightSpec> weights) {
        List<WeightSpec> named = new ArrayList<>();
        for (WeightSpec spec : weights) {
            named.add(new WeightSpec(prefix + spec.name(), spec.shape(), spec.start()));
        }
        return named;
    }

    private static Weights both(Optimizer.Memory memory) {
        Weights second = memory.second();
        Weights first = memory.first();
        List<WeightSpec> specs = new ArrayList<>();
        if (first != null) {
            specs.addAll(named(FIRST, first.specs()));
        }
        specs.addAll(named(SECOND, second.specs()));
        Weights both = Weights.zeros(specs);
        int size = second.values().length;
        if (first != null) {
            System.arraycopy(first.values(), 0, both.values(), 0, size);
        }
        System.arraycopy(second.values(), 0, both.values(), first == null ? 0 : size, size);
        return both;
    }

    /**
     * @param numbers null where nothing is remembered
     * @throws BadInput if the parts say nothing that can be gone on from
     */
    static OptimizerState read(String text, byte @Nullable [] numbers, List<WeightSpec> weights) {
        JsonObject in = new JsonObject(Json.read(text, RULE), RULE, "");
        String word = in.text("rule");
        float rate = in.real("learning_rate", Float.NaN);
        OptimizerSpec rule =
                switch (word) {
                    case "rmsprop" ->
                        new OptimizerSpec.RmsProp(rate, share(in, "rho"), epsilon(in), in.flag("epsilon_inside"));
                    case "adam" -> new OptimizerSpec.Adam(rate, share(in, "beta_1"), share(in, "beta_2"), epsilon(in));
                    default -> throw in.bad("rule", "expected rmsprop or adam, found '" + word + "'");
                };
        long updates = in.integer("updates", 0, Long.MAX_VALUE);
        in.end();
        if (numbers == null) {
            if (updates != 0) {
                throw in.bad("updates", "expected 0, as there is no " + NUMBERS);
            }
            return new OptimizerState(rule, null);
        }
        List<WeightSpec> specs = new ArrayList<>();
        boolean two = rule instanceof OptimizerSpec.Adam;
        if (two) {
            specs.addAll(named(FIRST, weights));
        }
        specs.addAll(named(SECOND, weights));
        float[] all = SafeTensors.read(numbers, NUMBERS).weights(specs).values();
        int size = two ? all.length / 2 : all.length;
        float[] second = java.util.Arrays.copyOfRange(all, all.length - size, all.length);
        Weights first = two ? new Weights(weights, java.util.Arrays.copyOf(all, size)) : null;
        return new OptimizerState(rule, new Optimizer.Memory(updates, first, new Weights(weights, second)));
    }

    private static double share(JsonObject in, String field) {
        double value = in.number(field);
        if (!(value >= 0 && value < 1)) {
            throw in.bad(field, "expected a number of 0 or more and below 1");
        }
        return value;
    }

    private static double epsilon(JsonObject in) {
        double value = in.number("epsilon");
        if (!(value > 0) || Double.isInfinite(value)) {
            throw in.bad("epsilon", "expected a number above 0");
        }
        return value;
    }
}
