package io.ichnite.tensor;

/**
 * The product-and-add that every kernel is made of. Fused, so that all kernels give the same bits; but where the processor
 * has no such instruction the JDK goes by way of BigDecimal, a thousand times slower, and then it is two roundings instead
 * of one: results differ from other machines' in their last bits, and {@link KernelChoice} says so.
 */
final class Fma {
    /** Whether the processor has it. Found by the shortest of some trials, as there is no way to ask. */
    static final boolean FUSED = shortestTrial() < 1_000_000;

    private static final int TRIALS = 7;
    private static final int CALLS = 500;

    private Fma() {}

    /** a b + c. */
    static float add(float a, float b, float c) {
        return FUSED ? Math.fma(a, b, c) : a * b + c;
    }

    /** a b + c. */
    static double add(double a, double b, double c) {
        return FUSED ? Math.fma(a, b, c) : a * b + c;
    }

    private static long shortestTrial() {
        long shortest = Long.MAX_VALUE;
        float sum = 0.1f;
        for (int trial = 0; trial < TRIALS; trial++) {
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                sum = Math.fma(sum, 0.999f, 0.37f);
            }
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        // the sum is looked at, so that the compiler cannot leave it out
        return Float.isNaN(sum) ? 0 : shortest;
    }
}
