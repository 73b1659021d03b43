package io.ichnite.bench.kernels;

import io.ichnite.nn.Network;
import io.ichnite.tensor.KernelChoice;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs the benchmarks of this package by JMH and prints a line of JSON for each: billions of operations a second, by the median
 * iteration and by the best. {@code bench/run kernels} makes a table of them.
 *
 * <p>{@code java --add-modules jdk.incubator.vector -cp … io.ichnite.bench.kernels.Shares [ITERATIONS]}
 */
public final class Shares {
    private static final int ITERATIONS = 20;
    private static final int WARM_UP = 10;
    /** Many short iterations, since the best of them is least disturbed by what else runs. */
    private static final TimeValue LENGTH = TimeValue.milliseconds(200);

    private static final Map<String, Double> OPERATIONS = Map.ofEntries(
            Map.entry("FmaPeak.chains", FmaPeak.operations()),
            Map.entry("Products.forward", Products.forwardOperations()),
            Map.entry("Products.weightGradient", Products.gradientOperations()),
            Map.entry("ConvolutionLayer.forward", ConvolutionLayer.operations()),
            Map.entry("ConvolutionLayer.training", 3 * ConvolutionLayer.operations()),
            Map.entry("LstmLayer.forward", LstmLayer.operations()),
            Map.entry("LstmLayer.training", 3 * LstmLayer.operations()),
            Map.entry("Familiarity.wide128", Familiarity.operations(128)),
            Map.entry("Familiarity.narrow128", Familiarity.operations(128)),
            Map.entry("Familiarity.wide64", Familiarity.operations(64)),
            Map.entry("Familiarity.narrow64", Familiarity.operations(64)),
            Map.entry("Familiarity.fit", Familiarity.fitOperations()));

    private Shares() {}

    public static void main(String[] args) throws RunnerException {
        int iterations = args.length == 0 ? ITERATIONS : Integer.parseInt(args[0]);
        Options options = new OptionsBuilder()
                .include(Shares.class.getPackageName().replace(".", "\\.") + "\\..*")
                .forks(1)
                .warmupIterations(Math.min(WARM_UP, iterations))
                .warmupTime(LENGTH)
                .measurementIterations(iterations)
                .measurementTime(LENGTH)
                .verbosity(VerboseMode.SILENT)
                .build();
        String engine = String.format(
                Locale.ROOT,
                "ichnite %s, JDK %s, %s",
                Network.class.getPackage().getImplementationVersion(),
                System.getProperty("java.version"),
                KernelChoice.choose("auto").kernels().name());
        Collection<RunResult> results = new Runner(options).run();
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            String name = benchmark.substring(Shares.class.getPackageName().length() + 1);
            Double operations = OPERATIONS.get(name);
            if (operations == null) {
                throw new IllegalStateException("no count of operations for " + name);
            }
            Statistics microseconds = result.getPrimaryResult().getStatistics();
            System.out.printf(
                    Locale.ROOT,
                    "{\"engine\": \"%s\", \"name\": \"%s\", \"microseconds\": %.3f, \"gflops\": %.2f, \"best_gflops\": %.2f}%n",
                    engine,
                    name,
                    microseconds.getPercentile(50),
                    operations / microseconds.getPercentile(50) / 1e3,
                    operations / microseconds.getMin() / 1e3);
        }
    }
}
