package io.ichnite.ingest;

/**
 * The names that one parser has met, found by their bytes without making an object. Open addressing; a search looks at a
 * few places only, so that names made to collide cost no more than a way round through {@link ApiNames}.
 */
final class NameCache {
    private static final int PROBES = 16;
    private static final int MOST_PLACES = 1 << 18;
    private static final int WORD_BITS = 3;

    /** A name's bytes as {@link Words}, the last filled up with zeros, behind their count. */
    private long[][] keys = new long[1 << 10][];

    private int[] ids = new int[1 << 10];
    private int used;

    /** The number of a name; −1 if it is not here. {@code hash} is {@link #hash}'s of the same bytes. */
    int find(byte[] bytes, int from, int to, long hash) {
        int mask = keys.length - 1;
        int place = spread(hash);
        for (int probe = 0; probe < PROBES; probe++) {
            long[] key = keys[(place + probe) & mask];
            if (key == null) {
                return -1;
            }
            if (same(key, bytes, from, to - from)) {
                return ids[(place + probe) & mask];
            }
        }
        return -1;
    }

    /** Keeps a name, if there is a place for it. */
    void keep(byte[] bytes, int from, int to, int id) {
        if (find(bytes, from, to, hash(bytes, from, to)) >= 0) {
            return;
        }
        if (used * 4 > keys.length && keys.length < MOST_PLACES) {
            grow();
        }
        int length = to - from;
        long[] key = new long[(length >> WORD_BITS) + 2];
        key[0] = length;
        for (int i = 1; i < key.length; i++) {
            int at = from + (i - 1) * Words.BYTES;
            key[i] = to - at < Words.BYTES ? Words.some(bytes, at, to - at) : Words.at(bytes, at);
        }
        put(key, id);
    }

    /** Of all bytes: {@link #next} of each whole word, then of what is left, which may be nothing. */
    static long hash(byte[] bytes, int from, int to) {
        long hash = 0;
        int at = from;
        for (; at <= to - Words.BYTES; at += Words.BYTES) {
            hash = next(hash, Words.at(bytes, at));
        }
        return next(hash, Words.some(bytes, at, to - at));
    }

    static long next(long hash, long word) {
        return (hash ^ word) * 0x9E3779B97F4A7C15L;
    }

    private static int spread(long hash) {
        return (int) (hash >>> 40);
    }

    private static boolean same(long[] key, byte[] bytes, int from, int length) {
        if (key[0] != length) {
            return false;
        }
        int whole = length >> WORD_BITS;
        int at = from;
        for (int i = 1; i <= whole; i++, at += Words.BYTES) {
            if (key[i] != Words.at(bytes, at)) {
                return false;
            }
        }
        return key[whole + 1] == Words.some(bytes, at, length - whole * Words.BYTES);
    }

    private void grow() {
        long[][] oldKeys = keys;
        int[] oldIds = ids;
        keys = new long[oldKeys.length * 2][];
        ids = new int[oldKeys.length * 2];
        used = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                put(oldKeys[i], oldIds[i]);
            }
        }
    }

    private void put(long[] key, int id) {
        long hash = 0;
        for (int i = 1; i < key.length; i++) {
            hash = next(hash, key[i]);
        }
        int mask = keys.length - 1;
        int place = spread(hash);
        for (int probe = 0; probe < PROBES; probe++) {
            int at = (place + probe) & mask;
            if (keys[at] == null) {
                keys[at] = key;
                ids[at] = id;
                used++;
                return;
            }
        }
    }
}
