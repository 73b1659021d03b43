package io.ichnite.train;

import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An optimiser's rule with its state: what it remembers of past gradients, a number or two for each weight. Not
 * thread-safe.
 */
public final class Optimizer {
    private final OptimizerSpec spec;
    private final float[] first;
    private final float[] second;
    private long step;

    /**
     * What is remembered, laid out as the weights are.
     *
     * @param step how many updates there were
     * @param first mean of gradients; null for a rule without it
     * @param second mean of squares
     */
    public record Memory(long step, @Nullable Weights first, Weights second) {}

    /** @param size how many weights there are */
    public Optimizer(OptimizerSpec spec, int size) {
        this.spec = spec;
        this.second = new float[size];
        this.first = new float[spec instanceof OptimizerSpec.Adam ? size : 0];
    }

    /** A copy of what is remembered. */
    Memory memory(List<WeightSpec> weights) {
        return new Memory(
                step,
                first.length == 0 ? null : new Weights(weights, first.clone()),
                new Weights(weights, second.clone()));
    }

    /**
     * Goes on as the one that remembered this.
     *
     * @throws IllegalArgumentException if that was of another rule or size
     */
    void recall(Memory memory) {
        Weights mean = memory.first();
        boolean fits = memory.second().values().length == second.length
                && (mean == null ? 0 : mean.values().length) == first.length;
        if (!fits) {
            throw new IllegalArgumentException("what is remembered is another optimiser's");
        }
        step = memory.step();
        System.arraycopy(memory.second().values(), 0, second, 0, second.length);
        if (mean != null) {
            System.arraycopy(mean.values(), 0, first, 0, first.length);
        }
    }

    /** Moves the weights by one step at the spec's own rate. */
    public void update(float[] weights, float[] gradient) {
        update(weights, gradient, spec.learningRate());
    }

    /** Moves the weights by one step at another rate. */
    public void update(float[] weights, float[] gradient, float rate) {
        step++;
        if (spec instanceof OptimizerSpec.RmsProp rule) {
            rmsProp(rule, rate, weights, gradient);
        } else if (spec instanceof OptimizerSpec.Adam rule) {
            adam(rule, rate, weights, gradient);
        }
    }

    private void rmsProp(OptimizerSpec.RmsProp rule, float rate, float[] w, float[] g) {
        float rho = (float) rule.rho();
        float fresh = (float) (1 - rule.rho());
        float epsilon = (float) rule.epsilon();
        for (int i = 0; i < w.length; i++) {
            second[i] = rho * second[i] + fresh * g[i] * g[i];
            float root = rule.epsilonInside()
                    ? (float) Math.sqrt(second[i] + epsilon)
                    : (float) Math.sqrt(second[i]) + epsilon;
            w[i] -= rate * g[i] / root;
        }
    }

    private void adam(OptimizerSpec.Adam rule, float learningRate, float[] w, float[] g) {
        double correction = StrictMath.sqrt(1 - StrictMath.pow(rule.beta2(), (double) step))
                / (1 - StrictMath.pow(rule.beta1(), (double) step));
        float rate = (float) (learningRate * correction);
        float fresh1 = (float) (1 - rule.beta1());
        float fresh2 = (float) (1 - rule.beta2());
        float epsilon = (float) rule.epsilon();
        for (int i = 0; i < w.length; i++) {
            first[i] += (g[i] - first[i]) * fresh1;
            second[i] += (g[i] * g[i] - second[i]) * fresh2;
            w[i] -= rate * first[i] / ((float) Math.sqrt(second[i]) + epsilon);
        }
    }
}
