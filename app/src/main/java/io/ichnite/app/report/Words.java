package io.ichnite.app.report;

import io.ichnite.app.picture.Markup;
import java.util.ArrayList;
import java.util.List;

/** Running text with some of it set apart. Immutable: each method gives a longer text. */
public final class Words {
    private static final Words NONE = new Words(List.of());

    private final List<Part> parts;

    private Words(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * @param before what stands before the text in HTML; of nothing but our own making
     * @param after what stands behind it
     */
    private record Part(String before, String text, String after) {}

    public static Words of(String text) {
        return NONE.and(text);
    }

    /** Plain text. */
    public Words and(String text) {
        return with("", text, "");
    }

    /** Text that matters. */
    public Words strong(String text) {
        return with("<strong>", text, "</strong>");
    }

    /** A name or a command. */
    public Words code(String text) {
        return with("<code>", text, "</code>");
    }

    /**
     * Leads to a file beside the page or below it, or to a section of it.
     *
     * @throws IllegalArgumentException if the target is neither: a page that may hold names of enemies leads nowhere else
     */
    public Words link(String target, String text) {
        if (!target.matches("#?[A-Za-z0-9_][A-Za-z0-9_./-]*") || target.contains("..")) {
            throw new IllegalArgumentException("a link leads to a file beside the page, not to " + target);
        }
        return with("<a href=\"" + Markup.escape(target) + "\">", text, "</a>");
    }

    private Words with(String before, String text, String after) {
        List<Part> more = new ArrayList<>(parts);
        more.add(new Part(before, text, after));
        return new Words(more);
    }

    /** As HTML, all text escaped. */
    String html() {
        StringBuilder html = new StringBuilder();
        parts.forEach(part ->
                html.append(part.before()).append(Markup.escape(part.text())).append(part.after()));
        return html.toString();
    }
}
