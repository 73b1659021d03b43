package io.ichnite.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts by number: where each begins, and all of them end to end. Immutable; safe for use by many threads. */
final class TextTable {
    private static final int LONGEST = 1 << 16;

    private final Mapped bytes;
    private final long count;
    private final String store;

    TextTable(Mapped bytes, long count, String store) {
        this.bytes = bytes;
        this.count = count;
        this.store = store;
    }

    static void write(SectionWriter out, List<String> texts) throws IOException {
        long at = 0;
        for (String text : texts) {
            out.i64(at);
            at += text.getBytes(StandardCharsets.UTF_8).length;
        }
        out.i64(at);
        for (String text : texts) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.bytes(utf8, utf8.length);
        }
    }

    boolean whole() {
        return count >= 0 && count < bytes.size() / 8;
    }

    /** @throws io.ichnite.error.BadInput if the table is damaged */
    String text(long number) {
        long base = (count + 1) * 8;
        long from = bytes.i64(number * 8);
        long to = bytes.i64(number * 8 + 8);
        if (from < 0 || to < from || to - from > LONGEST || to > bytes.size() - base) {
            throw StoreHeader.damaged(store, "text " + number + " is out of bounds");
        }
        byte[] text = new byte[(int) (to - from)];
        for (int i = 0; i < text.length; i++) {
            text[i] = bytes.i8(base + from + i);
        }
        return new String(text, StandardCharsets.UTF_8);
    }
}
