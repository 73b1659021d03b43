package io.ichnite.app.picture;

import io.ichnite.app.picture.Shape.Anchor;
import io.ichnite.app.picture.Stroke.Dash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/** A measure by epoch: of training, and of validation where there is one. */
public final class EpochCurves {
    /** Points get a dot each as long as there are no more of them. */
    private static final int DOTTED = 40;

    private static final int MOST_LOWERED = 40;
    private static final double HEIGHT = 250;
    /** Of a line of words above the field. */
    private static final double ROW = 18;

    private static final Lettering LETTERS = Lettering.TEXT;

    private EpochCurves() {}

    /** What is measured. */
    public enum Measure {
        /** Cross-entropy in nats. */
        LOSS("loss (mean cross-entropy, nats)"),
        /** From 0 to 1. */
        ACCURACY("accuracy (share answered right)");

        private final String title;

        Measure(String title) {
            this.title = title;
        }
    }

    /**
     * Epochs worth marking, from 1.
     *
     * @param kept whose weights were kept; 0 if not known
     * @param overfitting from which on validation only gets worse; 0 if not known or none
     * @param lowered the first epochs at a lower learning rate
     */
    public record Marks(int kept, int overfitting, List<Integer> lowered) {
        public Marks {
            lowered = List.copyOf(lowered);
        }

        public static Marks none() {
            return new Marks(0, 0, List.of());
        }
    }

    /**
     * Draws both.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param training an entry an epoch, from the first; NaN leaves a gap
     * @param validation the same; all NaN, or empty, where nothing was validated
     */
    public static Picture of(
            String title, double width, Measure measure, List<Double> training, List<Double> validation, Marks marks) {
        Sheet sheet = new Sheet();
        int epochs = Math.max(training.size(), validation.size());
        Axis up = measure == Measure.ACCURACY
                ? Axis.between(0, 1, 5, measure.title)
                : lossAxis(training, validation, measure.title);
        Axis across = Axis.counting(1, epochs, (int) (width / 45), "epoch");

        List<Named> named = new ArrayList<>();
        if (marks.kept() > 0 && marks.kept() <= epochs) {
            named.add(new Named("kept: epoch " + marks.kept(), marks.kept(), Dash.SOLID));
        }
        if (marks.overfitting() > 0 && marks.overfitting() <= epochs) {
            named.add(new Named("overfits from epoch " + marks.overfitting(), marks.overfitting(), Dash.SHORT));
        }
        double top = sheet.title(title, width) + ROW * named.size() + 4;
        Frame frame = Frame.within(width, top, HEIGHT, across, up);
        frame.draw(sheet);

        List<Legend.Entry> entries = new ArrayList<>();
        Stroke lowering = new Stroke(Ink.MUTED, 1, Dash.DOTTED);
        List<Integer> lowered = marks.lowered().stream()
                .filter(epoch -> epoch >= 1 && epoch <= epochs)
                .limit(MOST_LOWERED)
                .toList();
        for (int epoch : lowered) {
            double x = Frame.half(frame.x(epoch));
            sheet.line(x, frame.top(), x, frame.bottom(), lowering);
        }
        name(sheet, frame, named);
        curve(sheet, frame, training, Stroke.series(0));
        entries.add(new Legend.Entry("training", Stroke.series(0)));
        if (validation.stream().anyMatch(Double::isFinite)) {
            curve(sheet, frame, validation, Stroke.series(1));
            entries.add(new Legend.Entry("validation", Stroke.series(1)));
        }
        if (!lowered.isEmpty()) {
            entries.add(new Legend.Entry("learning rate lowered", lowering));
        }
        Legend legend = new Legend(entries, width);
        double below = frame.bottom() + Frame.BELOW;
        legend.draw(sheet, below);
        return sheet.picture(title.isEmpty() ? measure.title + " by epoch" : title, width, below + legend.height());
    }

    /** From 0 on, unless that would press the curves into the upper part. */
    private static Axis lossAxis(List<Double> training, List<Double> validation, String title) {
        double[] known = DoubleStream.concat(
                        training.stream().mapToDouble(v -> v),
                        validation.stream().mapToDouble(v -> v))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (known.length == 0) {
            return Axis.over(0, 1, 5, title);
        }
        double low = known[0];
        double high = known[known.length - 1];
        return Axis.over(low >= 0 && low < 0.6 * high ? 0 : low, high, 5, title);
    }

    private static void curve(Sheet sheet, Frame frame, List<Double> values, Stroke stroke) {
        double[] epochs = new double[values.size()];
        double[] heights = new double[values.size()];
        for (int i = 0; i < epochs.length; i++) {
            epochs[i] = i + 1.0;
            heights[i] = values.get(i);
        }
        frame.plot(sheet, Points.of(epochs, heights), stroke);
        for (int i = 0; i < epochs.length && epochs.length <= DOTTED; i++) {
            if (Double.isFinite(heights[i])) {
                sheet.add(new Shape.Dot(frame.x(epochs[i]), frame.y(heights[i]), 3, stroke.ink()));
            }
        }
    }

    /** An epoch that has a line of its own, up to its words. */
    private record Named(String words, int epoch, Dash dash) {}

    /**
     * Each in a row of its own above the field, so that no line goes through words: to the right of the lines, the left one's
     * above; or, where the last has no room there, to the left of them, the right one's above.
     *
     * @param named at most two
     */
    private static void name(Sheet sheet, Frame frame, List<Named> named) {
        if (named.isEmpty()) {
            return;
        }
        List<Named> sorted =
                named.stream().sorted(Comparator.comparingInt(Named::epoch)).toList();
        boolean right = sorted.stream()
                .allMatch(each -> frame.x(each.epoch()) + LETTERS.width(each.words()) + 6 <= frame.right());
        for (int i = 0; i < sorted.size(); i++) {
            Named each = sorted.get(i);
            int rowsBelow = right ? sorted.size() - 1 - i : i;
            double x = Frame.half(frame.x(each.epoch()));
            double y = frame.top() - 6 - ROW * rowsBelow;
            sheet.line(x, y - 9, x, frame.bottom(), new Stroke(Ink.TEXT, 1, each.dash()));
            boolean behind = right || x - LETTERS.width(each.words()) - 6 < 0;
            sheet.text(each.words(), behind ? x + 5 : x - 5, y, behind ? Anchor.START : Anchor.END, LETTERS, Ink.TEXT);
        }
    }
}
