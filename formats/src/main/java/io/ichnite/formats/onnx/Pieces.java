package io.ichnite.formats.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of one array of ONNX, as pieces of the network's weights that lie one behind the other: each is read in an order of its
 * own, so nothing is laid out anew in memory. Not thread-safe while it is put together.
 */
final class Pieces {
    /**
     * @param from the first number's place among the weights; below 0 for zeros
     * @param strides how far the next number lies along each axis
     */
    private record Piece(int from, List<Integer> extents, List<Integer> strides) {
        long size() {
            long size = 1;
            for (int extent : extents) {
                size *= extent;
            }
            return size;
        }
    }

    private final List<Piece> pieces = new ArrayList<>();

    /** Numbers as they lie. */
    Pieces then(int from, int count) {
        return then(from, List.of(count), List.of(1));
    }

    /** Numbers along some axes, the last of which runs fastest. */
    Pieces then(int from, List<Integer> extents, List<Integer> strides) {
        pieces.add(new Piece(from, extents, strides));
        return this;
    }

    Pieces thenZeros(int count) {
        pieces.add(new Piece(-1, List.of(count), List.of(0)));
        return this;
    }

    /** Numbers, of four bytes each. */
    long size() {
        return pieces.stream().mapToLong(Piece::size).sum();
    }

    /** Writes them as little-endian floats. */
    void writeTo(float[] weights, OutputStream out) throws IOException {
        Floats floats = new Floats(out);
        for (Piece piece : pieces) {
            write(piece, 0, piece.from(), weights, floats);
        }
        floats.flush();
    }

    private static void write(Piece piece, int axis, int from, float[] weights, Floats out) throws IOException {
        int extent = piece.extents().get(axis);
        int stride = piece.strides().get(axis);
        boolean last = axis == piece.extents().size() - 1;
        for (int i = 0, at = from; i < extent; i++, at += stride) {
            if (last) {
                out.put(at < 0 ? 0f : weights[at]);
            } else {
                write(piece, axis + 1, at, weights, out);
            }
        }
    }

    /** Hands floats on, many at once. */
    private static final class Floats {
        private final OutputStream out;
        private final byte[] bytes = new byte[1 << 16];
        private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

        Floats(OutputStream out) {
            this.out = out;
        }

        void put(float value) throws IOException {
            if (!buffer.hasRemaining()) {
                flush();
            }
            buffer.putFloat(value);
        }

        void flush() throws IOException {
            out.write(bytes, 0, buffer.position());
            buffer.clear();
        }
    }
}
