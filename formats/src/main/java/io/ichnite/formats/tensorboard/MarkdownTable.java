package io.ichnite.formats.tensorboard;

import java.util.Map;

/** Names and values as a table in Markdown, which TensorBoard's text page shows as one. */
public final class MarkdownTable {
    private MarkdownTable() {}

    /** In the map's order; whatever the texts hold, each stays in its cell. */
    public static String of(String name, String value, Map<String, String> rows) {
        StringBuilder out = new StringBuilder();
        row(out, name, value);
        out.append("|--|--|\n");
        rows.forEach((key, text) -> row(out, key, text));
        return out.toString();
    }

    private static void row(StringBuilder out, String name, String value) {
        out.append("| ")
                .append(PlainText.markdown(name))
                .append(" | ")
                .append(PlainText.markdown(value))
                .append(" |\n");
    }
}
