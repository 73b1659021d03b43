package io.ichnite.train;

/** How gradients move weights, described. */
public sealed interface OptimizerSpec {
    float learningRate();

    /** The same rule at another rate. */
    OptimizerSpec withLearningRate(float rate);

    /**
     * Root mean square propagation: v ← ρ v + (1 − ρ) g².
     *
     * @param epsilonInside whether w ← w − lr g / √(v + ε), as Keras 2.15 and 3, or w ← w − lr g / (√v + ε), as Keras
     *     2.1.5, TF 2.0 and PyTorch; the difference shows after one step
     */
    record RmsProp(float learningRate, double rho, double epsilon, boolean epsilonInside) implements OptimizerSpec {
        public RmsProp {
            Rates.check(learningRate);
        }

        /** The published system's: rate 1e-4, ρ 0.9, ε 1e-7, inside. */
        public static RmsProp defaults() {
            return new RmsProp(1e-4f, 0.9, 1e-7, true);
        }

        @Override
        public RmsProp withLearningRate(float rate) {
            return new RmsProp(rate, rho, epsilon, epsilonInside);
        }

        public RmsProp withEpsilonInside(boolean inside) {
            return new RmsProp(learningRate, rho, epsilon, inside);
        }
    }

    /** Adaptive moments (Kingma and Ba, 2015), with Keras' bias correction: ε outside the root of the raw second moment. */
    record Adam(float learningRate, double beta1, double beta2, double epsilon) implements OptimizerSpec {
        public Adam {
            Rates.check(learningRate);
        }

        /** Rate 1e-3, β₁ 0.9, β₂ 0.999, ε 1e-7. */
        public static Adam defaults() {
            return new Adam(1e-3f, 0.9, 0.999, 1e-7);
        }

        @Override
        public Adam withLearningRate(float rate) {
            return new Adam(rate, beta1, beta2, epsilon);
        }
    }

    /** The one check that both share. */
    final class Rates {
        private Rates() {}

        static void check(float learningRate) {
            if (!(learningRate > 0) || Float.isInfinite(learningRate)) {
                throw new IllegalArgumentException("learning rate must be above 0, found " + learningRate);
            }
        }
    }
}
