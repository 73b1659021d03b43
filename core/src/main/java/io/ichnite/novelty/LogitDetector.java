package io.ichnite.novelty;

import io.ichnite.tensor.Kernels;
import java.util.List;

/**
 * What the logits alone say; nothing is fitted.
 *
 * <ul>
 *   <li>msp: the largest probability (Hendrycks and Gimpel, 2017)
 *   <li>max-logit: the largest logit
 *   <li>energy: T log Σ e^{l/T} (Liu et al., 2020)
 *   <li>entropy: Σ p log p
 *   <li>gen: −Σ p^γ (1−p)^γ, p held within [1e-7, 1 − 1e-7] (Liu, Lochman and Zach, 2023)
 *   <li>odin: the largest of softmax(l / T), without its step along the gradient (Liang et al., 2018)
 * </ul>
 */
public final class LogitDetector implements FittedDetector {
    private static final String PARAMETER = "parameter";
    private static final double LEAST = 1e-7;

    private final DetectorKind kind;
    private final double parameter;

    private LogitDetector(DetectorKind kind, double parameter) {
        this.kind = kind;
        this.parameter = parameter;
        if (!kind.needsLogits() || !(parameter > 0)) {
            throw new IllegalArgumentException(kind.word() + " by logits, with " + parameter);
        }
    }

    /** With the temperature, or exponent, of the papers: T = 1, for odin 1000; γ = 0.1. */
    public static LogitDetector of(DetectorKind kind) {
        return new LogitDetector(kind, kind == DetectorKind.ODIN ? 1000 : kind == DetectorKind.GEN ? 0.1 : 1);
    }

    /** Energy at another temperature. */
    public static LogitDetector energy(double temperature) {
        return new LogitDetector(DetectorKind.ENERGY, temperature);
    }

    static LogitDetector of(DetectorParts parts) {
        parts.expect(List.of(PARAMETER), List.of(), 0);
        return new LogitDetector(parts.kind(), parts.number(PARAMETER));
    }

    @Override
    public DetectorParts parts() {
        return DetectorParts.of(kind).with(PARAMETER, parameter);
    }

    @Override
    public int width() {
        return 0;
    }

    @Override
    public boolean needsLogits() {
        return true;
    }

    @Override
    public void score(FeatureRows rows, int from, int to, Kernels kernels, double[] into, int at) {
        if (rows.classes() == 0) {
            throw new IllegalArgumentException(kind.word() + " needs logits, and these rows have none");
        }
        double[] logits = new double[rows.classes()];
        for (int row = from; row < to; row++) {
            rows.logits(row, logits);
            into[at + row - from] = Finite.score(score(logits));
        }
    }

    private double score(double[] logits) {
        switch (kind) {
            case MAX_LOGIT -> {
                return Logits.largest(logits);
            }
            case ENERGY -> {
                return Logits.energy(logits, parameter);
            }
            default -> Logits.softmax(logits, kind == DetectorKind.ODIN ? parameter : 1);
        }
        return switch (kind) {
            case ENTROPY -> entropy(logits);
            case GEN -> generalisedEntropy(logits);
            default -> Logits.largest(logits);
        };
    }

    private static double entropy(double[] p) {
        double sum = 0;
        for (double one : p) {
            sum += one > 0 ? one * StrictMath.log(one) : 0;
        }
        return sum;
    }

    private double generalisedEntropy(double[] p) {
        double sum = 0;
        for (double one : p) {
            double held = Math.min(1 - LEAST, Math.max(LEAST, one));
            sum -= StrictMath.pow(held, parameter) * StrictMath.pow(1 - held, parameter);
        }
        return sum;
    }
}
