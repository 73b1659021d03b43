package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Which column of a trace CSV stands where, as its header says. */
final class Columns {
    static final int FILE = 0;
    static final int LABEL = 1;
    static final int API = 2;
    static final int TID = 3;
    static final int INDEX = 4;

    private static final List<String> NAMES = List.of("file_id", "label", "api", "tid", "index");
    private static final String EXPECTED =
            "expected the columns file_id,label,api,tid,index in any order (label may be absent)";

    private final int[] order;

    private Columns(int[] order) {
        this.order = order;
    }

    /**
     * Reads line 1.
     *
     * @param line its bytes, without line end and byte order mark
     * @throws BadInput if a column is unknown, absent or named twice
     */
    static Columns of(byte[] line, String file) {
        if (line.length > CsvBlocks.LONGEST_LINE) {
            throw BadInput.at(file, 1, "line is longer than " + CsvBlocks.LONGEST_LINE + " bytes; " + EXPECTED);
        }
        String text = new String(line, StandardCharsets.ISO_8859_1);
        if (text.isBlank()) {
            throw BadInput.at(file, 1, (line.length == 0 ? "empty; " : "blank; ") + EXPECTED);
        }
        String[] cells = text.split(",", -1);
        List<Integer> order = new ArrayList<>();
        for (String cell : cells) {
            int column = NAMES.indexOf(bare(cell));
            if (column < 0) {
                byte[] shown = cell.strip().getBytes(StandardCharsets.ISO_8859_1);
                throw BadInput.at(file, 1, "unknown column " + Shown.of(shown, 0, shown.length) + "; " + EXPECTED);
            }
            if (order.contains(column)) {
                throw BadInput.at(file, 1, "the column " + NAMES.get(column) + " stands twice; " + EXPECTED);
            }
            order.add(column);
        }
        for (int column = 0; column < NAMES.size(); column++) {
            if (column != LABEL && !order.contains(column)) {
                throw BadInput.at(file, 1, "the column " + NAMES.get(column) + " is missing; " + EXPECTED);
            }
        }
        return new Columns(order.stream().mapToInt(Integer::intValue).toArray());
    }

    private static String bare(String cell) {
        String name = cell.strip();
        boolean quoted = name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1).strip() : name;
    }

    int count() {
        return order.length;
    }

    /** Which column stands at a place, both from 0. */
    int at(int place) {
        return order[place];
    }

    static String name(int column) {
        return NAMES.get(column);
    }

    /** The largest number that a column takes; the smallest is 0. */
    static long largest(int column) {
        return switch (column) {
            case FILE -> Long.MAX_VALUE;
            case LABEL -> 255;
            default -> Integer.MAX_VALUE;
        };
    }
}
