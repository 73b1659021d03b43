package io.ichnite.drift;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a model has answered, and all that is known of them. Numbers are held, not copied: they must not change afterwards.
 * Immutable otherwise; each {@code with} gives a further one.
 */
public final class DriftRows {
    private final int classes;
    private final int[] labels;
    private final float[] probabilities;
    private final List<String> layers;
    private final List<double[]> familiarity;
    private final double @Nullable [] strangeness;
    private final float[] features;
    private final int width;
    private final List<@Nullable LocalDate> dates;
    private final @Nullable List<String> groups;

    private DriftRows(
            int classes,
            int[] labels,
            float[] probabilities,
            List<String> layers,
            List<double[]> familiarity,
            double @Nullable [] strangeness,
            float[] features,
            int width,
            List<@Nullable LocalDate> dates,
            @Nullable List<String> groups) {
        this.classes = classes;
        this.labels = labels;
        this.probabilities = probabilities;
        this.layers = layers;
        this.familiarity = familiarity;
        this.strangeness = strangeness;
        this.features = features;
        this.width = width;
        this.dates = dates;
        this.groups = groups;
    }

    /**
     * Rows with neither date nor group.
     *
     * @param probabilities row by row, shape (rows, classes)
     * @param labels a class from 0 for each row; −1 where it is not known, or is none of the model's
     * @throws IllegalArgumentException if the sizes do not fit together, a label is no class, or a probability is not finite
     */
    public static DriftRows of(int classes, int[] labels, float[] probabilities) {
        check(classes >= 1 && (long) classes * labels.length == probabilities.length, "probabilities");
        for (int label : labels) {
            check(label >= -1 && label < classes, "label " + label);
        }
        for (float probability : probabilities) {
            check(Float.isFinite(probability), "probability " + probability);
        }
        return new DriftRows(
                classes,
                labels,
                probabilities,
                List.of(),
                List.of(),
                null,
                new float[0],
                0,
                Collections.nCopies(labels.length, null),
                null);
    }

    /**
     * With one more layer's scores.
     *
     * @param name in words or by number
     * @param scores of each row, higher is more familiar; finite
     */
    public DriftRows withLayer(String name, double[] scores) {
        check(scores.length == size(), "scores of " + name);
        for (double score : scores) {
            check(Double.isFinite(score), "score " + score);
        }
        List<String> names = new ArrayList<>(layers);
        names.add(name);
        List<double[]> all = new ArrayList<>(familiarity);
        all.add(scores);
        return new DriftRows(
                classes,
                labels,
                probabilities,
                List.copyOf(names),
                List.copyOf(all),
                strangeness,
                features,
                width,
                dates,
                groups);
    }

    /**
     * With how strange each row is to each class, for conformal rejection.
     *
     * @param each row by row, shape (rows, classes), as ½ squared distance; higher is stranger; not NaN
     */
    public DriftRows withStrangeness(double[] each) {
        check((long) classes * size() == each.length, "strangeness");
        for (double one : each) {
            check(!Double.isNaN(one), "strangeness " + one);
        }
        return new DriftRows(classes, labels, probabilities, layers, familiarity, each, features, width, dates, groups);
    }

    /**
     * With the numbers that a detector sees.
     *
     * @param numbers row by row, shape (rows, width); finite
     */
    public DriftRows withFeatures(float[] numbers, int each) {
        check(each >= 0 && (long) each * size() == numbers.length, "features");
        for (float number : numbers) {
            check(Float.isFinite(number), "feature " + number);
        }
        return new DriftRows(
                classes, labels, probabilities, layers, familiarity, strangeness, numbers, each, dates, groups);
    }

    /**
     * With the days on which they were first seen.
     *
     * @param days one a row; null where it is not known
     */
    public DriftRows withDates(List<? extends @Nullable LocalDate> days) {
        check(days.size() == size(), "dates");
        return new DriftRows(
                classes,
                labels,
                probabilities,
                layers,
                familiarity,
                strangeness,
                features,
                width,
                Collections.unmodifiableList(new ArrayList<>(days)),
                groups);
    }

    /**
     * With what makes rows belong together, as the project that a program is of.
     *
     * @param keys one a row
     */
    public DriftRows withGroups(List<String> keys) {
        check(keys.size() == size(), "groups");
        return new DriftRows(
                classes,
                labels,
                probabilities,
                layers,
                familiarity,
                strangeness,
                features,
                width,
                dates,
                List.copyOf(keys));
    }

    private static void check(boolean fits, String what) {
        if (!fits) {
            throw new IllegalArgumentException("what is given does not fit the rows: " + what);
        }
    }

    public int size() {
        return labels.length;
    }

    public int classes() {
        return classes;
    }

    /** Names of the layers that have scores. */
    public List<String> layers() {
        return layers;
    }

    /** Features of a row. */
    public int width() {
        return width;
    }

    public int label(int row) {
        return labels[row];
    }

    public float probability(int row, int c) {
        return probabilities[row * classes + c];
    }

    /** The most probable class, the first on ties. */
    public int answer(int row) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (probability(row, c) > probability(row, best)) {
                best = c;
            }
        }
        return best;
    }

    /** The probability of the answer less that of the next class; 1 of one class alone. */
    public double margin(int row) {
        int answer = answer(row);
        float next = 0;
        for (int c = 0; c < classes; c++) {
            next = c == answer ? next : Math.max(next, probability(row, c));
        }
        return classes == 1 ? 1 : probability(row, answer) - next;
    }

    /** Higher is more familiar. */
    public double familiarity(int layer, int row) {
        return familiarity.get(layer)[row];
    }

    /** Whether rows have strangeness to classes. */
    public boolean hasStrangeness() {
        return strangeness != null;
    }

    /** To each class. */
    double[] strangeness(int row) {
        if (strangeness == null) {
            throw new IllegalStateException("no strangeness was given");
        }
        return Arrays.copyOfRange(strangeness, row * classes, (row + 1) * classes);
    }

    public float feature(int row, int k) {
        return features[row * width + k];
    }

    /** Null where it is not known. */
    public @Nullable LocalDate date(int row) {
        return dates.get(row);
    }

    /** Null where rows have no groups. */
    public @Nullable String group(int row) {
        return groups == null ? null : groups.get(row);
    }

    public boolean grouped() {
        return groups != null;
    }

    /** Those of a layer's scores. */
    double[] familiarity(int layer, List<Integer> rows) {
        return rows.stream().mapToDouble(row -> familiarity(layer, row)).toArray();
    }

    /** One feature of some rows. */
    double[] feature(List<Integer> rows, int k) {
        return rows.stream().mapToDouble(row -> feature(row, k)).toArray();
    }

    float[] probabilities(List<Integer> rows) {
        float[] some = new float[Math.multiplyExact(rows.size(), classes)];
        int to = 0;
        for (int row : rows) {
            System.arraycopy(probabilities, row * classes, some, to, classes);
            to += classes;
        }
        return some;
    }

    int[] labels(List<Integer> rows) {
        return rows.stream().mapToInt(row -> labels[row]).toArray();
    }

    /** Keys that resampling draws by: groups, or each row by itself. */
    List<?> keys(List<Integer> rows) {
        return groups == null ? rows : rows.stream().map(groups::get).toList();
    }
}
