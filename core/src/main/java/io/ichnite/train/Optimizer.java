package io.ichnite.train;

/**
 * An optimiser's rule with its state: what it remembers of past gradients, a number or two for each weight. Not
 * thread-safe.
 */
public final class Optimizer {
    private final OptimizerSpec spec;
    private final float[] first;
    private final float[] second;
    private long step;

    /** @param size how many weights there are */
    public Optimizer(OptimizerSpec spec, int size) {
        this.spec = spec;
        this.second = new float[size];
        this.first = new float[spec instanceof OptimizerSpec.Adam ? size : 0];
    }

    /** Moves the weights by one step. */
    public void update(float[] weights, float[] gradient) {
        step++;
        if (spec instanceof OptimizerSpec.RmsProp rule) {
            rmsProp(rule, weights, gradient);
        } else if (spec instanceof OptimizerSpec.Adam rule) {
            adam(rule, weights, gradient);
        }
    }

    private void rmsProp(OptimizerSpec.RmsProp rule, float[] w, float[] g) {
        float rho = (float) rule.rho();
        float fresh = (float) (1 - rule.rho());
        float epsilon = (float) rule.epsilon();
        float rate = rule.learningRate();
        for (int i = 0; i < w.length; i++) {
            second[i] = rho * second[i] + fresh * g[i] * g[i];
            float root = rule.epsilonInside()
                    ? (float) Math.sqrt(second[i] + epsilon)
                    : (float) Math.sqrt(second[i]) + epsilon;
            w[i] -= rate * g[i] / root;
        }
    }

    private void adam(OptimizerSpec.Adam rule, float[] w, float[] g) {
        double correction = StrictMath.sqrt(1 - StrictMath.pow(rule.beta2(), (double) step))
                / (1 - StrictMath.pow(rule.beta1(), (double) step));
        float rate = (float) (rule.learningRate() * correction);
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
