package io.ichnite.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file of any length in memory, little-endian. It is mapped in pieces, as a buffer ends at 2 GiB; a number must not
 * straddle two, so all are aligned to their size. Immutable; safe for use by many threads.
 */
final class Mapped {
    /** Pieces of 1 GiB. */
    static final int PIECE_BITS = 30;

    private final ByteBuffer[] pieces;
    private final int bits;
    private final int mask;
    private final long size;

    private Mapped(ByteBuffer[] pieces, int bits, long size) {
        this.pieces = pieces;
        this.bits = bits;
        this.mask = (1 << bits) - 1;
        this.size = size;
    }

    /**
     * Maps a section.
     *
     * @param pieceBits the length of a piece is 2 to this power
     * @throws io.ichnite.error.BadInput if it is not what its header says
     */
    static Mapped open(Path folder, Section section, StoreHeader.Seals seals, String store, int pieceBits)
            throws IOException {
        try (FileChannel channel = FileChannel.open(
                folder.resolve(section.fileName()), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long size = channel.size();
            if (size != seals.length(section)) {
                throw StoreHeader.damaged(
                        store, section.fileName() + " has " + size + " bytes, expected " + seals.length(section));
            }
            long piece = 1L << pieceBits;
            ByteBuffer[] pieces = new ByteBuffer[Math.toIntExact((size + piece - 1) / piece)];
            CRC32C crc = new CRC32C();
            for (int i = 0; i < pieces.length; i++) {
                long from = i * piece;
                pieces[i] = channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(piece, size - from))
                        .order(ByteOrder.LITTLE_ENDIAN);
                crc.update(pieces[i].duplicate());
            }
            if (crc.getValue() != seals.crc(section)) {
                throw StoreHeader.damaged(store, section.fileName() + " does not match its checksum");
            }
            return new Mapped(pieces, pieceBits, size);
        }
    }

    long size() {
        return size;
    }

    byte i8(long at) {
        return pieces[(int) (at >>> bits)].get((int) at & mask);
    }

    int i32(long at) {
        return pieces[(int) (at >>> bits)].getInt((int) at & mask);
    }

    long i64(long at) {
        return pieces[(int) (at >>> bits)].getLong((int) at & mask);
    }

    /** Copies {@code count} numbers of two bytes, without sign, from {@code first}, which counts numbers, not bytes. */
    void u16(long first, int count, int[] into, int at) {
        for (int done = 0; done < count; ) {
            long from = (first + done) * 2;
            ByteBuffer piece = pieces[(int) (from >>> bits)];
            int start = (int) from & mask;
            int some = Math.min(count - done, (piece.limit() - start) / 2);
            for (int i = 0; i < some; i++) {
                into[at + done + i] = piece.getShort(start + i * 2) & 0xFFFF;
            }
            done += some;
        }
    }
}
