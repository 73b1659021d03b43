package io.ichnite.novelty;

import io.ichnite.tensor.Kernels;
import java.util.List;

/** −‖(x − u) N‖: how far a row goes in directions in which fitted rows hardly do (Wang et al., 2022). */
public final class Residual implements FittedDetector {
    static final String ORIGIN = "origin";
    static final String DIRECTIONS = "directions";

    private final ResidualSpace space;

    private Residual(ResidualSpace space) {
        this.space = space;
    }

    /** @param main how many directions fitted rows take, from 1 to below their width */
    static Residual of(FeatureRows rows, Head head, int main, Kernels kernels) {
        return new Residual(ResidualSpace.of(rows, head, main, kernels));
    }

    static Residual of(DetectorParts parts) {
        parts.expect(List.of(), List.of(ORIGIN, DIRECTIONS), 0);
        return new Residual(new ResidualSpace(parts.matrix(ORIGIN), parts.matrix(DIRECTIONS)));
    }

    @Override
    public DetectorParts parts() {
        return DetectorParts.of(DetectorKind.RESIDUAL)
                .with(ORIGIN, space.origin())
                .with(DIRECTIONS, space.directions());
    }

    @Override
    public int width() {
        return space.width();
    }

    @Override
    public boolean needsLogits() {
        return false;
    }

    @Override
    public void score(FeatureRows rows, int from, int to, Kernels kernels, double[] into, int at) {
        double[] lengths = new double[to - from];
        space.lengths(rows, from, to, kernels, lengths);
        for (int row = from; row < to; row++) {
            into[at + row - from] = Finite.score(-lengths[row - from]);
        }
    }
}
