package io.ichnite.tensor;

import static io.ichnite.tensor.VectorTiles.L;
import static io.ichnite.tensor.VectorTiles.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Curve} a vector at a time, by the same steps. Each curve has a method to itself: the compiler stops inlining in
 * methods that grow too large, and a vector that is not inlined is an object.
 */
final class VectorCurves {
    private VectorCurves() {}

    /** x[i] = curve(x[i]) from {@code from} to {@code end}, which lie whole vectors apart. */
    static void apply(Curve curve, float[] x, int from, int end) {
        switch (curve) {
            case LINEAR -> {}
            case RELU -> relu(x, from, end);
            case SIGMOID -> logistic(0f, 1f, -1f, x, from, end);
            case TANH -> logistic(1f, -2f, 2f, x, from, end);
            case HARD_SIGMOID -> hardSigmoid(x, from, end);
            case HARD_SIGMOID_6 -> hardSigmoid6(x, from, end);
        }
    }

    private static void relu(float[] x, int from, int end) {
        for (int i = from; i < end; i += L) {
            FloatVector.fromArray(S, x, i).max(0f).intoArray(x, i);
        }
    }

    /** x = base + scale / (1 + exp(rate x)): a sigmoid by 0, 1 and −1, tanh by 1, −2 and 2, without further rounding. */
    private static void logistic(float base, float scale, float rate, float[] x, int from, int end) {
        float limit = Curve.LIMIT / Math.abs(rate);
        FloatVector power = FloatVector.broadcast(S, rate * Curve.LOG2_E);
        FloatVector rounder = FloatVector.broadcast(S, Curve.ROUNDER);
        for (int i = from; i < end; i += L) {
            FloatVector clamped = FloatVector.fromArray(S, x, i).min(limit).max(-limit);
            FloatVector rounded = clamped.fma(power, rounder);
            FloatVector r = clamped.fma(power, rounder.sub(rounded));
            FloatVector r2 = r.mul(r);
            FloatVector low = r.fma(FloatVector.broadcast(S, Curve.P1), FloatVector.broadcast(S, 1f));
            FloatVector middle = r.fma(FloatVector.broadcast(S, Curve.P3), FloatVector.broadcast(S, Curve.P2));
            FloatVector high = r.fma(FloatVector.broadcast(S, Curve.P5), FloatVector.broadcast(S, Curve.P4));
            high = r2.fma(FloatVector.broadcast(S, Curve.P6), high);
            FloatVector p = high.fma(r2, middle).fma(r2, low);
            FloatVector e = p.reinterpretAsInts()
                    .add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                    .reinterpretAsFloats();
            FloatVector.broadcast(S, scale).div(e.add(1f)).add(base).intoArray(x, i);
        }
    }

    private static void hardSigmoid(float[] x, int from, int end) {
        for (int i = from; i < end; i += L) {
            FloatVector.fromArray(S, x, i)
                    .fma(FloatVector.broadcast(S, 0.2f), FloatVector.broadcast(S, 0.5f))
                    .max(0f)
                    .min(1f)
                    .intoArray(x, i);
        }
    }

    private static void hardSigmoid6(float[] x, int from, int end) {
        for (int i = from; i < end; i += L) {
            FloatVector.fromArray(S, x, i)
                    .add(3f)
                    .max(0f)
                    .min(6f)
                    .mul(Curve.SIXTH)
                    .intoArray(x, i);
        }
    }

    /** d[i] *= slope of the curve where its value is y[i], for {@code end} numbers, which are whole vectors. */
    static void slope(Curve curve, float[] y, int y0, float[] d, int d0, int end) {
        FloatVector start = FloatVector.broadcast(S, curve.start);
        FloatVector rise = FloatVector.broadcast(S, curve.rise);
        FloatVector fall = FloatVector.broadcast(S, -curve.fall);
        FloatVector one = FloatVector.broadcast(S, 1f);
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0; i < end; i += L) {
            FloatVector v = FloatVector.fromArray(S, y, y0 + i);
            VectorMask<Float> off =
                    v.compare(VectorOperators.LE, curve.low).or(v.compare(VectorOperators.GE, curve.high));
            FloatVector slope = rise.fma(v, start).mul(fall.fma(v, one)).blend(zero, off);
            FloatVector.fromArray(S, d, d0 + i).mul(slope).intoArray(d, d0 + i);
        }
    }
}
