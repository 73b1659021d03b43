package io.ichnite.formats.card;

import io.ichnite.ingest.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A page of Markdown in the making. What comes out of a file of others goes in by {@link #code} alone: a span of code, in which no
 * reader of Markdown looks for markup, links or HTML, and nothing of which can end the span, its cell or its line. Used by one thread.
 */
final class Markdown {
    private static final int LONGEST = 100;
    /** What ends a span or a cell, or what careless readers take for HTML. */
    private static final String SIGNS = "`|<>&";

    private final StringBuilder out = new StringBuilder();

    /** A name or a value of others, at most 100 characters of it; signs that could act are shown as {@code \}{@code uNNNN}. */
    static String code(String text) {
        if (text.isBlank()) {
            return "(empty)";
        }
        int end = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
        String plain = Shown.plain(text.substring(0, end));
        StringBuilder span = new StringBuilder("`");
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (SIGNS.indexOf(c) >= 0) {
                span.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
            } else {
                span.append(c);
            }
        }
        return span.append(end < text.length() ? "…`" : "`").toString();
    }

    /** The first of them, and how many more there are. */
    static String codes(List<String> texts, int most) {
        List<String> shown = new ArrayList<>();
        texts.stream().limit(most).forEach(text -> shown.add(code(text)));
        String more = texts.size() > most ? String.format(Locale.ROOT, " and %,d more", texts.size() - most) : "";
        return String.join(", ", shown) + more;
    }

    Markdown headline(int level, String text) {
        gap();
        out.append("#".repeat(level)).append(' ').append(text).append("\n\n");
        return this;
    }

    Markdown paragraph(String text) {
        gap();
        out.append(text).append("\n\n");
        return this;
    }

    Markdown points(List<String> points) {
        gap();
        points.forEach(point -> out.append("- ").append(point).append('\n'));
        return this;
    }

    /** @param rows cells that hold no bar but what is theirs to hold */
    Markdown table(List<String> header, List<List<String>> rows) {
        gap();
        row(header);
        row(header.stream().map(cell -> "--").toList());
        rows.forEach(this::row);
        return this;
    }

    private void row(List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Lines to type. */
    Markdown commands(List<String> lines) {
        gap();
        lines.forEach(line -> out.append("    ").append(line).append('\n'));
        return this;
    }

    /** A blank line before what follows, if there is none. */
    private void gap() {
        int length = out.length();
        if (length > 1 && !(out.charAt(length - 1) == '\n' && out.charAt(length - 2) == '\n')) {
            out.append('\n');
        }
    }

    /** All of it; ends in one line break. */
    String text() {
        return out.toString().stripTrailing() + "\n";
    }
}
