package io.ichnite.app.picture;

import io.ichnite.app.picture.Shape.Anchor;
import java.util.List;
import java.util.Locale;

/** A field with a column a bucket: its name below, how many rows it has above. */
final class BucketFrame {
    private static final Lettering LETTERS = Lettering.TEXT;
    private static final Lettering SMALL = Lettering.SMALL;
    private static final double HEIGHT = 250;
    private static final double LONGEST = 90;

    private final Frame frame;
    private final int columns;

    private BucketFrame(Frame frame, int columns) {
        this.frame = frame;
        this.columns = columns;
    }

    /** Draws what is around the field. */
    static BucketFrame draw(Sheet sheet, String title, double width, List<BucketColumn> columns, Axis up) {
        double top = sheet.title(title, width) + 22;
        Scale scale = Scale.linear(0, Math.max(1, columns.size()));
        Frame frame = Frame.within(width, top, HEIGHT, new Axis(scale, List.of(), "first seen"), up);
        frame.draw(sheet);
        names(sheet, frame, columns, width);
        double clear = frame.left() - 6;
        sheet.text("rows", clear - 2, top - 8, Anchor.END, SMALL, Ink.MUTED);
        for (int i = 0; i < columns.size(); i++) {
            String rows = String.format(Locale.ROOT, "%,d", columns.get(i).rows());
            double x = frame.x(i + 0.5);
            double half = SMALL.width(rows) / 2;
            if (x - half >= clear && x + half <= width - 2) {
                sheet.text(rows, x, top - 8, Anchor.MIDDLE, SMALL, Ink.MUTED);
                clear = x + half + 4;
            }
        }
        return new BucketFrame(frame, columns.size());
    }

    /** Names get as much room as a column; where that is little, smaller letters; where it is less, some have none. */
    private static void names(Sheet sheet, Frame frame, List<BucketColumn> columns, double width) {
        double room = (frame.right() - frame.left()) / Math.max(1, columns.size()) - 4;
        boolean fit = columns.stream().allMatch(column -> LETTERS.width(column.name()) <= room);
        Lettering letters = fit ? LETTERS : SMALL;
        double clear = 0;
        for (int i = 0; i < columns.size(); i++) {
            String name = letters.fit(columns.get(i).name(), LONGEST);
            double x = frame.x(i + 0.5);
            double half = letters.width(name) / 2;
            if (x - half >= clear && x + half <= width) {
                sheet.line(Frame.half(x), frame.bottom(), Frame.half(x), frame.bottom() + 5, Stroke.thin(Ink.MUTED));
                sheet.text(name, x, frame.bottom() + 19, Anchor.MIDDLE, letters, Ink.MUTED);
                clear = x + half + 3;
            }
        }
    }

    Frame frame() {
        return frame;
    }

    /** The middle of a column, moved by a part of its width. */
    double x(int column, double aside) {
        return frame.x(column + 0.5 + aside);
    }

    /** How wide a column's drawing may be. */
    double room() {
        return (frame.right() - frame.left()) / Math.max(1, columns);
    }
}
