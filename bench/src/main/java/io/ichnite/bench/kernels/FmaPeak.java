package io.ichnite.bench.kernels;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The most that one core can do here: products added to sums, which wait for nothing but their own sum before. Twelve chains fill the
 * pipelines of every processor that is known (two units times a latency of four or five), and fit the registers of AVX2.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FmaPeak {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;
    private static final int LINKS = 100_000;

    /** Not constants, or the compiler might know the sums. */
    private float left = 0.5f;

    private float right = 0.25f;

    /** Floating-point operations of one call. */
    static double operations() {
        return 2.0 * CHAINS * LINKS * S.length();
    }

    /** @return the sum of the chains, so that none may be left out */
    @Benchmark
    public float chains() {
        FloatVector x = FloatVector.broadcast(S, left);
        FloatVector y = FloatVector.broadcast(S, right);
        FloatVector s0 = y;
        FloatVector s1 = y;
        FloatVector s2 = y;
        FloatVector s3 = y;
        FloatVector s4 = y;
        FloatVector s5 = y;
        FloatVector s6 = y;
        FloatVector s7 = y;
        FloatVector s8 = y;
        FloatVector s9 = y;
        FloatVector s10 = y;
        FloatVector s11 = y;
        for (int i = 0; i < LINKS; i++) {
            s0 = x.fma(y, s0);
            s1 = x.fma(y, s1);
            s2 = x.fma(y, s2);
            s3 = x.fma(y, s3);
            s4 = x.fma(y, s4);
            s5 = x.fma(y, s5);
            s6 = x.fma(y, s6);
            s7 = x.fma(y, s7);
            s8 = x.fma(y, s8);
            s9 = x.fma(y, s9);
            s10 = x.fma(y, s10);
            s11 = x.fma(y, s11);
        }
        return s0.add(s1).add(s2).add(s3).add(s4).add(s5).lane(0)
                + s6.add(s7).add(s8).add(s9).add(s10).add(s11).lane(0);
    }
}
