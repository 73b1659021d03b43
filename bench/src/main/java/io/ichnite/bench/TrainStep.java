package io.ichnite.bench;

import com.sun.management.OperatingSystemMXBean;
import io.ichnite.nn.CrossEntropy;
import io.ichnite.nn.InitialWeights;
import io.ichnite.nn.Masks;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.train.Optimizer;
import io.ichnite.train.OptimizerSpec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Times training steps of the published trace network on random calls, dropout and update included, and prints one JSON
 * object. {@code bench/train_side_by_side.sh} runs it by turns with Keras.
 *
 * <p>{@code java --add-modules jdk.incubator.vector -cp … io.ichnite.bench.TrainStep --length 6000 --batch 32 --steps 10
 * --threads 2 [--network cnn-lstm] [--kernels auto]}
 */
public final class TrainStep {
    private static final int CALLS = 304;
    private static final int FAMILIES = 8;
    /** Steps before the JIT compiler has settled. */
    private static final int WARM_UP = 4;

    private TrainStep() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        int length = Integer.parseInt(options.getOrDefault("--length", "6000"));
        int batch = Integer.parseInt(options.getOrDefault("--batch", "32"));
        int steps = Integer.parseInt(options.getOrDefault("--steps", "10"));
        int threads = Integer.parseInt(options.getOrDefault("--threads", "2"));
        String name = options.getOrDefault("--network", "cnn-lstm");
        KernelChoice choice = KernelChoice.choose(options.getOrDefault("--kernels", "auto"));

        NetworkSpec spec = NamedNetworks.of(name, length, CALLS, FAMILIES, OptionalInt.empty());
        Weights weights = InitialWeights.draw(spec, 1);
        Random random = new Random(1);
        int[] tokens = random.ints((long) batch * length, 0, CALLS).toArray();
        int[] labels = random.ints(batch, 0, FAMILIES).toArray();
        float[] gradient = new float[weights.values().length];
        float[] outputs = new float[batch * FAMILIES];
        Optimizer optimizer = new Optimizer(OptimizerSpec.RmsProp.defaults(), gradient.length);
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        double[] seconds = new double[steps];
        double[] cpu = new double[steps];
        try (Network network = new Network(spec, weights, choice.kernels(), threads)) {
            for (int step = -WARM_UP; step < steps; step++) {
                long start = System.nanoTime();
                long cpuStart = machine.getProcessCpuTime();
                network.backward(
                        batch,
                        (i, into, at) -> System.arraycopy(tokens, i * length, into, at, length),
                        new CrossEntropy(labels, batch, List.of()),
                        Masks.seeded(1, step + WARM_UP),
                        gradient,
                        outputs);
                optimizer.update(weights.values(), gradient);
                network.refresh();
                if (step >= 0) {
                    seconds[step] = (System.nanoTime() - start) / 1e9;
                    cpu[step] = (machine.getProcessCpuTime() - cpuStart) / 1e9;
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "{\"who\":\"ichnite\",\"kernels\":\"%s\",\"threads\":%d,\"samples_per_second\":%.2f,"
                        + "\"cpu_seconds_per_sample\":%.5f,\"peak_rss_mb\":%d}%n",
                choice.kernels().name(),
                threads,
                batch / median(seconds),
                median(cpu) / batch,
                peakMegabytes());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The process' largest resident size, where the system tells; else −1. */
    private static long peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return -1;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return -1;
    }
}
