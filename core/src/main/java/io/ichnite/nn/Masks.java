package io.ichnite.nn;

import io.ichnite.tensor.SplitMix;

/**
 * Where dropout's masks come from. A mask is a factor for each number: 0, or 1 / (1 − rate). Thread-safe; the same
 * arguments always give the same mask.
 */
public interface Masks {
    /**
     * Fills {@code into[at … at + count)}.
     *
     * @param layer index in {@link NetworkSpec#nodes()}
     * @param part 0 for inputs, 1 for a recurrent layer's previous output; 2 and 3 for the backward half of a Bidirectional
     * @param sample row of the batch
     * @param rate share that is dropped
     * @param count of numbers: for a recurrent layer gate after gate if each has a mask of its own
     */
    void fill(int layer, int part, int sample, float rate, float[] into, int at, int count);

    /**
     * Masks drawn by a counter, not a sequence: each number depends on its place alone, so the order in which threads ask
     * does not matter. SplitMix64 (Steele, Lea and Flood, 2014) over a hash of the place.
     *
     * @param step the update they are for
     */
    static Masks seeded(long seed, long step) {
        long base = SplitMix.mix(SplitMix.mix(seed) ^ step);
        return (layer, part, sample, rate, into, at, count) -> {
            long place = SplitMix.mix(base ^ ((long) layer << 40) ^ ((long) part << 32) ^ sample);
            float kept = 1f / (1f - rate);
            for (int i = 0; i < count; i++) {
                float uniform = (SplitMix.mix(place + SplitMix.GOLDEN * (i + 1)) >>> 40) * 0x1p-24f;
                into[at + i] = uniform < rate ? 0f : kept;
            }
        };
    }
}
