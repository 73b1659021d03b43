package io.ichnite.linear;

import io.ichnite.data.Examples;
import io.ichnite.error.BadConfig;
import io.ichnite.tensor.Lanes;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * A linear model of the runs of one, two and three calls that occur in a row: TF-IDF of hashed runs, and multinomial
 * logistic regression with an L2 penalty. What scikit-learn does with {@code TfidfVectorizer(ngram_range=(1, 3),
 * sublinear_tf=True)} and {@code LogisticRegression}, but for runs that share a bucket. It reads rows of any length.
 * Immutable and thread-safe.
 */
public final class LinearModel {
    /** Bucket numbers lie below. */
    public static final int BUCKETS = RunCounter.BUCKETS;
    /** A model has at most so many: what a column number of a sparse row can tell. */
    public static final int MOST_FEATURES = 1 << 16;
    /** Bounds a model's numbers, and a fit's memory: beyond 64 classes, more of them leave room for fewer features. */
    public static final int MOST_WEIGHTS = 1 << 21;

    /** So unlikely that the probability is 0, and yet a number that can be kept. */
    private static final float NEVER = -Float.MAX_VALUE;

    private final Features features;
    /** (features, classes). */
    private final float[] weights;

    private final float[] biases;

    private LinearModel(Features features, float[] weights, float[] biases) {
        this.features = features;
        this.weights = weights;
        this.biases = biases;
    }

    /**
     * A model that was kept. The arrays are copied.
     *
     * @param buckets ascending, from 0 to {@link #BUCKETS} − 1; at most 65,536
     * @param idf one a bucket, at least 1
     * @param weights (buckets, classes), row by row
     * @param biases one a class
     * @throws IllegalArgumentException if a number is out of range or not finite, or the arrays do not fit together
     */
    public static LinearModel of(int[] buckets, float[] idf, float[] weights, float[] biases) {
        if (biases.length == 0
                || buckets.length > MOST_FEATURES
                || idf.length != buckets.length
                || weights.length != (long) buckets.length * biases.length) {
            throw new IllegalArgumentException(buckets.length + " buckets, " + idf.length + " idf, " + weights.length
                    + " weights and " + biases.length + " biases do not make a linear model");
        }
        int last = -1;
        for (int bucket : buckets) {
            if (bucket <= last || bucket >= BUCKETS) {
                throw new IllegalArgumentException(
                        "expected buckets below " + BUCKETS + ", ascending, found " + bucket + " after " + last);
            }
            last = bucket;
        }
        for (float one : idf) {
            if (!(one >= 1) || Float.isInfinite(one)) {
                throw new IllegalArgumentException("expected idf of at least 1, found " + one);
            }
        }
        finite(weights);
        finite(biases);
        return new LinearModel(new Features(buckets.clone(), idf.clone()), weights.clone(), biases.clone());
    }

    private static void finite(float[] numbers) {
        for (float one : numbers) {
            if (!Float.isFinite(one)) {
                throw new IllegalArgumentException("expected finite weights, found " + one);
            }
        }
    }

    /**
     * Fits a model. The same rows and plan give the same bits, whatever the number of threads. A class without rows gets
     * probability 0.
     *
     * @param train rows of class −1 are left out
     * @throws BadConfig if no row has a class
     * @throws IllegalArgumentException if a row's class is none of so many
     * @throws CancellationException if the listener wants to stop: a model that is half fitted would be too easy to beat
     */
    public static LinearModel fit(Examples train, int classes, LinearPlan plan, int threads, FitListener listener) {
        int[] rows = IntStream.range(0, train.size())
                .filter(i -> train.label(i) >= 0)
                .toArray();
        if (rows.length == 0) {
            throw new BadConfig("a linear model needs training rows whose class is known, found none");
        }
        int[] labels = Arrays.stream(rows).map(train::label).toArray();
        int[] present = Arrays.stream(labels).sorted().distinct().toArray();
        if (present[present.length - 1] >= classes) {
            throw new IllegalArgumentException("class " + present[present.length - 1] + " of " + classes);
        }
        try (Lanes lanes = new Lanes(threads)) {
            RowReader reader = new RowReader(train, rows, 2, lanes, listener);
            Features features = Features.choose(reader, MOST_WEIGHTS / classes, plan);
            SparseRow[] vectors = new SparseRow[rows.length];
            reader.each((lane, i, runs) -> vectors[i] = features.vector(runs));
            int[] known = Arrays.stream(labels)
                    .map(c -> Arrays.binarySearch(present, c))
                    .toArray();
            Loss loss = new Loss(vectors, known, features.size(), present.length, plan.cost(), lanes);
            double[] x = new double[loss.size()];
            new Lbfgs(loss, x.length).minimise(x, plan.iterations(), plan.tolerance(), listener);
            return spread(features, x, present, classes);
        }
    }

    /** Numbers of the classes that occur, laid out for all. */
    private static LinearModel spread(Features features, double[] x, int[] present, int classes) {
        float[] weights = new float[features.size() * classes];
        float[] biases = new float[classes];
        Arrays.fill(biases, NEVER);
        for (int c = 0; c < present.length; c++) {
            for (int j = 0; j < features.size(); j++) {
                weights[j * classes + present[c]] = (float) x[j * present.length + c];
            }
            biases[present[c]] = (float) x[features.size() * present.length + c];
        }
        return new LinearModel(features, weights, biases);
    }

    public int classes() {
        return biases.length;
    }

    /**
     * How likely each class is: one row for each example, one column for each class, row-major; each row sums to 1 within
     * 1e-5. A row does not depend on those beside it, nor on the number of threads.
     */
    public float[] probabilities(Examples rows, int threads) {
        int classes = biases.length;
        float[] out = new float[Math.multiplyExact(rows.size(), classes)];
        int[] all = IntStream.range(0, rows.size()).toArray();
        try (Lanes lanes = new Lanes(threads)) {
            new RowReader(rows, all, 1, lanes, FitListener.none()).each((lane, i, runs) -> {
                double[] scores = scores(features.vector(runs));
                Softmax.apply(scores, 0, classes);
                for (int c = 0; c < classes; c++) {
                    out[i * classes + c] = (float) scores[c];
                }
            });
        }
        return out;
    }

    private double[] scores(SparseRow row) {
        double[] scores = new double[biases.length];
        for (int c = 0; c < scores.length; c++) {
            scores[c] = biases[c];
        }
        for (int k = 0; k < row.size(); k++) {
            for (int c = 0; c < scores.length; c++) {
                scores[c] += (double) row.value(k) * weights[row.column(k) * scores.length + c];
            }
        }
        return scores;
    }

    /** A copy of the features' bucket numbers, ascending. */
    public int[] buckets() {
        return features.buckets().clone();
    }

    /** A copy of the features' weights before scaling, one a bucket. */
    public float[] idf() {
        return features.idf().clone();
    }

    /** A copy of the weights, (buckets, classes), row by row. */
    public float[] weights() {
        return weights.clone();
    }

    /** A copy of the biases, one a class. */
    public float[] biases() {
        return biases.clone();
    }
}
