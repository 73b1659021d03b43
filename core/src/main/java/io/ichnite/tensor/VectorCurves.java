package io.ichnite.tensor;

import static io.ichnite.tensor.VectorTiles.L;
import static io.ichnite.tensor.VectorTiles.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** {@link Curve} a vector at a time, by the same steps. */
final class VectorCurves {
    private VectorCurves() {}

    /** x[i] = curve(x[i]) from {@code from} to {@code end}, which lie whole vectors apart. */
    static void apply(Curve curve, float[] x, int from, int end) {
        switch (curve) {
            case LINEAR -> {}
            case RELU -> {
                for (int i = from; i < end; i += L) {
                    FloatVector.fromArray(S, x, i).max(0f).intoArray(x, i);
                }
            }
            case SIGMOID -> {
                for (int i = from; i < end; i += L) {
                    sigmoid(FloatVector.fromArray(S, x, i)).intoArray(x, i);
                }
            }
            case TANH -> {
                for (int i = from; i < end; i += L) {
                    tanh(FloatVector.fromArray(S, x, i)).intoArray(x, i);
                }
            }
            case HARD_SIGMOID -> {
                for (int i = from; i < end; i += L) {
                    FloatVector.fromArray(S, x, i)
                            .fma(FloatVector.broadcast(S, 0.2f), FloatVector.broadcast(S, 0.5f))
                            .max(0f)
                            .min(1f)
                            .intoArray(x, i);
                }
            }
            case HARD_SIGMOID_6 -> {
                for (int i = from; i < end; i += L) {
                    FloatVector.fromArray(S, x, i)
                            .add(3f)
                            .max(0f)
                            .min(6f)
                            .mul(Curve.SIXTH)
                            .intoArray(x, i);
                }
            }
        }
    }

    static FloatVector sigmoid(FloatVector x) {
        return FloatVector.broadcast(S, 1f).div(exp(x.neg()).add(1f));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector e = exp(x.add(x)).add(1f);
        return FloatVector.broadcast(S, 1f).sub(FloatVector.broadcast(S, 2f).div(e));
    }

    private static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.min(Curve.LIMIT).max(-Curve.LIMIT);
        FloatVector rounded = clamped.mul(Curve.LOG2_E).add(Curve.ROUNDER);
        FloatVector n = rounded.sub(Curve.ROUNDER);
        FloatVector r = n.fma(FloatVector.broadcast(S, Curve.LN2_HIGH), clamped);
        r = n.fma(FloatVector.broadcast(S, Curve.LN2_LOW), r);
        FloatVector p = FloatVector.broadcast(S, Curve.P5).fma(r, FloatVector.broadcast(S, Curve.P4));
        p = p.fma(r, FloatVector.broadcast(S, Curve.P3));
        p = p.fma(r, FloatVector.broadcast(S, Curve.P2));
        p = p.fma(r, FloatVector.broadcast(S, Curve.P1));
        p = p.fma(r, FloatVector.broadcast(S, Curve.P0));
        p = p.fma(r.mul(r), r).add(1f);
        return p.reinterpretAsInts()
                .add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats();
    }

    /** d[i] *= slope of the curve where its value is y[i], for {@code end} numbers, which are whole vectors. */
    static void slope(Curve curve, float[] y, int y0, float[] d, int d0, int end) {
        for (int i = 0; i < end; i += L) {
            FloatVector.fromArray(S, d, d0 + i)
                    .mul(slope(curve, FloatVector.fromArray(S, y, y0 + i)))
                    .intoArray(d, d0 + i);
        }
    }

    /** The curve's slope where its values are {@code y}. */
    static FloatVector slope(Curve curve, FloatVector y) {
        FloatVector one = FloatVector.broadcast(S, 1f);
        return switch (curve) {
            case LINEAR -> one;
            case RELU -> FloatVector.zero(S).blend(one, y.compare(VectorOperators.GT, 0f));
            case SIGMOID -> y.mul(one.sub(y));
            case TANH -> one.sub(y.mul(y));
            case HARD_SIGMOID, HARD_SIGMOID_6 -> {
                VectorMask<Float> on = y.compare(VectorOperators.GT, 0f).and(y.compare(VectorOperators.LT, 1f));
                yield FloatVector.zero(S).blend(curve == Curve.HARD_SIGMOID ? 0.2f : Curve.SIXTH, on);
            }
        };
    }
}
