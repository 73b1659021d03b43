package io.ichnite.formats.tensorboard;

import java.util.Locale;

/** Text of any origin, made fit for a cell of a table: on one line, and nothing in it that a reader takes for a sign. */
final class PlainText {
    private static final int LONGEST = 200;
    /** What Markdown or HTML would act on inside a cell. */
    private static final String MARKUP = "\\`*_{}[]<>#|~&";

    private PlainText() {}

    /**
     * For tab-separated tables: what is not printable ASCII, quotes and backslashes become {@code \}{@code uNNNN}, so that
     * different texts stay different. Texts of more than 200 characters are cut, which three dots tell.
     */
    static String cell(String text) {
        StringBuilder plain = new StringBuilder();
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                plain.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                plain.append(c);
            }
        }
        return end < text.length() ? plain.append("...").toString() : plain.toString();
    }

    /** For tables in Markdown: the same, with every sign of markup as HTML's number for it. */
    static String markdown(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : cell(text).toCharArray()) {
            if (MARKUP.indexOf(c) >= 0) {
                escaped.append("&#").append((int) c).append(';');
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
