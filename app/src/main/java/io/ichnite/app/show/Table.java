package io.ichnite.app.show;

import io.ichnite.ingest.Shown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A table for a terminal: the first column to the left, the others to the right unless they hold text, two blanks between them. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final Set<Integer> texts = new HashSet<>(Set.of(0));

    public Table(String... header) {
        rows.add(Stream.of(header).map(Shown::plain).toList());
    }

    /** Columns, from 0, that hold text and so go to the left too. */
    public Table texts(Integer... columns) {
        texts.addAll(List.of(columns));
        return this;
    }

    /** @throws IllegalArgumentException if it has more or fewer cells than the header */
    public Table row(String... cells) {
        return row(List.of(cells));
    }

    /** @throws IllegalArgumentException if it has more or fewer cells than the header */
    public Table row(List<String> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException("expected " + rows.get(0).size() + " cells, found " + cells.size());
        }
        rows.add(cells.stream().map(Shown::plain).toList());
        return this;
    }

    /** Line by line, each ended by a newline. */
    public String text() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String blanks = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : "  ").append(texts.contains(i) ? row.get(i) + blanks : blanks + row.get(i));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }
}
