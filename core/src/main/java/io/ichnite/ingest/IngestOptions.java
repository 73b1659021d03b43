package io.ichnite.ingest;

import java.util.Map;

/**
 * How traces are taken in.
 *
 * @param strict stop at the first row that would be rejected
 * @param firstLabelWins keep the call of a row whose label differs from its file's, instead of rejecting the row
 * @param merge join a file id that stands in several inputs, instead of refusing it
 * @param threads that parse; the result does not depend on it
 * @param labels by file id; these go before the labels of the input and fill those it lacks. Ids that no input has are
 *     passed over
 * @param limits of what an input may unfold to
 */
public record IngestOptions(
        boolean strict, boolean firstLabelWins, boolean merge, int threads, Map<String, String> labels, Limits limits) {
    private static final int MOST_THREADS = 256;
    private static final int LONGEST_LABEL = 128;

    /** What {@link #isLabel} asks for, in words. */
    public static final String LABEL =
            "1 to " + LONGEST_LABEL + " characters, not all of them blanks and none a control character";

    public IngestOptions {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads must be 1 to " + MOST_THREADS + ", found " + threads);
        }
        labels = Map.copyOf(labels);
        labels.forEach((id, label) -> {
            if (!isLabel(label)) {
                throw new IllegalArgumentException("the label of file " + Shown.of(id) + " must be " + LABEL);
            }
        });
    }

    /** Not strict, differing labels rejected, no merging, a parser for each of up to eight processors, no labels, the usual limits. */
    public static IngestOptions defaults() {
        int threads = Math.min(8, Runtime.getRuntime().availableProcessors());
        return new IngestOptions(false, false, false, threads, Map.of(), Limits.defaults());
    }

    /** Whether a store can keep a text as a label. */
    public static boolean isLabel(String text) {
        return !text.isBlank() && text.length() <= LONGEST_LABEL && text.chars().noneMatch(Character::isISOControl);
    }

    public IngestOptions withStrict(boolean value) {
        return new IngestOptions(value, firstLabelWins, merge, threads, labels, limits);
    }

    public IngestOptions withFirstLabelWins(boolean value) {
        return new IngestOptions(strict, value, merge, threads, labels, limits);
    }

    public IngestOptions withMerge(boolean value) {
        return new IngestOptions(strict, firstLabelWins, value, threads, labels, limits);
    }

    public IngestOptions withThreads(int value) {
        return new IngestOptions(strict, firstLabelWins, merge, value, labels, limits);
    }

    public IngestOptions withLabels(Map<String, String> value) {
        return new IngestOptions(strict, firstLabelWins, merge, threads, value, limits);
    }

    public IngestOptions withLimits(Limits value) {
        return new IngestOptions(strict, firstLabelWins, merge, threads, labels, value);
    }
}
