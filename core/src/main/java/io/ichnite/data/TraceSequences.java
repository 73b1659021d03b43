package io.ichnite.data;

import io.ichnite.sample.Order;
import io.ichnite.sample.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Calls of one or several sets of traces, numbered by the names of all of them, so that rows of different sets compare. The rows of
 * the first set come first.
 */
public final class TraceSequences implements Sequences {
    private final List<Part> parts;
    /** For each part, the common number of each of its names. */
    private final int[][] numbers;
    /** For each part, the first of its rows; at the end the number of all rows. */
    private final int[] firsts;

    /**
     * Some files of a set of traces.
     *
     * @param length the last so many calls of each are looked at
     */
    public record Part(Traces traces, List<Integer> files, Order order, int length) {
        public Part {
            files = List.copyOf(files);
            if (!traces.offers(order)) {
                throw new IllegalArgumentException("the traces do not offer the order " + order.word());
            }
            if (length < 1) {
                throw new IllegalArgumentException("length must be at least 1, found " + length);
            }
        }
    }

    public TraceSequences(List<Part> parts) {
        this.parts = List.copyOf(parts);
        // Names are ASCII, so this order is that of code points, in which each set has its own.
        TreeSet<String> all = new TreeSet<>();
        parts.forEach(part -> all.addAll(part.traces().apis()));
        List<String> names = new ArrayList<>(all);
        numbers = new int[parts.size()][];
        firsts = new int[parts.size() + 1];
        for (int p = 0; p < numbers.length; p++) {
            List<String> own = parts.get(p).traces().apis();
            numbers[p] = new int[own.size()];
            int at = 0;
            for (int api = 0; api < own.size(); api++) {
                while (!names.get(at).equals(own.get(api))) {
                    at++;
                }
                numbers[p][api] = at;
            }
            firsts[p + 1] = Math.addExact(firsts[p], parts.get(p).files().size());
        }
    }

    /** Which part a row is of. */
    private int part(int row) {
        if (row < 0 || row >= size()) {
            throw new IllegalArgumentException("row " + row + " of " + size());
        }
        int part = 0;
        while (row >= firsts[part + 1]) {
            part++;
        }
        return part;
    }

    @Override
    public int size() {
        return firsts[parts.size()];
    }

    @Override
    public int length(int row) {
        int p = part(row);
        Part part = parts.get(p);
        return Math.min(part.length(), part.traces().length(part.files().get(row - firsts[p])));
    }

    @Override
    public void read(int row, int from, int count, int[] into, int at) {
        int p = part(row);
        Part part = parts.get(p);
        int file = part.files().get(row - firsts[p]);
        int skipped = Math.max(0, part.traces().length(file) - part.length());
        part.traces().calls(file, part.order(), skipped + from, count, into, at);
        for (int i = at; i < at + count; i++) {
            into[i] = numbers[p][into[i]];
        }
    }
}
