package io.ichnite.ingest;

import java.util.Arrays;

/**
 * The names that one parser has met, found by their bytes without making an object. Open addressing; a search looks at a
 * few places only, so that names made to collide cost no more than a way round through {@link ApiNames}.
 */
final class NameCache {
    private static final int PROBES = 16;
    private static final int MOST_PLACES = 1 << 18;

    private byte[][] keys = new byte[1 << 10][];
    private int[] ids = new int[1 << 10];
    private int used;

    /** The number of a name; −1 if it is not here. {@code hash} is {@link #hash}'s of the same bytes. */
    int find(byte[] bytes, int from, int to, int hash) {
        int mask = keys.length - 1;
        int place = spread(hash);
        for (int probe = 0; probe < PROBES; probe++) {
            byte[] key = keys[(place + probe) & mask];
            if (key == null) {
                return -1;
            }
            if (Arrays.equals(key, 0, key.length, bytes, from, to)) {
                return ids[(place + probe) & mask];
            }
        }
        return -1;
    }

    /** Keeps a name, if there is a place for it. */
    void keep(byte[] bytes, int from, int to, int id) {
        int hash = hash(bytes, from, to);
        if (find(bytes, from, to, hash) >= 0) {
            return;
        }
        if (used * 4 > keys.length && keys.length < MOST_PLACES) {
            grow();
        }
        put(Arrays.copyOfRange(bytes, from, to), hash, id);
    }

    static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = next(hash, bytes[i]);
        }
        return hash;
    }

    static int next(int hash, byte b) {
        return hash * 31 + b;
    }

    private static int spread(int hash) {
        return (hash * 0x9E3779B1) >>> 12;
    }

    private void grow() {
        byte[][] oldKeys = keys;
        int[] oldIds = ids;
        keys = new byte[oldKeys.length * 2][];
        ids = new int[oldKeys.length * 2];
        used = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            byte[] key = oldKeys[i];
            if (key != null) {
                put(key, hash(key, 0, key.length), oldIds[i]);
            }
        }
    }

    private void put(byte[] key, int hash, int id) {
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
