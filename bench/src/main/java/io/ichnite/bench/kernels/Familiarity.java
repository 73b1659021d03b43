package io.ichnite.bench.kernels;

import io.ichnite.novelty.ClassMoments;
import io.ichnite.novelty.Covariance;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.Mahalanobis;
import io.ichnite.novelty.NoveltyDetector;
import io.ichnite.novelty.Precision;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * How many rows a second the Mahalanobis detector scores on one core, four classes, features float32; and what its fit takes, of the
 * published 2,476 rows of both layers. Run by itself it prints a line of JSON for each, by the median iteration and the best:
 *
 * <pre>
 * ./mvnw -q -pl bench -am package -DskipTests
 * java --add-modules jdk.incubator.vector -XX:+UseSerialGC -cp 'bench/target/classes:app/target/ichnite.jar:bench/target/lib/*' \
 *     io.ichnite.bench.kernels.Familiarity [ITERATIONS]
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Familiarity {
    private static final int CLASSES = 4;
    private static final int ROWS = 8192;
    private static final int FITTED = 2476;

    private final Kernels kernels = KernelChoice.choose("auto").kernels();
    private final FeatureRows rows128 = rows(ROWS, 128);
    private final FeatureRows rows64 = rows(ROWS, 64);
    private final FeatureRows fitted128 = rows(FITTED, 128);
    private final FeatureRows fitted64 = rows(FITTED, 64);
    private final int[] labels =
            IntStream.range(0, FITTED).map(row -> row % CLASSES).toArray();
    private final Mahalanobis detector128 = fit(fitted128);
    private final Mahalanobis detector64 = fit(fitted64);
    private final double[] scores = new double[ROWS];

    /** ReLU-like features. */
    private static FeatureRows rows(int count, int width) {
        Random random = new Random(1);
        float[] x = new float[count * width];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(0f, (float) random.nextGaussian() + 0.3f * (i % width % 4));
        }
        return FeatureRows.of(x, width);
    }

    private Mahalanobis fit(FeatureRows rows) {
        return Mahalanobis.of(ClassMoments.of(rows, labels, CLASSES, kernels), Covariance.Estimator.LEDOIT_WOLF);
    }

    private double[] score(NoveltyDetector detector, FeatureRows rows) {
        detector.score(rows, 0, ROWS, kernels, scores, 0);
        return scores;
    }

    /** Floating-point operations of the products of so many rows by definition, without the zeros that are left out. */
    static double operations(int width) {
        return 2.0 * ROWS * width * (width + CLASSES);
    }

    /** The same of a fit: each row with itself, both layers. */
    static double fitOperations() {
        return 2.0 * FITTED * (128 * 128 + 64 * 64);
    }

    @Benchmark
    public double[] wide128() {
        return score(detector128, rows128);
    }

    @Benchmark
    public double[] narrow128() {
        return score(detector128.in(Precision.FLOAT32), rows128);
    }

    @Benchmark
    public double[] wide64() {
        return score(detector64, rows64);
    }

    @Benchmark
    public double[] narrow64() {
        return score(detector64.in(Precision.FLOAT32), rows64);
    }

    /** Both layers. */
    @Benchmark
    public int fit() {
        return fit(fitted128).rank() + fit(fitted64).rank();
    }

    public static void main(String[] args) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(Familiarity.class.getName().replace(".", "\\.") + "\\..*")
                .forks(1)
                .warmupIterations(10)
                .warmupTime(TimeValue.milliseconds(200))
                .measurementIterations(args.length == 0 ? 20 : Integer.parseInt(args[0]))
                .measurementTime(TimeValue.milliseconds(200))
                .verbosity(VerboseMode.SILENT)
                .build();
        for (RunResult result : new Runner(options).run()) {
            String benchmark = result.getParams().getBenchmark();
            String name = benchmark.substring(benchmark.lastIndexOf('.') + 1);
            Statistics time = result.getPrimaryResult().getStatistics();
            double rows = name.equals("fit") ? FITTED : ROWS;
            System.out.printf(
                    Locale.ROOT,
                    "{\"name\": \"%s\", \"microseconds\": %.0f, \"million_rows_per_second\": %.3f, \"best\": %.3f}%n",
                    name,
                    time.getPercentile(50),
                    rows / time.getPercentile(50),
                    rows / time.getMin());
        }
    }
}
