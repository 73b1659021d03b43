package io.ichnite.ingest;

import java.nio.charset.StandardCharsets;

/** Text from outside, made fit to be printed: quoted, short, with nothing in it that moves a cursor. */
public final class Shown {
    private static final int LONGEST = 40;

    private Shown() {}

    /** At most 40 characters, in single quotes; a cut is marked by three dots. */
    public static String of(String text) {
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
     * The whole text, with control, format and separator characters and lone surrogates as {@code \}{@code uNNNN}, twice that
     * for those beyond 16 bits: nothing in it moves a cursor or turns the direction of a line.
     */
    public static String plain(String text) {
        return shown(text, "");
    }

    /** As {@link #plain}, of several lines: line feeds and tabs stay. */
    public static String lines(String text) {
        return shown(text, "\n\t");
    }

    private static String shown(String text, String kept) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (harmless(c) || kept.indexOf(c) >= 0) {
                shown.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    shown.append(String.format("\\u%04X", (int) unit));
                }
            }
        });
        return shown.toString();
    }

    private static boolean harmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
