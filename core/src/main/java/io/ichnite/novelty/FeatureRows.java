package io.ichnite.novelty;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network made of some rows: features, shape (rows, width), float32 or float64, of one layer or of several side by side;
 * and, where they are known, the logits, shape (rows, classes), before softmax. Arrays are kept, not copied: they must not change.
 * So treated, immutable and safe for use by many threads. Every number is finite.
 */
public final class FeatureRows {
    /** One array of either kind; the other is null. */
    private record Part(Object numbers, int width) {
        static Part of(Object numbers, int length, int width, String what) {
            if (width < 1 || length % width != 0) {
                throw new IllegalArgumentException(what + ": " + length + " numbers in rows of " + width);
            }
            int bad = numbers instanceof float[] floats ? notFinite(floats) : notFinite((double[]) numbers);
            if (bad >= 0) {
                Object value = numbers instanceof float[] floats ? floats[bad] : ((double[]) numbers)[bad];
                throw new IllegalArgumentException(
                        what + ": row " + bad / width + ", number " + bad % width + " is " + value);
            }
            return new Part(numbers, width);
        }

        private static int notFinite(float[] numbers) {
            for (int i = 0; i < numbers.length; i++) {
                if (!Float.isFinite(numbers[i])) {
                    return i;
                }
            }
            return -1;
        }

        private static int notFinite(double[] numbers) {
            for (int i = 0; i < numbers.length; i++) {
                if (!Double.isFinite(numbers[i])) {
                    return i;
                }
            }
            return -1;
        }

        int length() {
            return numbers instanceof float[] floats ? floats.length : ((double[]) numbers).length;
        }

        void copy(int row, double[] into, int at) {
            int begin = row * width;
            if (numbers instanceof float[] floats) {
                for (int j = 0; j < width; j++) {
                    into[at + j] = floats[begin + j];
                }
            } else {
                System.arraycopy(numbers, begin, into, at, width);
            }
        }

        Part select(int[] rows) {
            if (numbers instanceof float[] floats) {
                float[] some = new float[Math.multiplyExact(rows.length, width)];
                for (int i = 0; i < rows.length; i++) {
                    System.arraycopy(floats, rows[i] * width, some, i * width, width);
                }
                return new Part(some, width);
            }
            double[] some = new double[Math.multiplyExact(rows.length, width)];
            for (int i = 0; i < rows.length; i++) {
                copy(rows[i], some, i * width);
            }
            return new Part(some, width);
        }
    }

    private final int rows;
    private final int width;
    private final List<Part> parts;
    private final @Nullable Part logits;

    private FeatureRows(int rows, List<Part> parts, @Nullable Part logits) {
        this.rows = rows;
        this.parts = List.copyOf(parts);
        this.logits = logits;
        this.width = parts.stream().mapToInt(Part::width).sum();
    }

    /**
     * Rows of float32.
     *
     * @throws IllegalArgumentException if they do not fill whole rows, or a number is not finite
     */
    public static FeatureRows of(float[] features, int width) {
        return new FeatureRows(
                features.length / Math.max(1, width),
                List.of(Part.of(features, features.length, width, "features")),
                null);
    }

    /**
     * Rows of float64.
     *
     * @throws IllegalArgumentException if they do not fill whole rows, or a number is not finite
     */
    public static FeatureRows of(double[] features, int width) {
        return new FeatureRows(
                features.length / Math.max(1, width),
                List.of(Part.of(features, features.length, width, "features")),
                null);
    }

    /**
     * The same rows with float32 logits.
     *
     * @throws IllegalArgumentException if there are not as many rows, or a number is not finite
     */
    public FeatureRows withLogits(float[] numbers, int classes) {
        return with(Part.of(numbers, numbers.length, classes, "logits"));
    }

    /**
     * The same rows with float64 logits.
     *
     * @throws IllegalArgumentException if there are not as many rows, or a number is not finite
     */
    public FeatureRows withLogits(double[] numbers, int classes) {
        return with(Part.of(numbers, numbers.length, classes, "logits"));
    }

    private FeatureRows with(Part numbers) {
        if (numbers.length() != rows * numbers.width()) {
            throw new IllegalArgumentException(
                    "logits of " + numbers.length() / numbers.width() + " rows for features of " + rows);
        }
        return new FeatureRows(rows, parts, numbers);
    }

    /**
     * The columns of other features of the same rows behind these; logits stay these rows' own.
     *
     * @throws IllegalArgumentException if there are not as many rows
     */
    public FeatureRows beside(FeatureRows others) {
        if (others.rows != rows) {
            throw new IllegalArgumentException(others.rows + " rows beside " + rows);
        }
        List<Part> both = new ArrayList<>(parts);
        both.addAll(others.parts);
        return new FeatureRows(rows, both, logits);
    }

    /**
     * Some of the columns, which have to be those of whole layers; with the logits.
     *
     * @throws IllegalArgumentException if they cut through a layer
     */
    public FeatureRows columns(int from, int to) {
        List<Part> some = new ArrayList<>();
        int at = 0;
        for (Part part : parts) {
            if (at >= from && at + part.width() <= to) {
                some.add(part);
            }
            at += part.width();
        }
        FeatureRows cut = new FeatureRows(rows, some, logits);
        if (cut.width != to - from) {
            throw new IllegalArgumentException("columns " + from + " to " + to + " are no whole layers");
        }
        return cut;
    }

    /** A copy of some rows, in their order. */
    public FeatureRows select(int[] which) {
        return new FeatureRows(
                which.length,
                parts.stream().map(part -> part.select(which)).toList(),
                logits == null ? null : logits.select(which));
    }

    /** How many rows. */
    public int rows() {
        return rows;
    }

    /** Features of a row. */
    public int width() {
        return width;
    }

    /** Logits of a row; 0 where they are not known. */
    public int classes() {
        return logits == null ? 0 : logits.width();
    }

    /** Copies the features of rows from {@code from} to {@code to} − 1, widened, row by row. */
    public void features(int from, int to, double[] into, int at) {
        int column = at;
        for (Part part : parts) {
            for (int row = from; row < to; row++) {
                part.copy(row, into, column + (row - from) * width);
            }
            column += part.width();
        }
    }

    /**
     * Copies the logits of one row.
     *
     * @throws IllegalStateException if they are not known
     */
    public void logits(int row, double[] into) {
        if (logits == null) {
            throw new IllegalStateException("these rows have no logits");
        }
        logits.copy(row, into, 0);
    }

    /** The features themselves, if they are one array of float32; not to be changed. */
    float @Nullable [] floats() {
        return parts.size() == 1 && parts.get(0).numbers() instanceof float[] floats ? floats : null;
    }

    /** Each row's features divided by their Euclidean norm, or by 1e-12 if that is larger. A copy, in float64. */
    FeatureRows normalised() {
        double[] all = new double[Math.multiplyExact(rows, width)];
        features(0, rows, all, 0);
        for (int row = 0; row < rows; row++) {
            normalise(all, row * width, width);
        }
        return new FeatureRows(rows, List.of(new Part(all, width)), logits);
    }

    static void normalise(double[] x, int at, int width) {
        double sum = 0;
        for (int j = at; j < at + width; j++) {
            sum += x[j] * x[j];
        }
        double norm = Math.max(Math.sqrt(sum), 1e-12);
        for (int j = at; j < at + width; j++) {
            x[j] /= norm;
        }
    }
}
