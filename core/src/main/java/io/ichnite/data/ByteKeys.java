package io.ichnite.data;

import io.ichnite.sample.Binaries;
import java.util.ArrayList;
import java.util.List;

/** Keys over what is in files (SHA-256, in hexadecimal). */
public final class ByteKeys {
    private static final int BLOCK = 1 << 16;

    private ByteKeys() {}

    /**
     * A key for each of some files over its first {@code length} bytes without the zeros behind: equal for files that are the same
     * to a network that gets zeros behind short ones.
     */
    public static List<String> of(Binaries binaries, List<Integer> files, int length) {
        List<String> keys = new ArrayList<>(files.size());
        byte[] block = new byte[BLOCK];
        Sha256 digest = new Sha256();
        for (int file : files) {
            long all = Math.min(length, binaries.length(file));
            long zeros = 0;
            for (long from = 0; from < all; from += BLOCK) {
                int count = (int) Math.min(BLOCK, all - from);
                binaries.bytes(file, from, count, block, 0);
                int end = count;
                while (end > 0 && block[end - 1] == 0) {
                    end--;
                }
                if (end > 0) {
                    addZeros(digest, zeros);
                    digest.add(block, 0, end);
                    zeros = 0;
                }
                zeros += count - end;
            }
            keys.add(digest.text());
        }
        return keys;
    }

    /** A key over all bytes of all files, their names, labels and dates. */
    public static String ofAll(Binaries binaries) {
        Sha256 digest = new Sha256();
        byte[] block = new byte[BLOCK];
        for (int file = 0; file < binaries.size(); file++) {
            digest.add(binaries.id(file))
                    .add(String.valueOf(binaries.label(file)))
                    .add(String.valueOf(binaries.firstSeen(file)))
                    .add(String.valueOf(binaries.length(file)));
            for (long from = 0; from < binaries.length(file); from += BLOCK) {
                int count = (int) Math.min(BLOCK, binaries.length(file) - from);
                binaries.bytes(file, from, count, block, 0);
                digest.add(block, 0, count);
            }
        }
        return digest.text();
    }

    private static void addZeros(Sha256 digest, long count) {
        byte[] none = new byte[(int) Math.min(BLOCK, count)];
        for (long left = count; left > 0; left -= none.length) {
            digest.add(none, 0, (int) Math.min(none.length, left));
        }
    }
}
