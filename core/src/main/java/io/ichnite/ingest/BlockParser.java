package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * Turns the lines of a block into runs. Plain lines, five bare fields in any order, go a quick way that makes no object;
 * all others go through {@link RowParser}. One per thread.
 */
final class BlockParser {
    private final String name;
    private final ApiNames names;
    private final NameCache cache = new NameCache();
    private final RowParser careful;
    private final RunsByFile byFile = new RunsByFile();

    private final NumberField file = new NumberField(Columns.FILE);
    private final NumberField label = new NumberField(Columns.LABEL);
    private final NumberField tid = new NumberField(Columns.TID);
    private final NumberField index = new NumberField(Columns.INDEX);
    /** By place; null where the name stands. */
    private final @Nullable NumberField[] order;

    private int api;

    BlockParser(String name, Columns columns, ApiNames names) {
        this.name = name;
        this.names = names;
        order = new NumberField[columns.count()];
        for (int place = 0; place < order.length; place++) {
            order[place] = switch (columns.at(place)) {
                case Columns.FILE -> file;
                case Columns.LABEL -> label;
                case Columns.TID -> tid;
                case Columns.INDEX -> index;
                default -> null;
            };
        }
        careful = new RowParser(columns);
    }

    /** @throws BadInput if there are more names than a store can hold */
    void parse(Block block) {
        byte[] bytes = block.bytes;
        label.set(Block.NO_LABEL);
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
            if (index.value() != expected
                    || file.value() != lastFile
                    || tid.value() != lastTid
                    || label.value() != lastLabel) {
                lastFile = file.value();
                lastTid = tid.value();
                lastLabel = label.value();
                block.startRun(lastFile, (int) lastTid, (int) index.value(), (int) lastLabel, line);
            }
            expected = index.value() + 1;
            block.row(api);
            at = next;
        }
        block.lines = line;
        byFile.arrange(block);
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
        file.set(careful.value(Columns.FILE));
        label.set(careful.value(Columns.LABEL));
        tid.set(careful.value(Columns.TID));
        index.set(careful.value(Columns.INDEX));
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
        // A bare field that begins with a quote is no such name.
        if (text[from] != '"') {
            cache.keep(text, from, to, id);
        }
        return id;
    }

    /** Reads a line that holds bare fields and a name met before; where the next begins, or −1 if it is no such line. */
    private int plain(byte[] bytes, int from) {
        int at = from;
        for (int place = 0; place < order.length; place++) {
            if (place > 0 && bytes[at++] != ',') {
                return -1;
            }
            NumberField field = order[place];
            at = field == null ? name(bytes, at) : field.read(bytes, at);
            if (at < 0) {
                return -1;
            }
        }
        if (bytes[at] == '\r') {
            at++;
        }
        return bytes[at] == '\n' ? at + 1 : -1;
    }

    /** Where the name that begins here ends; −1 if it was not met before. */
    private int name(byte[] bytes, int from) {
        long hash = 0;
        int at = from;
        long word = Words.at(bytes, at);
        long ends = Words.fieldEnds(word);
        while (ends == 0) {
            hash = NameCache.next(hash, word);
            at += Words.BYTES;
            word = Words.at(bytes, at);
            ends = Words.fieldEnds(word);
        }
        int rest = Words.before(ends);
        at += rest;
        api = cache.find(bytes, from, at, NameCache.next(hash, Words.first(word, rest)));
        return api < 0 ? -1 : at;
    }
}
