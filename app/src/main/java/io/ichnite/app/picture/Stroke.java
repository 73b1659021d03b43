package io.ichnite.app.picture;

/**
 * How a line is drawn.
 *
 * @param width in pixels
 */
public record Stroke(Ink ink, double width, Dash dash) {
    /** Lines that must be told apart without colour. */
    public enum Dash {
        SOLID(""),
        DASHED("7 4"),
        DOTTED("2 3"),
        DASH_DOT("9 3 2 3"),
        LONG("14 4"),
        DASH_DOT_DOT("9 3 2 3 2 3"),
        SHORT("4 4"),
        MIXED("14 4 4 4");

        private final String pattern;

        Dash(String pattern) {
            this.pattern = pattern;
        }

        /** Lengths drawn and left out by turns, in pixels, blanks between them; empty for a whole line. */
        public String pattern() {
            return pattern;
        }
    }

    static Stroke thin(Ink ink) {
        return new Stroke(ink, 1, Dash.SOLID);
    }

    /** The stroke of a series: each has a colour and a dash of its own, round and round. */
    static Stroke series(int number) {
        return new Stroke(Ink.series(number), 2, Dash.values()[number % Dash.values().length]);
    }
}
