package io.ichnite.tensor;

import io.ichnite.error.BadConfig;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Which kernels run here, and why: chosen once, at the start.
 *
 * @param reason one line for a person
 */
public record KernelChoice(Kernels kernels, String reason) {
    private static final String FLAG = "--add-modules jdk.incubator.vector";
    private static final int SIZE = 64;
    /** Vectors that the JIT compiler boxes are a hundred times slower, so this never errs by noise. */
    private static final int TOO_SLOW = 4;

    /**
     * @param wish {@code auto} (vectors where they are to be had and work), {@code vector} or {@code plain}
     * @throws BadConfig if vectors are asked for and cannot be had
     */
    public static KernelChoice choose(String wish) {
        if (wish.equals("plain")) {
            return new KernelChoice(new PlainKernels(), "plain kernels, as asked");
        }
        if (!wish.equals("auto") && !wish.equals("vector")) {
            throw new BadConfig("kernels: expected auto, vector or plain, found '" + wish + "'");
        }
        KernelChoice choice = tryVectors();
        if (wish.equals("vector") && choice.kernels() instanceof PlainKernels) {
            throw new BadConfig(choice.reason());
        }
        return choice;
    }

    private static KernelChoice tryVectors() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return plain("this JVM runs without " + FLAG);
        }
        if (!Fma.FUSED) {
            return plain(
                    "this processor has no fused multiply-add; results differ from other machines' in the last bits");
        }
        Kernels vectors;
        try {
            vectors = Class.forName("io.ichnite.tensor.VectorKernels")
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (InvocationTargetException | LinkageError e) {
            return plain("the Vector API failed to start: " + e);
        } catch (ReflectiveOperationException e) {
            return plain("the vector kernels are not on the class path");
        }
        Kernels plain = new PlainKernels();
        float[] expected = new float[SIZE * SIZE];
        float[] found = new float[SIZE * SIZE];
        time(plain, expected, 1);
        time(vectors, found, 1);
        if (!Arrays.equals(expected, found)) {
            return plain("the vector kernels failed their self-test");
        }
        long plainTime = time(plain, expected, 40);
        long vectorTime = time(vectors, found, 40);
        for (int warm = 0; warm < 60 && vectorTime > plainTime * TOO_SLOW; warm++) {
            vectorTime = Math.min(vectorTime, time(vectors, found, 40));
        }
        if (vectorTime > plainTime * TOO_SLOW) {
            return plain("vectors are slower than plain Java on this machine");
        }
        return new KernelChoice(vectors, vectors.name() + " kernels");
    }

    private static KernelChoice plain(String why) {
        return new KernelChoice(new PlainKernels(), "plain kernels, many times slower: " + why);
    }

    /** The shortest of some runs of one small product, in nanoseconds. */
    private static long time(Kernels kernels, float[] c, int runs) {
        float[] a = new float[SIZE * SIZE];
        float[] b = new float[SIZE * SIZE];
        for (int i = 0; i < a.length; i++) {
            a[i] = (i * 7 % 31 - 15) / 16f;
            b[i] = (i * 11 % 37 - 18) / 32f;
        }
        long best = Long.MAX_VALUE;
        for (int run = 0; run < runs; run++) {
            Arrays.fill(c, 0f);
            long start = System.nanoTime();
            kernels.multiply(SIZE, SIZE, SIZE, a, 0, SIZE, b, 0, SIZE, c, 0, SIZE);
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }
}
