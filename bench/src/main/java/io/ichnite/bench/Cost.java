package io.ichnite.bench;

import com.sun.management.OperatingSystemMXBean;
import io.ichnite.app.show.PeakMemory;
import io.ichnite.nn.Network;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a piece of work costs when it is done again and again, in the form in which every side of a race tells it. */
final class Cost {
    /** Wall time of each step. */
    private final double[] seconds;
    /** User and system time of the whole process over all of them. */
    private final double cpuSeconds;

    private Cost(double[] seconds, double cpuSeconds) {
        this.seconds = seconds;
        this.cpuSeconds = cpuSeconds;
    }

    /** @param warmUp steps that are done first and not counted: the JIT compiler is at work in them */
    static Cost of(int warmUp, int steps, Runnable step) {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        for (int i = 0; i < warmUp; i++) {
            step.run();
        }
        double[] seconds = new double[steps];
        long cpu = machine.getProcessCpuTime();
        for (int i = 0; i < steps; i++) {
            long start = System.nanoTime();
            step.run();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        return new Cost(seconds, (machine.getProcessCpuTime() - cpu) / 1e9);
    }

    /**
     * One line of JSON.
     *
     * @param samples how many a step works on
     */
    String json(String kernels, int samples) {
        return json(kernels, samples, "");
    }

    /**
     * The same, and what it took to read the samples before.
     *
     * @param readingSeconds wall time; no part of any step
     */
    String json(String kernels, int samples, double readingSeconds) {
        return json(kernels, samples, String.format(Locale.ROOT, ", \"reading_seconds\": %.6f", readingSeconds));
    }

    private String json(String kernels, int samples, String more) {
        return String.format(
                Locale.ROOT,
                "{\"engine\": \"ichnite %s, JDK %s, %s\", \"samples\": %d, \"seconds\": [%s], "
                        + "\"cpu_seconds\": %.6f, \"peak_mb\": %d%s}",
                Network.class.getPackage().getImplementationVersion(),
                System.getProperty("java.version"),
                kernels,
                samples,
                Arrays.stream(seconds)
                        .mapToObj(s -> String.format(Locale.ROOT, "%.6f", s))
                        .collect(Collectors.joining(", ")),
                cpuSeconds,
                PeakMemory.megabytes().orElse(-1),
                more);
    }
}
