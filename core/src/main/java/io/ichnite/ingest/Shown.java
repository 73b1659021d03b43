package io.ichnite.ingest;

import java.nio.charset.StandardCharsets;

/** Text from outside, made fit to be printed: quoted, short, with nothing in it that moves a cursor. */
public final class Shown {
    private static final int LONGEST = 40;

    private Shown() {}

    /** At most 40 characters, in single quotes; a cut is marked by three dots. */
    static String of(String text) {
        int cut = text.length() > LONGEST ? LONGEST : text.length();
        return "'" + plain(text.substring(0, cut)) + (cut < text.length() ? "..." : "") + "'";
    }

    /** Bytes that need not be text of any encoding: what is not printable ASCII becomes {@code \xNN}. */
    static String of(byte[] bytes, int from, int to) {
        int cut = Math.min(to, from + LONGEST);
        String text = new String(bytes, from, cut - from, StandardCharsets.ISO_8859_1);
        StringBuilder shown = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                shown.append(String.format("\\x%02X", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.append(cut < to ? "..." : "").append("'").toString();
    }

    /**
     * The whole text, with control, format and separator characters and lone surrogates as {@code \}{@code uNNNN}: nothing in it
     * moves a cursor or turns the direction of a line.
     */
    public static String plain(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE -> shown.append(String.format("\\u%04X", c));
                default -> shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
