package io.ichnite.ingest;

/** Goes through {@link Varints} in the order section; stays within it whatever is there. */
final class OrderReader {
    private final Mapped bytes;
    private final String store;
    private long at;

    OrderReader(Mapped bytes, String store, long at) {
        this.bytes = bytes;
        this.store = store;
        this.at = at;
    }

    /**
     * The next number.
     *
     * @param largest that it can be
     * @throws io.ichnite.error.BadInput if there is none or it is larger
     */
    long next(long largest) {
        long number = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (at >= bytes.size()) {
                break;
            }
            byte b = bytes.i8(at++);
            number |= (b & 127L) << shift;
            if (b >= 0) {
                if (number > largest) {
                    break;
                }
                return number;
            }
        }
        throw StoreHeader.damaged(store, "no good number in " + Section.ORDER.fileName() + " before byte " + at);
    }

    /** The next number of either sign. */
    long nextSigned() {
        long folded = next(Long.MAX_VALUE);
        return folded >>> 1 ^ -(folded & 1);
    }
}
