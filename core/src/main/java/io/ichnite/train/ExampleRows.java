package io.ichnite.train;

import io.ichnite.data.Examples;
import io.ichnite.nn.Network;

/** Examples as a network reads them: some of them, in an order of their own. Thread-safe. */
public final class ExampleRows implements Network.Rows {
    /** Which example a row is. */
    private interface Place {
        int of(int row);
    }

    private final Examples examples;
    private final Place place;

    private ExampleRows(Examples examples, Place place) {
        this.examples = examples;
        this.place = place;
    }

    /** All, or those from {@code first} on. */
    public static ExampleRows from(Examples examples, int first) {
        return new ExampleRows(examples, row -> first + row);
    }

    /** Those of a list; the array is taken, not copied. */
    static ExampleRows of(Examples examples, int[] rows) {
        return new ExampleRows(examples, row -> rows[row]);
    }

    @Override
    public void row(int i, int[] into, int at) {
        examples.row(place.of(i), into, at);
    }

    @Override
    public void part(int i, int from, int count, int length, int[] into, int at) {
        examples.part(place.of(i), from, count, into, at);
    }
}
