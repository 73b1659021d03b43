package io.ichnite.novelty;

import io.ichnite.tensor.Kernels;
import java.util.Arrays;
import java.util.List;

/**
 * The energy of logits that the network's last layer makes of features which were shaped first.
 *
 * <ul>
 *   <li>react: none larger than the 90th percentile of all that were fitted (Sun, Guo and Li, 2021)
 *   <li>ash-p: the largest of a row are kept, 65 % become 0 (Djurisic et al., 2023)
 *   <li>ash-s: the same, those kept times e^{s₁/s₂}, s₁ the sum of all, s₂ of those kept
 *   <li>scale: all times e^{s₁/s₂} (Xu et al., 2024)
 * </ul>
 */
public final class ShapedEnergy implements FittedDetector {
    private static final String WEIGHTS = "weights";
    private static final String BIASES = "biases";
    private static final String PARAMETER = "parameter";
    private static final double PRUNED = 0.65;
    private static final double CLIPPED_ABOVE = 0.9;
    /** Beyond this a row is as far as numbers go; and what it is multiplied with stays finite. */
    private static final double LARGEST_EXPONENT = 300;

    private final DetectorKind kind;
    private final Head head;
    private final double parameter;

    private ShapedEnergy(DetectorKind kind, Head head, double parameter) {
        this.kind = kind;
        this.head = head;
        this.parameter = parameter;
    }

    static ShapedEnergy of(DetectorKind kind, FeatureRows rows, Head head) {
        return new ShapedEnergy(kind, head, kind == DetectorKind.REACT ? percentile(rows) : PRUNED);
    }

    /** Of all numbers, linear between the two nearest, as NumPy's percentile. */
    private static double percentile(FeatureRows rows) {
        double[] all = new double[Math.multiplyExact(rows.rows(), rows.width())];
        rows.features(0, rows.rows(), all, 0);
        return Quantiles.of(all, CLIPPED_ABOVE);
    }

    static ShapedEnergy of(DetectorParts parts) {
        parts.expect(List.of(PARAMETER), List.of(WEIGHTS, BIASES), 0);
        Matrix weights = parts.matrix(WEIGHTS);
        double parameter = parts.number(PARAMETER);
        if (parts.kind() != DetectorKind.REACT && !(parameter >= 0 && parameter < 1)) {
            throw new IllegalArgumentException(
                    parts.kind().word() + ": expected a share from 0 to below 1, found " + parameter);
        }
        return new ShapedEnergy(
                parts.kind(),
                Head.of(weights, parts.matrix(BIASES, 1, weights.rows()).values()),
                parameter);
    }

    @Override
    public DetectorParts parts() {
        return DetectorParts.of(kind)
                .with(WEIGHTS, head.weights())
                .with(BIASES, head.biases())
                .with(PARAMETER, parameter);
    }

    @Override
    public int width() {
        return head.width();
    }

    @Override
    public boolean needsLogits() {
        return false;
    }

    @Override
    public void score(FeatureRows rows, int from, int to, Kernels kernels, double[] into, int at) {
        if (rows.width() != width()) {
            throw new IllegalArgumentException("expected " + width() + " features a row, found " + rows.width());
        }
        double[] x = new double[width()];
        double[] logits = new double[head.classes()];
        for (int row = from; row < to; row++) {
            rows.features(row, row + 1, x, 0);
            shape(x);
            head.logits(x, 0, logits);
            into[at + row - from] = Finite.score(Logits.energy(logits, 1));
        }
    }

    private void shape(double[] x) {
        if (kind == DetectorKind.REACT) {
            for (int j = 0; j < x.length; j++) {
                x[j] = Math.min(x[j], parameter);
            }
            return;
        }
        boolean[] kept = kept(x);
        double all = 0;
        double some = 0;
        for (int j = 0; j < x.length; j++) {
            all += x[j];
            some += kept[j] ? x[j] : 0;
        }
        double exponent = kind == DetectorKind.ASH_P || some == 0 ? 0 : all / some;
        double factor = StrictMath.exp(Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, exponent)));
        for (int j = 0; j < x.length; j++) {
            x[j] = kept[j] || kind == DetectorKind.SCALE ? x[j] * factor : 0;
        }
    }

    /** The largest d − round(share d), half to even; of equal ones the first. */
    private boolean[] kept(double[] x) {
        int count = x.length - (int) Math.rint(parameter * x.length);
        boolean[] kept = new boolean[x.length];
        if (count == 0) {
            return kept;
        }
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double least = sorted[x.length - count];
        int left = count;
        for (int j = 0; j < x.length; j++) {
            if (x[j] > least) {
                kept[j] = true;
                left--;
            }
        }
        for (int j = 0; j < x.length && left > 0; j++) {
            if (x[j] == least) {
                kept[j] = true;
                left--;
            }
        }
        return kept;
    }
}
