package io.ichnite.novelty;

import io.ichnite.tensor.Kernels;
import java.util.List;

/**
 * Another detector on features that were divided by their Euclidean norm (or by 1e-12, if that is larger), for fit and score alike:
 * with Mahalanobis inside, Mahalanobis++ (Müller and Hein, 2025).
 */
public final class Normalised implements FittedDetector {
    private static final int BLOCK = 256;

    private final FittedDetector inner;

    private Normalised(FittedDetector inner) {
        this.inner = inner;
    }

    /** @param inner fitted on normalised rows: Mahalanobis or Relative */
    static Normalised of(FittedDetector inner) {
        return new Normalised(inner);
    }

    static Normalised of(DetectorParts parts) {
        parts.expect(List.of(), List.of(), 1);
        DetectorParts inside = parts.parts().get(0);
        return new Normalised(parts.kind() == DetectorKind.NORMALISED ? Mahalanobis.of(inside) : Relative.of(inside));
    }

    @Override
    public DetectorParts parts() {
        return DetectorParts.of(
                        inner instanceof Mahalanobis ? DetectorKind.NORMALISED : DetectorKind.RELATIVE_NORMALISED)
                .with(List.of(inner.parts()));
    }

    @Override
    public int width() {
        return inner.width();
    }

    @Override
    public boolean needsLogits() {
        return false;
    }

    @Override
    public Normalised in(Precision wanted) {
        return inner.in(wanted) instanceof FittedDetector other ? new Normalised(other) : this;
    }

    @Override
    public void score(FeatureRows rows, int from, int to, Kernels kernels, double[] into, int at) {
        int width = width();
        if (rows.width() != width) {
            throw new IllegalArgumentException("expected " + width + " features a row, found " + rows.width());
        }
        for (int first = from; first < to; first += BLOCK) {
            int some = Math.min(BLOCK, to - first);
            double[] x = new double[some * width];
            rows.features(first, first + some, x, 0);
            for (int r = 0; r < some; r++) {
                FeatureRows.normalise(x, r * width, width);
            }
            inner.score(FeatureRows.of(x, width), 0, some, kernels, into, at + first - from);
        }
    }
}
