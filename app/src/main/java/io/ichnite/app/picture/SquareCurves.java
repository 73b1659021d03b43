package io.ichnite.app.picture;

import io.ichnite.app.picture.Stroke.Dash;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Curves of classes between 0 and 1, with their scores in the legend. */
final class SquareCurves {
    /** Of all classes together: above the colours. */
    private static final Stroke MEAN = new Stroke(Ink.TEXT, 3, Dash.SOLID);

    private SquareCurves() {}

    /** What lies between two points of a curve. */
    enum Between {
        /** A straight line. */
        LINE,
        /** A step at the height of the point to the left: what is surely had. */
        LEFT,
        /** A step at the height of the point to the right. */
        RIGHT
    }

    static Picture draw(
            String spoken,
            String title,
            double width,
            Axis across,
            String up,
            String score,
            Between between,
            boolean guessing,
            CurveChoice curves) {
        Sheet sheet = new Sheet();
        double top = sheet.title(title, width) + 4;
        Frame frame = Frame.within(width, top, Math.min(380, width - 60), across, Axis.between(0, 1, 5, up));
        frame.draw(sheet);
        List<Legend.Entry> entries = new ArrayList<>();
        if (guessing) {
            Stroke guess = new Stroke(Ink.GRID, 1.5, Dash.SOLID);
            frame.plot(sheet, diagonal(across.scale()), guess);
        }
        int number = 0;
        for (NamedCurve curve : curves.drawn()) {
            Stroke stroke = curve.equals(curves.mean()) ? MEAN : Stroke.series(number++);
            frame.plot(sheet, between == Between.LINE ? curve.points() : steps(curve.points(), between), stroke);
            entries.add(new Legend.Entry(named(curve, score), stroke));
        }
        if (curves.left() > 0) {
            entries.add(new Legend.Entry(
                    curves.left() + " classes between them not drawn", new Stroke(Ink.GRID, 1, Dash.DOTTED)));
        }
        Legend legend = new Legend(entries, width);
        double below = frame.bottom() + Frame.BELOW;
        legend.draw(sheet, below);
        return sheet.picture(spoken, width, below + legend.height());
    }

    private static String named(NamedCurve curve, String score) {
        String worth = Double.isFinite(curve.score())
                ? String.format(Locale.ROOT, "%s %.3f", score, curve.score())
                : "no " + score;
        return Lettering.TEXT.fit(curve.name(), 130) + " · " + worth;
    }

    /** Straight where both axes are alike, bent where one is logarithmic. */
    private static Points diagonal(Scale scale) {
        int steps = scale.logarithmic() ? 60 : 1;
        double[] both = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            double share = (double) i / steps;
            both[i] = scale.logarithmic()
                    ? scale.low() * StrictMath.pow(scale.high() / scale.low(), share)
                    : scale.low() + share * (scale.high() - scale.low());
        }
        return Points.of(both, both);
    }

    private static Points steps(Points points, Between between) {
        int size = points.size();
        double[] xs = new double[Math.max(0, 2 * size - 1)];
        double[] ys = new double[xs.length];
        for (int i = 0; i < size; i++) {
            xs[2 * i] = points.x(i);
            ys[2 * i] = points.y(i);
            if (i + 1 < size) {
                xs[2 * i + 1] = points.x(between == Between.LEFT ? i + 1 : i);
                ys[2 * i + 1] = points.y(between == Between.LEFT ? i : i + 1);
            }
        }
        return Points.of(xs, ys);
    }
}
