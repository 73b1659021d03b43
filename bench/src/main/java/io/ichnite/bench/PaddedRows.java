package io.ichnite.bench;

import io.ichnite.error.BadInput;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.nn.Network;
import java.io.IOException;
import java.nio.file.Path;

/** The rows that all sides of a race read: (count, length) call numbers, zeros in front. Immutable. */
final class PaddedRows implements Network.Rows {
    /** Rows of the published network's embedding: 303 calls and the filling. */
    static final int CALLS = 304;

    static final int FAMILIES = 8;

    private final int count;
    private final int length;
    private final int[] calls;

    private PaddedRows(int count, int length, int[] calls) {
        this.count = count;
        this.length = length;
        this.calls = calls;
    }

    /**
     * @throws BadInput if the file is no .npy of two axes of integers
     * @throws IOException if the disk refuses
     */
    static PaddedRows read(Path file) throws IOException {
        NpyArray array = NpyArray.read(file);
        int[] shape = array.shape();
        if (shape.length != 2) {
            throw BadInput.in(file.toString(), "expected rows of call numbers, found " + shape.length + " axes");
        }
        return new PaddedRows(shape[0], shape[1], array.ints());
    }

    int count() {
        return count;
    }

    int length() {
        return length;
    }

    @Override
    public void row(int i, int[] into, int at) {
        System.arraycopy(calls, i * length, into, at, length);
    }
}
