package io.ichnite.sample;

/**
 * The order in which the calls of one trace are laid end to end. Threads have no true order among each other, so each of
 * these is a choice; the first is that of the published system.
 */
public enum Order {
    /** By thread number, then index, ties as they arrived. */
    TID("tid"),
    /** The rows as they came. */
    ARRIVAL("arrival"),
    /** By index, then thread number: right where the index is one clock for the whole file. */
    CLOCK("clock"),
    /** Threads by their first appearance, each by index. */
    FIRST_SEEN("first-seen"),
    /** The longest thread first, so that truncation at the end keeps main threads. Ties: by thread number. */
    LONGEST("longest");

    private final String word;

    Order(String word) {
        this.word = word;
    }

    /** As the command line and the bundle spell it. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException if no order is spelled so */
    public static Order of(String word) {
        for (Order order : values()) {
            if (order.word.equals(word)) {
                return order;
            }
        }
        throw new IllegalArgumentException(
                "'" + word + "' is no order; expected tid, arrival, clock, first-seen or longest");
    }
}
