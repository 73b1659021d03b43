package io.ichnite.app.picture;

import io.ichnite.app.picture.Shape.Anchor;
import io.ichnite.app.picture.Stroke.Dash;
import java.util.List;

/**
 * Whether a probability means what it says: of the answers given with a certain confidence, how many were right. On the
 * diagonal both agree; below it the model is surer than it should be. Underneath, how many answers there were.
 */
public final class ReliabilityDiagram {
    private static final double STRIP = 66;
    private static final double GAP = 26;

    private ReliabilityDiagram() {}

    /**
     * The answers whose confidence lies in one interval.
     *
     * @param low lower end, from 0
     * @param high upper end, to 1
     * @param confidence mean of the answers' probabilities; not looked at where there is none
     * @param accuracy share of the answers that were right; not looked at where there is none
     * @param count answers
     */
    public record Bin(double low, double high, double confidence, double accuracy, int count) {}

    /**
     * Draws them.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param note one line of summary, as the expected calibration error; none if empty
     */
    public static Picture of(String title, double width, String note, List<Bin> bins) {
        Sheet sheet = new Sheet();
        double top = sheet.title(title, width) + (note.isEmpty() ? 0 : 22);
        Axis up = Axis.between(0, 1, 5, "share that was right");
        Axis across = Axis.between(0, 1, 5, "confidence (probability of the answer)");
        int most = bins.stream().mapToInt(Bin::count).max().orElse(0);
        Axis counts = Axis.over(0, Math.max(1, most), 2, "answers");
        double side = Math.min(300, width - 80);
        // one left edge for both fields: the wider labels decide
        double left = Math.max(
                Frame.within(width, 0, 1, across, up).left(),
                Frame.within(width, 0, 1, across, counts).left());
        double right = Frame.within(width, 0, 1, across, up).right();
        Frame frame = new Frame(left, top, right, top + side, new Axis(across.scale(), List.of(), ""), up);
        Frame strip = new Frame(left, frame.bottom() + GAP, right, frame.bottom() + GAP + STRIP, across, counts);
        frame.draw(sheet);
        strip.draw(sheet);
        if (!note.isEmpty()) {
            sheet.text(Lettering.TEXT.fit(note, right - left), left, top - 10, Anchor.START, Lettering.TEXT, Ink.MUTED);
        }
        for (Bin bin : bins) {
            if (bin.count() == 0) {
                continue;
            }
            double x = frame.x(bin.low()) + 1;
            double wide = Math.max(1, frame.x(bin.high()) - frame.x(bin.low()) - 2);
            double y = frame.y(bin.accuracy());
            sheet.add(new Shape.Box(x, y, wide, frame.bottom() - y, Ink.heat(0.35), null));
            double tall = strip.y(bin.count());
            sheet.add(new Shape.Box(x, tall, wide, strip.bottom() - tall, Ink.series(0), null));
        }
        sheet.line(frame.x(0), frame.y(0), frame.x(1), frame.y(1), new Stroke(Ink.MUTED, 1.5, Dash.SHORT));
        double[] xs = bins.stream()
                .filter(bin -> bin.count() > 0)
                .mapToDouble(Bin::confidence)
                .toArray();
        double[] ys = bins.stream()
                .filter(bin -> bin.count() > 0)
                .mapToDouble(Bin::accuracy)
                .toArray();
        frame.plot(sheet, Points.of(xs, ys), Stroke.series(0));
        for (int i = 0; i < xs.length; i++) {
            sheet.add(new Shape.Dot(frame.x(xs[i]), frame.y(ys[i]), 4, Ink.series(0)));
        }
        Legend legend = new Legend(
                List.of(
                        new Legend.Entry("the model", Stroke.series(0)),
                        new Legend.Entry("as sure as right", new Stroke(Ink.MUTED, 1.5, Dash.SHORT))),
                width);
        double below = strip.bottom() + Frame.BELOW;
        legend.draw(sheet, below);
        return sheet.picture(title.isEmpty() ? "reliability diagram" : title, width, below + legend.height());
    }
}
