package io.ichnite.ingest;

import io.ichnite.error.BadInput;

/**
 * Turns the lines of a block into runs. Plain lines, five bare fields in any order, go a quick way that makes no object;
 * all others go through {@link RowParser}. One per thread.
 */
final class BlockParser {
    /** So many digits at most come out below zero if they are too large; more go the careful way. */
    private static final int QUICK_DIGITS = 19;

    private final String name;
    private final int[] order;
    private final ApiNames names;
    private final NameCache cache = new NameCache();
    private final RowParser careful;

    private long file;
    private long label;
    private long tid;
    private long index;
    private int api;

    BlockParser(String name, Columns columns, ApiNames names) {
        this.name = name;
        this.names = names;
        order = new int[columns.count()];
        for (int place = 0; place < order.length; place++) {
            order[place] = columns.at(place);
        }
        careful = new RowParser(columns);
    }

    /** @throws BadInput if there are more names than a store can hold */
    void parse(Block block) {
        byte[] bytes = block.bytes;
        label = Block.NO_LABEL;
        long lastFile = -1;
        long lastTid = -1;
        long lastLabel = 0;
        long expected = -1;
        int line = 0;
        for (int at = 0; at < block.to; line++) {
            int next = plain(bytes, at);
            if (next < 0) {
                int end = block.endOfLine(at);
                next = end + 1;
                if (!taken(block, line, at, end)) {
                    // A run has a row on each of its lines, so it does not go on after this one.
                    expected = -1;
                    at = next;
                    continue;
                }
            }
            if (index != expected || file != lastFile || tid != lastTid || label != lastLabel) {
                block.startRun(file, (int) tid, (int) index, (int) label, line);
                lastFile = file;
                lastTid = tid;
                lastLabel = label;
            }
            expected = index + 1;
            block.row(api);
            at = next;
        }
        block.lines = line;
    }

    /** The careful way; false if the line was rejected or is blank. */
    private boolean taken(Block block, int line, int at, int end) {
        if (RowParser.blank(block.bytes, at, end)) {
            return false;
        }
        if (careful.parse(block.bytes, at, end) != null) {
            block.reject(line, at);
            return false;
        }
        file = careful.value(Columns.FILE);
        label = careful.value(Columns.LABEL);
        tid = careful.value(Columns.TID);
        index = careful.value(Columns.INDEX);
        api = id(careful.text(), careful.apiFrom(), careful.apiTo());
        return true;
    }

    private int id(byte[] text, int from, int to) {
        int known = cache.find(text, from, to, NameCache.hash(text, from, to));
        if (known >= 0) {
            return known;
        }
        int id = names.id(text, from, to);
        if (id < 0) {
            throw BadInput.in(name, "there are more than " + ApiNames.MOST + " different API names");
        }
        cache.keep(text, from, to, id);
        return id;
    }

    /** Reads a line that holds bare fields and a name met before; where the next begins, or −1 if it is no such line. */
    private int plain(byte[] bytes, int from) {
        int at = from;
        for (int place = 0; place < order.length; place++) {
            if (place > 0 && bytes[at++] != ',') {
                return -1;
            }
            int start = at;
            int column = order[place];
            if (column == Columns.API) {
                int hash = 0;
                byte b = bytes[at];
                while (b > ',' || b > ' ' && b != ',' && b != '"') {
                    hash = NameCache.next(hash, b);
                    b = bytes[++at];
                }
                api = cache.find(bytes, start, at, hash);
                if (api < 0) {
                    return -1;
                }
                continue;
            }
            long number = 0;
            int digit = bytes[at] - '0';
            while (digit >= 0 && digit <= 9) {
                number = number * 10 + digit;
                digit = bytes[++at] - '0';
            }
            if (at == start || at - start > QUICK_DIGITS || number < 0 || !keep(column, number)) {
                return -1;
            }
        }
        if (bytes[at] == '\r') {
            at++;
        }
        return bytes[at] == '\n' ? at + 1 : -1;
    }

    private boolean keep(int column, long number) {
        switch (column) {
            case Columns.FILE -> {
                file = number;
                return true;
            }
            case Columns.LABEL -> {
                label = number;
                return number <= 255;
            }
            case Columns.TID -> {
                tid = number;
                return number <= Integer.MAX_VALUE;
            }
            default -> {
                index = number;
                return number <= Integer.MAX_VALUE;
            }
        }
    }
}
