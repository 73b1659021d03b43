package io.ichnite.data;

import io.ichnite.error.BadInput;
import io.ichnite.sample.Binaries;
import io.ichnite.sample.Families;
import java.util.Arrays;
import java.util.List;

/**
 * Some files as rows of integers 0 to 255, in the order of the list: of longer files the first bytes stay, shorter ones get zeros
 * behind. Bytes are read when they are asked for, part by part, so a row may be longer than memory.
 */
public final class EncodedBytes implements Examples {
    private final Binaries binaries;
    private final int[] files;
    private final int[] labels;
    private final int length;

    private EncodedBytes(Binaries binaries, List<Integer> files, int length, int[] labels) {
        if (length < 1) {
            throw new IllegalArgumentException("length must be at least 1, found " + length);
        }
        this.binaries = binaries;
        this.files = files.stream().mapToInt(Integer::intValue).toArray();
        this.length = length;
        this.labels = labels;
    }

    /** Rows whose classes are not looked at: all −1. */
    public static EncodedBytes unlabelled(Binaries binaries, List<Integer> files, int length) {
        return new EncodedBytes(binaries, files, length, RowClasses.unknown(files.size()));
    }

    /**
     * Rows with the classes of their labels; −1 where a file has none.
     *
     * @throws BadInput if a label is none of the classes; names the file
     */
    public static EncodedBytes labelled(Binaries binaries, List<Integer> files, int length, Families families) {
        int[] labels = RowClasses.of(files, binaries::label, binaries::id, families);
        return new EncodedBytes(binaries, files, length, labels);
    }

    @Override
    public int size() {
        return files.length;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void row(int i, int[] into, int at) {
        part(i, 0, length, into, at);
    }

    @Override
    public void part(int i, int from, int count, int[] into, int at) {
        int there = (int) Math.max(0, Math.min(count, binaries.length(files[i]) - from));
        byte[] bytes = new byte[there];
        binaries.bytes(files[i], from, there, bytes, 0);
        for (int k = 0; k < there; k++) {
            into[at + k] = bytes[k] & 0xFF;
        }
        Arrays.fill(into, at + there, at + count, 0);
    }

    @Override
    public int label(int i) {
        return labels[i];
    }
}
