package io.ichnite.nn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ichnite.tensor.PlainKernels;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Buffers are made once: what a step allocates after the first few is a trifle, and does not depend on the length. */
class SteadyMemoryTest {
    private static final int ROWS = 5; // a buffer of one layer for one row of the longer ones is 120 KB
    private static final int STEPS = 4;
    private static final long TRIFLE = 200_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void stepsAndQuestionsAllocateNextToNothing() {
        for (int length : new int[] {120, 480}) {
            NetworkSpec spec = NamedNetworks.of("cnn-lstm", length, 50, 4, OptionalInt.empty());
            Weights weights = InitialWeights.draw(spec, 1);
            int[] tokens = new Random(1).ints((long) ROWS * length, 0, 50).toArray();
            Network.Rows rows = (i, into, at) -> System.arraycopy(tokens, i * length, into, at, length);
            float[] gradient = new float[weights.values().length];
            float[] outputs = new float[ROWS * 4];
            Objective objective = new CrossEntropy(new int[ROWS], ROWS, List.of());
            // the plain kernels, as vectors are objects until the compiler has seen them often enough
            try (Network network = new Network(spec, weights, new PlainKernels(), 2)) {
                Runnable step = () -> {
                    network.backward(ROWS, rows, objective, Masks.seeded(1, 1), gradient, outputs);
                    network.refresh();
                };
                Runnable question = () -> network.predict(ROWS, rows);
                assertTrifle("a step at " + length, step);
                assertTrifle("a question at " + length, question);
            }
        }
    }

    private void assertTrifle(String what, Runnable work) {
        for (int i = 0; i < 2; i++) {
            work.run();
        }
        long before = allocated();
        for (int i = 0; i < STEPS; i++) {
            work.run();
        }
        long each = (allocated() - before) / STEPS;
        assertTrue(each < TRIFLE, what + " allocates " + each + " bytes");
    }

    /** What this thread and those of networks have allocated so far. */
    private long allocated() {
        long sum = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().equals("ichnite-lane")) {
                sum += threads.getThreadAllocatedBytes(thread.getThreadId());
            }
        }
        return sum;
    }
}
