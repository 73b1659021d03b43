package io.ichnite.app.task;

import io.ichnite.data.Examples;

/** Some neighbouring rows of others. */
final class Slice implements Examples {
    private final Examples all;
    private final int from;
    private final int size;

    Slice(Examples all, int from, int size) {
        this.all = all;
        this.from = from;
        this.size = size;
    }

    /** At most so many rows from the beginning. */
    static Examples first(Examples all, int most) {
        return all.size() <= most ? all : new Slice(all, 0, most);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int length() {
        return all.length();
    }

    @Override
    public void row(int i, int[] into, int at) {
        all.row(from + i, into, at);
    }

    @Override
    public void part(int i, int from, int count, int[] into, int at) {
        all.part(this.from + i, from, count, into, at);
    }

    @Override
    public int label(int i) {
        return all.label(from + i);
    }
}
