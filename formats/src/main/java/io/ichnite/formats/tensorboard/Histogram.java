package io.ichnite.formats.tensorboard;

import io.ichnite.formats.protobuf.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How numbers are spread: thirty bins of equal width from the smallest to the largest. A bin holds its left edge, the last
 * its right one too. Numbers that are not finite stand in no bin and are counted apart. Where all numbers are equal, every
 * bin begins and ends at that number and the last one holds the count; where there is none, there is no bin. Immutable.
 *
 * <p>As {@code tf.summary.histogram} of TensorBoard 2 has it; the tensor is (bins, 3): left edge, right edge, count.
 */
final class Histogram {
    private static final int BINS = 30;
    private static final int COLUMNS = 3;

    private final double lowest;
    private final double highest;
    private final long[] counts;
    private final long notFinite;

    private Histogram(double lowest, double highest, long[] counts, long notFinite) {
        this.lowest = lowest;
        this.highest = highest;
        this.counts = counts;
        this.notFinite = notFinite;
    }

    /** Of {@code values[from]} up to, not with, {@code values[to]}. */
    static Histogram of(float[] values, int from, int to) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        int finite = 0;
        for (int i = from; i < to; i++) {
            if (Float.isFinite(values[i])) {
                finite++;
                lowest = Math.min(lowest, values[i]);
                highest = Math.max(highest, values[i]);
            }
        }
        long[] counts = new long[finite == 0 ? 0 : BINS];
        double width = (highest - lowest) / BINS;
        for (int i = from; i < to; i++) {
            if (Float.isFinite(values[i])) {
                counts[width == 0 ? BINS - 1 : Math.min(BINS - 1, (int) ((values[i] - lowest) / width))]++;
            }
        }
        return new Histogram(lowest, highest, counts, to - from - finite);
    }

    /** How many numbers were not finite. */
    long notFinite() {
        return notFinite;
    }

    Message tensor() {
        ByteBuffer content =
                ByteBuffer.allocate(counts.length * COLUMNS * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < counts.length; i++) {
            content.putDouble(edge(i)).putDouble(edge(i + 1)).putDouble((double) counts[i]);
        }
        return Tensor.doubles(counts.length, COLUMNS, content.array());
    }

    private double edge(int i) {
        return i == BINS ? highest : lowest + i * ((highest - lowest) / BINS);
    }
}
