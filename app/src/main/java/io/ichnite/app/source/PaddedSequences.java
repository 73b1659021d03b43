package io.ichnite.app.source;

import io.ichnite.data.Sequences;

/** Ready rows without the zeros in front. Immutable. */
final class PaddedSequences implements Sequences {
    private final int[] numbers;
    private final int length;

    /** @param numbers (rows, length), row-major; not copied */
    PaddedSequences(int[] numbers, int length) {
        this.numbers = numbers;
        this.length = length;
    }

    @Override
    public int size() {
        return numbers.length / length;
    }

    @Override
    public int length(int row) {
        int start = row * length;
        int zeros = 0;
        while (zeros < length && numbers[start + zeros] == 0) {
            zeros++;
        }
        return length - zeros;
    }

    @Override
    public void read(int row, int from, int count, int[] into, int at) {
        System.arraycopy(numbers, (row + 1) * length - length(row) + from, into, at, count);
    }
}
