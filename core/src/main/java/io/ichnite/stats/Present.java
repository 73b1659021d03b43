package io.ichnite.stats;

/** Which APIs one file calls, and how often. Used by one thread. */
final class Present {
    private final int[] counts;
    private final int[] apis;
    private int distinct;

    Present(int apis) {
        counts = new int[apis];
        this.apis = new int[apis];
    }

    void clear() {
        for (int i = 0; i < distinct; i++) {
            counts[apis[i]] = 0;
        }
        distinct = 0;
    }

    void add(int[] calls, int count) {
        for (int i = 0; i < count; i++) {
            if (counts[calls[i]]++ == 0) {
                apis[distinct++] = calls[i];
            }
        }
    }

    int distinct() {
        return distinct;
    }

    /** Those that occur, the first {@link #distinct}, as they came; not to be changed. */
    int[] apis() {
        return apis;
    }

    /** By API; not to be changed. */
    int[] counts() {
        return counts;
    }
}
