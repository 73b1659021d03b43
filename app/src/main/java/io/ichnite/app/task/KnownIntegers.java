package io.ichnite.app.task;

import io.ichnite.data.Examples;

/** Ready rows in which integers that a network has no row for are 0: nothing could have been learned of them. */
final class KnownIntegers implements Examples {
    private final Examples rows;
    private final int known;

    /** @param known integers below this are */
    KnownIntegers(Examples rows, int known) {
        this.rows = rows;
        this.known = known;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public int length() {
        return rows.length();
    }

    @Override
    public void row(int i, int[] into, int at) {
        rows.row(i, into, at);
        for (int k = at; k < at + length(); k++) {
            into[k] = into[k] < known ? into[k] : 0;
        }
    }

    @Override
    public int label(int i) {
        return rows.label(i);
    }
}
