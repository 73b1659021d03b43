package io.ichnite.app.source;

/** Names from outside, made fit to be printed: nothing in them moves a cursor or turns the direction of a line. */
public final class Plain {
    private Plain() {}

    /** The text, with control, format and separator characters and lone surrogates as {@code \}{@code uNNNN}. */
    public static String of(String text) {
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
