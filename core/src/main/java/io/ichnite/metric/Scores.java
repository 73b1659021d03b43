package io.ichnite.metric;

/**
 * All that is measured of probabilities beside the truth.
 *
 * @param evaluation what was answered, and how surely
 * @param ranking how classes part from all others at any threshold
 * @param calibration whether sureness can be believed
 */
public record Scores(Evaluation evaluation, Ranking ranking, Calibration calibration) {
    /**
     * Measures probabilities.
     *
     * @param probabilities row by row, shape (rows, classes)
     * @param labels a class from 0 for each row; −1 where it is not known
     * @throws IllegalArgumentException if the sizes do not fit together or a label is no class
     */
    public static Scores of(float[] probabilities, int classes, int[] labels) {
        return new Scores(
                Evaluation.of(probabilities, classes, labels),
                Ranking.of(probabilities, classes, labels),
                Calibration.of(probabilities, classes, labels));
    }
}
