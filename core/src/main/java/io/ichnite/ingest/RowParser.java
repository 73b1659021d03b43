package io.ichnite.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Reads one line with care: quotes, blanks around fields, and what is wrong with it. The quick way of {@link BlockParser}
 * comes here with every line that is not plain. Not for use by several threads.
 */
final class RowParser {
    private static final int UNCLOSED = -1;
    private static final int TRAILING = -2;

    private final Columns columns;
    private final byte[] text = new byte[CsvBlocks.LONGEST_LINE];
    private final int[] cellFrom;
    private final int[] cellTo;
    private final long[] value = new long[5];
    private int apiFrom;
    private int apiTo;

    RowParser(Columns columns) {
        this.columns = columns;
        cellFrom = new int[columns.count()];
        cellTo = new int[columns.count()];
    }

    /**
     * Reads a line without its line feed; the getters then tell what it holds.
     *
     * @return why it cannot be taken, or null if it can
     */
    @Nullable
    String parse(byte[] bytes, int from, int to) {
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        if (end - from > CsvBlocks.LONGEST_LINE) {
            return "line is longer than " + CsvBlocks.LONGEST_LINE + " bytes";
        }
        int cells = split(bytes, from, end);
        if (cells < 0) {
            return cells == UNCLOSED ? "a quote is not closed" : "there is text after a closing quote";
        }
        if (cells != columns.count()) {
            return "expected " + columns.count() + " columns, found " + cells;
        }
        value[Columns.LABEL] = Block.NO_LABEL;
        for (int place = 0; place < cells; place++) {
            int column = columns.at(place);
            String fault = column == Columns.API ? api(place) : number(place, column);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    /** Whether a line, without its line feed, holds nothing but blanks. */
    static boolean blank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return to - from <= CsvBlocks.LONGEST_LINE;
    }

    long value(int column) {
        return value[column];
    }

    /** Where the name begins in {@link #text()}. */
    int apiFrom() {
        return apiFrom;
    }

    int apiTo() {
        return apiTo;
    }

    byte[] text() {
        return text;
    }

    /** Copies the cells, unquoted and trimmed, to {@code text}; how many there are, or what is wrong. */
    private int split(byte[] bytes, int from, int to) {
        int cells = 0;
        int out = 0;
        int at = from;
        while (true) {
            int start = out;
            while (at < to && blank(bytes[at])) {
                at++;
            }
            if (at < to && bytes[at] == '"') {
                at++;
                while (at < to && (bytes[at] != '"' || at + 1 < to && bytes[at + 1] == '"')) {
                    at += bytes[at] == '"' ? 1 : 0;
                    text[out++] = bytes[at++];
                }
                if (at == to) {
                    return UNCLOSED;
                }
                at++;
                while (at < to && blank(bytes[at])) {
                    at++;
                }
                if (at < to && bytes[at] != ',') {
                    return TRAILING;
                }
            } else {
                while (at < to && bytes[at] != ',') {
                    text[out++] = bytes[at++];
                }
            }
            keepCell(cells++, start, out);
            if (at == to) {
                return cells;
            }
            at++;
        }
    }

    private void keepCell(int cell, int from, int to) {
        if (cell < cellFrom.length) {
            int start = from;
            int end = to;
            while (start < end && blank(text[start])) {
                start++;
            }
            while (end > start && blank(text[end - 1])) {
                end--;
            }
            cellFrom[cell] = start;
            cellTo[cell] = end;
        }
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t';
    }

    private @Nullable String api(int cell) {
        apiFrom = cellFrom[cell];
        apiTo = cellTo[cell];
        return ApiNames.fault(text, apiFrom, apiTo);
    }

    private @Nullable String number(int cell, int column) {
        int from = cellFrom[cell];
        int to = cellTo[cell];
        if (from == to) {
            return Columns.name(column) + " is empty";
        }
        boolean negative = text[from] == '-' && to - from > 1;
        long largest = Columns.largest(column);
        long number = 0;
        boolean fits = !negative;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return Columns.name(column) + " is not a whole number: " + shown(cell);
            }
            fits &= number <= (largest - digit) / 10;
            number = fits ? number * 10 + digit : 0;
        }
        value[column] = number;
        return fits ? null : Columns.name(column) + " is out of range 0.." + largest + ": " + shown(cell);
    }

    private String shown(int cell) {
        return Shown.of(text, cellFrom[cell], cellTo[cell]);
    }
}
