package io.ichnite.linear;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

/**
 * Minimises a smooth convex function by limited-memory BFGS (Liu and Nocedal, 1989): the last few steps and changes of the
 * gradient stand for the curvature. Steps are halved, or better, until the value falls far enough; on a convex function the
 * change of the gradient along any step keeps the curvature positive. One order of sums throughout. For one
 * thread and one run.
 */
final class Lbfgs {
    private static final int MEMORY = 10;
    private static final int HALVINGS = 40;
    private static final double ENOUGH = 1e-4;
    /** By what share of itself a value may be off through rounding. */
    private static final double ROUNDING = 1e-12;

    /** What is minimised. */
    interface Function {
        /** The value at {@code x}; its derivatives go to {@code gradient}. */
        double at(double[] x, double[] gradient);
    }

    private final Function function;
    private final int size;
    private final double[][] steps = new double[MEMORY][];
    private final double[][] changes = new double[MEMORY][];
    private final double[] curvatures = new double[MEMORY];
    /** How many steps were remembered; the youngest is at {@code (remembered − 1) % MEMORY}. */
    private int remembered;

    Lbfgs(Function function, int size) {
        this.function = function;
        this.size = size;
    }

    /**
     * Moves {@code x} to the minimum: until no derivative is farther from 0 than the tolerance, no step lowers the value any
     * more, or the steps run out.
     *
     * @throws CancellationException if the listener wants to stop
     */
    void minimise(double[] x, int most, double tolerance, FitListener listener) {
        double[] gradient = new double[size];
        double[] direction = new double[size];
        double[] next = new double[size];
        double[] nextGradient = new double[size];
        double value = function.at(x, gradient);
        double steepest = steepest(gradient);
        int step = 0;
        while (steepest > tolerance && step < most) {
            if (listener.stop()) {
                throw new CancellationException("stopped after " + step + " steps");
            }
            double slope = descend(gradient, direction);
            double length = remembered == 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
            double lower = Double.NaN;
            for (int halving = 0; halving < HALVINGS && Double.isNaN(lower); halving++) {
                for (int i = 0; i < size; i++) {
                    next[i] = x[i] + length * direction[i];
                }
                double tried = function.at(next, nextGradient);
                if (enough(value, slope, length, tried, nextGradient, direction)) {
                    lower = tried;
                } else {
                    // where the parabola through value, slope and the tried value is lowest
                    double lowest = -slope * length / (2 * ((tried - value) / length - slope));
                    length = lowest > 0.1 * length && lowest < 0.5 * length ? lowest : 0.5 * length;
                }
            }
            if (Double.isNaN(lower)) {
                break;
            }
            remember(x, next, gradient, nextGradient);
            System.arraycopy(next, 0, x, 0, size);
            System.arraycopy(nextGradient, 0, gradient, 0, size);
            value = lower;
            steepest = steepest(gradient);
            listener.step(++step, most, value, steepest);
        }
        listener.end(step, steepest, steepest <= tolerance);
    }

    /**
     * Whether a step lowers the value in keeping with the slope where it begins (Armijo). Where the fall is lost in the
     * value's rounding, the slope where the step ends has to say so (Hager and Zhang, 2005, approximate Wolfe).
     */
    private static boolean enough(
            double value, double slope, double length, double tried, double[] nextGradient, double[] direction) {
        return tried <= value + ENOUGH * length * slope
                || tried <= value + ROUNDING * Math.abs(value)
                        && dot(nextGradient, direction) <= (2 * ENOUGH - 1) * slope;
    }

    /** direction = −H gradient, by the two loops; the value's slope along it, which is below 0. */
    private double descend(double[] gradient, double[] direction) {
        for (int i = 0; i < size; i++) {
            direction[i] = -gradient[i];
        }
        int oldest = Math.max(0, remembered - MEMORY);
        double[] shares = new double[MEMORY];
        for (int k = remembered - 1; k >= oldest; k--) {
            int at = k % MEMORY;
            shares[at] = dot(steps[at], direction) / curvatures[at];
            add(-shares[at], changes[at], direction);
        }
        if (remembered > 0) {
            int youngest = (remembered - 1) % MEMORY;
            double scale = curvatures[youngest] / dot(changes[youngest], changes[youngest]);
            for (int i = 0; i < size; i++) {
                direction[i] *= scale;
            }
        }
        for (int k = oldest; k < remembered; k++) {
            int at = k % MEMORY;
            add(shares[at] - dot(changes[at], direction) / curvatures[at], steps[at], direction);
        }
        return dot(gradient, direction);
    }

    private void remember(double[] x, double[] next, double[] gradient, double[] nextGradient) {
        int at = remembered % MEMORY;
        if (steps[at] == null) {
            steps[at] = new double[size];
            changes[at] = new double[size];
        }
        for (int i = 0; i < size; i++) {
            steps[at][i] = next[i] - x[i];
            changes[at][i] = nextGradient[i] - gradient[i];
        }
        curvatures[at] = dot(steps[at], changes[at]);
        // rounding alone can take the curvature away; such a step is forgotten
        if (curvatures[at] > 1e-14 * dot(changes[at], changes[at])) {
            remembered++;
        }
    }

    private static double steepest(double[] gradient) {
        return Arrays.stream(gradient).map(Math::abs).max().orElse(0);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double factor, double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }
}
