package io.ichnite.novelty;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Familiar rows, to fit a detector on. Immutable, if its arrays are not changed.
 *
 * <p>A class from 0 for each row, −1 where it is not known: such rows are left out by detectors that need classes. Where no labels
 * are given at all, only detectors that need none can be fitted.
 */
public final class TrainingRows {
    private final FeatureRows rows;
    private final int @Nullable [] labels;
    private final int classes;
    private final @Nullable Head head;

    private TrainingRows(FeatureRows rows, int @Nullable [] labels, int classes, @Nullable Head head) {
        this.rows = rows;
        this.labels = labels;
        this.classes = classes;
        this.head = head;
    }

    /** Without classes. */
    public static TrainingRows of(FeatureRows rows) {
        return new TrainingRows(rows, null, 0, null);
    }

    /**
     * @param labels one a row
     * @param classes how many there are; each needs a row
     * @throws IllegalArgumentException if there are not as many labels as rows, or a label is no class
     */
    public static TrainingRows of(FeatureRows rows, int[] labels, int classes) {
        if (labels.length != rows.rows() || classes < 1) {
            throw new IllegalArgumentException(
                    labels.length + " labels of " + classes + " classes for " + rows.rows() + " rows");
        }
        for (int label : labels) {
            if (label < -1 || label >= classes) {
                throw new IllegalArgumentException(label + " is none of " + classes + " classes");
            }
        }
        return new TrainingRows(rows, labels.clone(), classes, null);
    }

    /** The same with the network's last layer, which these features feed. */
    public TrainingRows withHead(Head last) {
        return new TrainingRows(rows, labels, classes, last);
    }

    /** The same rows, some of them. */
    public TrainingRows select(int[] which) {
        int @Nullable [] all = labels;
        int @Nullable [] some =
                all == null ? null : IntStream.of(which).map(row -> all[row]).toArray();
        return new TrainingRows(rows.select(which), some, classes, head);
    }

    public FeatureRows rows() {
        return rows;
    }

    public boolean labelled() {
        return labels != null;
    }

    /** A copy; −1 for all where none are given. */
    public int[] labels() {
        if (labels != null) {
            return labels.clone();
        }
        int[] none = new int[rows.rows()];
        Arrays.fill(none, -1);
        return none;
    }

    /** 0 where no labels are given. */
    public int classes() {
        return classes;
    }

    public @Nullable Head head() {
        return head;
    }
}
