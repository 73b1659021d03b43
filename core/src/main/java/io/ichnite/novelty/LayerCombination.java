package io.ichnite.novelty;

import io.ichnite.tensor.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several layers, each with a detector of its own, as one score (Lee et al., 2018): logistic regression of novel against known rows on
 * the layers' scores. The score is −P(novel), from −1 to 0. Rows have the features of all layers side by side, in the order of the
 * detectors.
 */
public final class LayerCombination implements FittedDetector {
    private static final String MEANS = "means";
    private static final String DEVIATIONS = "deviations";
    private static final String WEIGHTS = "weights";
    private static final String BIAS = "bias";

    private final List<FittedDetector> layers;
    private final Logistic logistic;

    private LayerCombination(List<FittedDetector> layers, Logistic logistic) {
        this.layers = List.copyOf(layers);
        this.logistic = logistic;
    }

    /**
     * Learns how to weigh the layers.
     *
     * @param layers fitted already, on other rows than these: scores of rows that a detector was fitted on are too good
     * @param known rows, known to be familiar
     * @param novel rows, known not to be
     * @throws io.ichnite.error.BadConfig if there is no known row, or no novel one
     * @throws IllegalArgumentException if rows do not have the features of the layers, side by side
     */
    public static LayerCombination fit(
            List<FittedDetector> layers, FeatureRows known, FeatureRows novel, Kernels kernels) {
        int columns = layers.size();
        double[] scores = new double[Math.multiplyExact(known.rows() + novel.rows(), columns)];
        score(layers, known, 0, known.rows(), kernels, scores, 0);
        score(layers, novel, 0, novel.rows(), kernels, scores, known.rows() * columns);
        boolean[] positive = new boolean[known.rows() + novel.rows()];
        Arrays.fill(positive, known.rows(), positive.length, true);
        return new LayerCombination(layers, Logistic.fit(scores, columns, positive));
    }

    static LayerCombination of(DetectorParts parts) {
        int count = parts.parts().size();
        parts.expect(List.of(BIAS), List.of(MEANS, DEVIATIONS, WEIGHTS), count);
        List<FittedDetector> layers = new ArrayList<>();
        for (DetectorParts part : parts.parts()) {
            if (part.kind() == DetectorKind.COMBINED) {
                throw new IllegalArgumentException("combined: expected detectors of one layer");
            }
            layers.add(Detectors.restore(part));
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("combined: expected layers");
        }
        return new LayerCombination(
                layers,
                Logistic.of(
                        parts.matrix(MEANS, 1, count).values(),
                        parts.matrix(DEVIATIONS, 1, count).values(),
                        parts.matrix(WEIGHTS, 1, count).values(),
                        parts.number(BIAS)));
    }

    @Override
    public DetectorParts parts() {
        return DetectorParts.of(DetectorKind.COMBINED)
                .with(MEANS, Matrix.row(logistic.means()))
                .with(DEVIATIONS, Matrix.row(logistic.deviations()))
                .with(WEIGHTS, Matrix.row(logistic.weights()))
                .with(BIAS, logistic.bias())
                .with(layers.stream().map(FittedDetector::parts).toList());
    }

    /** How the layers are weighed. */
    public Logistic logistic() {
        return logistic;
    }

    /** The layers' detectors, in the order of their features. */
    public List<FittedDetector> layers() {
        return layers;
    }

    @Override
    public int width() {
        return layers.stream().mapToInt(NoveltyDetector::width).sum();
    }

    @Override
    public boolean needsLogits() {
        return layers.stream().anyMatch(NoveltyDetector::needsLogits);
    }

    @Override
    public LayerCombination in(Precision wanted) {
        List<FittedDetector> others = new ArrayList<>();
        for (FittedDetector layer : layers) {
            others.add(layer.in(wanted) instanceof FittedDetector other ? other : layer);
        }
        return new LayerCombination(others, logistic);
    }

    @Override
    public void score(FeatureRows rows, int from, int to, Kernels kernels, double[] into, int at) {
        int columns = layers.size();
        double[] scores = new double[(to - from) * columns];
        score(layers, rows, from, to, kernels, scores, 0);
        for (int row = from; row < to; row++) {
            into[at + row - from] = Finite.score(-logistic.probability(scores, (row - from) * columns));
        }
    }

    /** The layers' scores of rows, row by row. */
    private static void score(
            List<FittedDetector> layers, FeatureRows rows, int from, int to, Kernels kernels, double[] into, int at) {
        double[] scores = new double[to - from];
        int columns = layers.size();
        int begin = 0;
        for (int c = 0; c < columns; c++) {
            FittedDetector layer = layers.get(c);
            FeatureRows own = layer.width() == 0 ? rows : rows.columns(begin, begin + layer.width());
            begin += layer.width();
            layer.score(own, from, to, kernels, scores, 0);
            for (int row = from; row < to; row++) {
                into[at + (row - from) * columns + c] = scores[row - from];
            }
        }
        if (begin != rows.width() && begin != 0) {
            throw new IllegalArgumentException("expected " + begin + " features a row, found " + rows.width());
        }
    }
}
