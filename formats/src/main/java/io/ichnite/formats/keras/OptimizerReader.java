package io.ichnite.formats.keras;

import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import io.ichnite.train.Optimizer;
import io.ichnite.train.OptimizerSpec;
import io.ichnite.train.OptimizerState;
import io.jhdf.api.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An optimiser's rule and state from what Keras kept of it. RMSprop and Adam, plain: any option that changes their arithmetic is said
 * by name, and training then begins afresh; asking the model needs none of this.
 *
 * <p>What is stored: the number of updates (not in Keras 2.1.5's RMSprop), in Keras 3 the learning rate, then arrays of the weights'
 * shapes. Adam's come as all first moments, then all second ones, and before TF 2 one place each for AMSGrad; since 2.11 both
 * moments of each weight in turn.
 */
final class OptimizerReader {
    private static final String FRESH = "; --from begins training afresh";
    /** Options that are off where null, false or 0. */
    private static final List<String> UNKNOWN = List.of(
            "momentum",
            "nesterov",
            "centered",
            "amsgrad",
            "decay",
            "weight_decay",
            "clipnorm",
            "clipvalue",
            "global_clipnorm",
            "use_ema",
            "gradient_accumulation_steps",
            "loss_scale_factor",
            "schedule_decay");

    private final GuardedH5 in;
    private final KerasVersion version;
    private final List<WeightSpec> weights;
    private final Set<String> remarks;

    OptimizerReader(GuardedH5 in, KerasVersion version, List<WeightSpec> weights, Set<String> remarks) {
        this.in = in;
        this.version = version;
        this.weights = weights;
        this.remarks = remarks;
    }

    /**
     * @param described the optimiser in the config of {@code compile}, or its name alone; missing where there is none
     * @param stored what is kept of it, in order
     * @return null where training cannot go on by it; the remarks say why
     */
    @Nullable
    OptimizerState read(JsonNode described, List<Dataset> stored) {
        String name = ModelConfig.word(described, ModelConfig.word(described.path("class_name"), ""));
        JsonNode config = described.path("config");
        name = name.startsWith("Custom>") ? name.substring("Custom>".length()) : name;
        boolean rms = name.equalsIgnoreCase("rmsprop");
        if (name.isEmpty()) {
            if (stored.size() > 2) {
                remarks.add("the file holds an optimiser's state and does not say which" + FRESH);
            }
            return null;
        }
        if (!rms && !name.equalsIgnoreCase("adam")) {
            remarks.add("the file was trained by '" + name + "'; had here are RMSprop and Adam" + FRESH);
            return null;
        }
        for (String option : UNKNOWN) {
            if (on(option, config.path(option))) {
                remarks.add("the file's " + name + " has " + option + " " + config.path(option)
                        + ", which is not had here" + FRESH);
                return null;
            }
        }
        int scalars = 0;
        while (scalars < Math.min(2, stored.size())
                && in.shape(stored.get(scalars)).isEmpty()) {
            scalars++;
        }
        boolean legacy = config.path("is_legacy_optimizer").asBoolean(false);
        OptimizerSpec rule = rule(rms, name, config, scalars == 2 ? stored.get(1) : null, legacy);
        if (rule == null) {
            return null;
        }
        long updates = scalars == 0 ? 0 : in.number(stored.get(0)).longValue();
        if (updates < 0) {
            throw in.bad("expected 0 updates or more, found " + updates);
        }
        List<Dataset> slots = stored.subList(scalars, stored.size());
        if (slots.isEmpty()) {
            return new OptimizerState(rule, null);
        }
        return memory(rule, rms, updates, slots, version.slotsByWeight(legacy));
    }

    private @Nullable OptimizerState memory(
            OptimizerSpec rule, boolean rms, long updates, List<Dataset> slots, boolean byWeight) {
        int n = weights.size();
        // AMSGrad's places, empty
        boolean threefold = !rms && !byWeight && slots.size() == 3 * n;
        List<Dataset> kept = threefold ? slots.subList(0, 2 * n) : slots;
        if (kept.size() != (rms ? n : 2 * n)) {
            remarks.add("the file's optimiser remembers " + slots.size() + " arrays, expected " + (rms ? n : 2 * n)
                    + " for the " + n + " of the network" + FRESH);
            return null;
        }
        List<Dataset> first = new ArrayList<>();
        List<Dataset> second = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (!rms) {
                first.add(kept.get(byWeight ? 2 * i : i));
            }
            second.add(kept.get(rms ? i : byWeight ? 2 * i + 1 : n + i));
        }
        Weights squares = arrays(second);
        for (float value : squares.values()) {
            if (value < 0) {
                throw in.bad("expected means of squares, found " + value);
            }
        }
        return new OptimizerState(rule, new Optimizer.Memory(updates, rms ? null : arrays(first), squares));
    }

    private Weights arrays(List<Dataset> datasets) {
        return KerasFiles.arrays(in, datasets, weights, remarks, "arrays of the optimiser");
    }

    /** @param rate Keras 3's own; null where there is none */
    private @Nullable OptimizerSpec rule(
            boolean rms, String name, JsonNode config, @Nullable Dataset rate, boolean legacy) {
        JsonNode told = config.has("learning_rate") ? config.path("learning_rate") : config.path("lr");
        if (told.isObject()) {
            remarks.add("the file's " + name + " has a schedule for its learning rate, which is not had here" + FRESH);
            return null;
        }
        float learning =
                rate == null ? (float) number(told, 1e-3) : in.number(rate).floatValue();
        double epsilon = number(config.path("epsilon"), 1e-7);
        double one = number(config.path(rms ? "rho" : "beta_1"), 0.9);
        double two = rms ? 0 : number(config.path("beta_2"), 0.999);
        boolean good = learning > 0
                && Float.isFinite(learning)
                && epsilon > 0
                && Double.isFinite(epsilon)
                && one >= 0
                && one < 1
                && two >= 0
                && two < 1;
        if (!good) {
            remarks.add("the file's " + name + " has numbers out of their range" + FRESH);
            return null;
        }
        return rms
                ? new OptimizerSpec.RmsProp(learning, one, epsilon, version.slotsByWeight(legacy))
                : new OptimizerSpec.Adam(learning, one, two, epsilon);
    }

    private static double number(JsonNode value, double otherwise) {
        return value.isNumber() ? Double.parseDouble(value.numberValue().toString()) : otherwise;
    }

    private static boolean on(String option, JsonNode value) {
        if (value.isNumber()) {
            double number = number(value, 0);
            boolean neutral = option.equals("loss_scale_factor") || option.equals("gradient_accumulation_steps");
            return number != 0 && !(neutral && number == 1);
        }
        return !value.isMissingNode() && !value.isNull() && !(value.isBoolean() && !value.booleanValue());
    }
}
