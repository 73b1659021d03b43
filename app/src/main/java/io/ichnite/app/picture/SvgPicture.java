package io.ichnite.app.picture;

import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pictures as SVG. The same picture gives the same bytes on every machine; letters are the reader's own. Needs no font here.
 */
public final class SvgPicture {
    /** What text is set in, where the reader has it. */
    public static final String FONTS =
            "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";

    private SvgPicture() {}

    /** A file of its own, in the light colours. */
    public static void write(Picture picture, Appendable out) throws IOException {
        Writer writer = new Writer(
                ink -> "fill=\"" + Palette.LIGHT.hex(ink) + '"', ink -> "stroke=\"" + Palette.LIGHT.hex(ink) + '"');
        writer.open(
                picture,
                "xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(picture.width()) + "\" height=\""
                        + number(picture.height()) + "\" font-family=\"" + Markup.escape(FONTS) + '"');
        picture.drawOn(writer);
        out.append(writer.close());
    }

    /**
     * An element of an HTML page that has {@link #style} in its style sheet and says there what {@code --ink} and its like are:
     * so the picture follows the page into the dark, and onto paper.
     */
    public static String inline(Picture picture) {
        Writer writer = new Writer(ink -> "class=\"f-" + ink.word() + '"', ink -> "class=\"s-" + ink.word() + '"');
        writer.open(picture, "class=\"picture\"");
        picture.drawOn(writer);
        return writer.close();
    }

    /** The rules that {@link #inline} relies on; the properties themselves are {@link Palette#variables}. */
    public static String style() {
        return Ink.all().stream()
                .map(ink -> ".f-" + ink.word() + "{fill:var(--" + ink.word() + ")}.s-" + ink.word() + "{stroke:var(--"
                        + ink.word() + ")}")
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Hundredths of a pixel at most, and no zeros at the end. */
    static String number(double pixels) {
        long hundredths = Math.round(pixels * 100);
        String sign = hundredths < 0 ? "-" : "";
        long rest = Math.abs(hundredths);
        String whole = sign + rest / 100;
        if (rest % 100 == 0) {
            return whole;
        }
        return rest % 10 == 0 ? whole + "." + rest % 100 / 10 : whole + "." + rest % 100 / 10 + rest % 10;
    }

    /** How an ink is named in an attribute. */
    @FunctionalInterface
    private interface Naming {
        String attribute(Ink ink);
    }

    private static final class Writer implements Canvas {
        private final StringBuilder svg = new StringBuilder();
        private final Naming filling;
        private final Naming stroking;

        private Writer(Naming filling, Naming stroking) {
            this.filling = filling;
            this.stroking = stroking;
        }

        private void open(Picture picture, String attributes) {
            svg.append("<svg ")
                    .append(attributes)
                    .append(" viewBox=\"0 0 ")
                    .append(number(picture.width()))
                    .append(' ')
                    .append(number(picture.height()))
                    .append("\" role=\"img\" aria-label=\"")
                    .append(Markup.escape(picture.title()))
                    .append("\">\n");
        }

        private String close() {
            return svg.append("</svg>\n").toString();
        }

        @Override
        public void line(Shape.Line line) {
            svg.append("<line");
            place("x1", line.x1());
            place("y1", line.y1());
            place("x2", line.x2());
            place("y2", line.y2());
            ink(null, line.stroke());
            svg.append("/>\n");
        }

        @Override
        public void box(Shape.Box box) {
            svg.append("<rect");
            place("x", box.x());
            place("y", box.y());
            place("width", box.width());
            place("height", box.height());
            ink(box.fill(), box.edge());
            svg.append("/>\n");
        }

        @Override
        public void path(Shape.Path path) {
            svg.append(path.fill() == null ? "<polyline points=\"" : "<polygon points=\"");
            Points points = path.points();
            for (int i = 0; i < points.size(); i++) {
                svg.append(i == 0 ? "" : " ")
                        .append(number(points.x(i)))
                        .append(',')
                        .append(number(points.y(i)));
            }
            svg.append('"');
            if (path.stroke() != null) {
                svg.append(" stroke-linejoin=\"round\"");
            }
            ink(path.fill(), path.stroke());
            svg.append("/>\n");
        }

        @Override
        public void dot(Shape.Dot dot) {
            svg.append("<circle");
            place("cx", dot.x());
            place("cy", dot.y());
            place("r", dot.radius());
            ink(dot.fill(), null);
            svg.append("/>\n");
        }

        @Override
        public void text(Shape.Text text) {
            svg.append("<text");
            place("x", text.x());
            place("y", text.y());
            if (text.degrees() != 0) {
                svg.append(" transform=\"rotate(")
                        .append(number(text.degrees()))
                        .append(' ')
                        .append(number(text.x()))
                        .append(' ')
                        .append(number(text.y()))
                        .append(")\"");
            }
            switch (text.anchor()) {
                case START -> {}
                case MIDDLE -> svg.append(" text-anchor=\"middle\"");
                case END -> svg.append(" text-anchor=\"end\"");
            }
            place("font-size", text.lettering().size());
            if (text.lettering().bold()) {
                svg.append(" font-weight=\"600\"");
            }
            ink(text.ink(), null);
            svg.append('>').append(Markup.escape(text.text())).append("</text>\n");
        }

        private void place(String name, double value) {
            svg.append(' ').append(name).append("=\"").append(number(value)).append('"');
        }

        private void ink(@Nullable Ink fill, @Nullable Stroke stroke) {
            String filled = fill == null ? "fill=\"none\"" : filling.attribute(fill);
            if (stroke == null) {
                svg.append(' ').append(filled);
                return;
            }
            svg.append(' ').append(joined(filled, stroking.attribute(stroke.ink())));
            if (stroke.width() != 1) {
                place("stroke-width", stroke.width());
            }
            String pattern = stroke.dash().pattern();
            if (!pattern.isEmpty()) {
                svg.append(" stroke-dasharray=\"").append(pattern).append('"');
            }
        }

        /** An element has its classes in one attribute. */
        private static String joined(String fill, String stroke) {
            boolean both = fill.startsWith("class=") && stroke.startsWith("class=");
            return both
                    ? fill.substring(0, fill.length() - 1) + ' ' + stroke.substring("class=\"".length())
                    : fill + ' ' + stroke;
        }
    }
}
