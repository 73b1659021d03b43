package io.ichnite.app.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

/** Whatever the numbers and names, a chart is well-formed, of bounded size, and stays inside its frame. */
class ChartsTest {
    private static final String EVIL =
            "<script>alert(\"1\")</script>&'\u0000\u202E]]>" + "<img src=x onerror=y>".repeat(500);

    static Stream<Arguments> charts() {
        List<Arguments> charts = new ArrayList<>();
        for (double width : new double[] {300, 640}) {
            curves(charts, width);
            buckets(charts, width);
            classes(charts, width);
        }
        for (int classes : new int[] {0, 1, 2, 10, 11, 40, 41, 300}) {
            add(charts, "confusion of " + classes, confusion(classes, 3));
        }
        add(charts, "confusion of huge counts", confusion(12, Integer.MAX_VALUE));
        add(charts, "confusion of nothing", confusion(5, 0));
        return charts.stream();
    }

    private static void add(List<Arguments> charts, String name, Picture picture) {
        charts.add(Arguments.of(Named.of(name + ", " + picture.width(), picture)));
    }

    private static void curves(List<Arguments> charts, double width) {
        double nan = Double.NaN;
        List<List<Double>> runs = List.of(
                List.of(),
                List.of(2.0),
                List.of(nan),
                List.of(2.0, 2.0, 2.0),
                List.of(0.0, 0.0),
                List.of(2.0, nan, 1.0),
                List.of(1e308, -1e308, Double.POSITIVE_INFINITY, 4.9e-324),
                Collections.nCopies(500, 1.5),
                IntStream.range(0, 100_000).mapToObj(i -> Math.sin(i) + 2).toList());
        EpochCurves.Marks marks =
                new EpochCurves.Marks(2, 3, IntStream.range(-5, 5000).boxed().toList());
        for (EpochCurves.Measure measure : EpochCurves.Measure.values()) {
            for (int i = 0; i < runs.size(); i++) {
                add(charts, measure + " " + i, EpochCurves.of(EVIL, width, measure, runs.get(i), List.of(), marks));
                add(
                        charts,
                        measure + " both " + i,
                        EpochCurves.of("", width, measure, runs.get(i), runs.get(i), EpochCurves.Marks.none()));
            }
        }
    }

    private static void buckets(List<Arguments> charts, double width) {
        for (int count : new int[] {0, 1, 7, 300}) {
            List<BucketColumn> columns = IntStream.range(0, count)
                    .mapToObj(i -> new BucketColumn(i % 2 == 0 ? EVIL : "2018-Q" + i, i * 100_000_000 + i))
                    .toList();
            List<BucketCurves.Point> points = IntStream.range(0, count)
                    .mapToObj(i -> i % 3 == 2
                            ? new BucketCurves.Point(Double.NaN, Double.NaN, Double.NaN)
                            : new BucketCurves.Point(i % 3, i % 2 == 0 ? Double.NaN : 0, 1))
                    .toList();
            add(
                    charts,
                    "shares over " + count,
                    BucketCurves.of(
                            EVIL,
                            width,
                            EVIL,
                            columns,
                            List.of(new BucketCurves.Curve(EVIL, points), new BucketCurves.Curve("b", points))));
            add(charts, "no share over " + count, BucketCurves.of("", width, "x", columns, List.of()));
            for (double far : new double[] {0, 1, 1e11, 1e308}) {
                List<List<Double>> quantiles = IntStream.range(0, count)
                        .mapToObj(i -> i % 4 == 3
                                ? List.<Double>of()
                                : List.of(-far * i, -far * i + 1, 2.0, far * i + 3, far * i + 4))
                        .toList();
                add(charts, "boxes " + far + " of " + count, BucketBoxes.of(EVIL, width, EVIL, columns, quantiles));
            }
            for (int classes : new int[] {0, 1, 8, 9, 50}) {
                List<String> names = Collections.nCopies(classes, EVIL);
                List<List<Integer>> counts = IntStream.range(0, count)
                        .mapToObj(i -> IntStream.range(0, classes)
                                .mapToObj(c -> i % 3 == 0 ? 0 : c * 100_000_000)
                                .toList())
                        .toList();
                add(
                        charts,
                        "mix of " + classes + " over " + count,
                        BucketShares.of(EVIL, width, EVIL, columns, names, counts));
            }
        }
        double[][] scores = {
            {}, {1}, {2, 2, 2}, {-1e11, -1, 0, 3}, {1e308, -1e308, Double.NaN, Double.POSITIVE_INFINITY}
        };
        for (int i = 0; i < scores.length; i++) {
            ScoreHistograms.Series known = ScoreHistograms.Series.of(EVIL, scores[i]);
            add(charts, "scores alone " + i, ScoreHistograms.of("", width, "x", List.of(known)));
            for (double[] other : scores) {
                add(
                        charts,
                        "scores " + i,
                        ScoreHistograms.of(EVIL, width, EVIL, List.of(known, ScoreHistograms.Series.of("new", other))));
            }
        }
        add(charts, "no scores", ScoreHistograms.of(EVIL, width, EVIL, List.of()));
    }

    private static void classes(List<Arguments> charts, double width) {
        for (int count : new int[] {0, 1, 8, 9, 60}) {
            List<NamedCurve> curves = IntStream.range(0, count)
                    .mapToObj(i -> new NamedCurve(EVIL + i, i == 3 ? Double.NaN : i / 60.0, stairs(i * 700)))
                    .toList();
            NamedCurve mean = new NamedCurve("mean", 0.5, stairs(20));
            add(charts, "ROC of " + count, RocCurves.of(EVIL, width, mean, curves));
            add(charts, "logarithmic ROC of " + count, RocCurves.logarithmic("", width, 1e-3, null, curves));
            add(charts, "precision of " + count, PrecisionRecallCurves.of("", width, mean, curves));
            List<NamedBars.Bar> bars = IntStream.range(0, count)
                    .mapToObj(i -> new NamedBars.Bar(EVIL, i / 10.0 - 1, -5, 1e9, "label " + i, i))
                    .toList();
            add(charts, "bars of " + count, NamedBars.of(EVIL, width, Double.NaN, "x", bars));
            add(charts, "bars up to 1 of " + count, NamedBars.of("", width, 1, EVIL, bars));
        }
        add(
                charts,
                "bar of no number",
                NamedBars.of("", width, 1, "x", List.of(NamedBars.Bar.of("a", Double.NaN, "-"))));
        for (double few : new double[] {0, 1e-12, 1, Double.NaN}) {
            add(charts, "few " + few, RocCurves.logarithmic("", width, few, null, List.of()));
        }
        List<ReliabilityDiagram.Bin> bins = IntStream.range(0, 15)
                .mapToObj(i -> new ReliabilityDiagram.Bin(
                        i / 15.0,
                        (i + 1) / 15.0,
                        i % 3 == 0 ? Double.NaN : i / 15.0,
                        i % 3 == 0 ? Double.NaN : 1,
                        i % 3 == 0 ? 0 : Integer.MAX_VALUE))
                .toList();
        add(charts, "calibration", ReliabilityDiagram.of(EVIL, width, EVIL, bins));
        add(charts, "calibration of nothing", ReliabilityDiagram.of("", width, "", List.of()));
        add(charts, "sizes of none", Histogram.of(EVIL, width, List.of(), EVIL, EVIL));
        add(charts, "sizes", Histogram.of("", width, List.of(0, 1, 9, 10, Integer.MAX_VALUE), "calls", "runs"));
        for (int count : new int[] {0, 1, 8, 9, 300}) {
            List<ShareCurves.Curve> curves = IntStream.range(0, count)
                    .mapToObj(i -> new ShareCurves.Curve(i % 2 == 0 ? EVIL : "c" + i, sizes(i), i))
                    .toList();
            add(charts, "shares of " + count, ShareCurves.of(EVIL, width, EVIL, EVIL, sizes(count), curves, true));
            add(charts, "more of " + count, ShareCurves.of("", width, "x", "y", sizes(5000), curves, false));
        }
        for (int columns : new int[] {0, 1, 13, HeatTable.MOST_COLUMNS}) {
            List<Double> shares = IntStream.range(0, columns)
                    .mapToObj(i -> i % 3 == 0 ? Double.NaN : i / 40.0)
                    .toList();
            List<HeatTable.Row> rows = IntStream.range(0, columns * 3)
                    .mapToObj(i -> new HeatTable.Row(i % 2 == 0 ? EVIL : "r" + i, shares))
                    .toList();
            add(
                    charts,
                    "heat of " + columns,
                    HeatTable.of(width > 400 ? EVIL : "", Collections.nCopies(columns, EVIL), rows, EVIL, 0.5));
        }
        for (int count : new int[] {0, 1, 9, 80}) {
            List<StackedBars.Bar> stacks = IntStream.range(0, count)
                    .mapToObj(i -> new StackedBars.Bar(EVIL, List.of(i % 3 == 0 ? 0 : Integer.MAX_VALUE, 0, i % 3)))
                    .toList();
            add(charts, "stacks of " + count, StackedBars.of(EVIL, width, EVIL, List.of(EVIL, "b", "c"), stacks));
            List<Differences.Row> rows = IntStream.range(0, count)
                    .mapToObj(i -> new Differences.Row(
                            EVIL, i % 4 == 3 ? Double.NaN : i - 2, i % 2 == 0 ? Double.NaN : i - 3.0, i - 1.0))
                    .toList();
            add(charts, "differences of " + count, Differences.of("", width, EVIL, "b", rows));
            List<TwoOpinions.Group> groups = IntStream.range(0, count)
                    .mapToObj(i -> new TwoOpinions.Group(EVIL, sizes(i * 300)))
                    .toList();
            add(charts, "opinions of " + count, TwoOpinions.of(EVIL, width, EVIL, EVIL, groups));
        }
        add(charts, "no difference", Differences.of(EVIL, width, "a", "b", List.of(new Differences.Row("x", 0, 0, 0))));
        add(charts, "one size", Histogram.of("", width, List.of(7, 7), "calls", "runs"));
    }

    /** Sizes from 0 to far, and shares; some are none. */
    private static Points sizes(int count) {
        return Points.of(
                IntStream.range(0, count)
                        .mapToDouble(i -> i == count - 1 ? 2e9 : i)
                        .toArray(),
                IntStream.range(0, count)
                        .mapToDouble(i -> i % 7 == 3 ? Double.NaN : (double) i / count)
                        .toArray());
    }

    private static Points stairs(int size) {
        double[] xs = new double[size];
        double[] ys = new double[size];
        for (int i = 0; i < size; i++) {
            xs[i] = i / 2 / (double) size * 2;
            ys[i] = (i + 1) / 2 / (double) size * 2;
        }
        return Points.of(xs, ys);
    }

    private static Picture confusion(int classes, int most) {
        List<String> names = IntStream.range(0, classes)
                .mapToObj(i -> i % 2 == 0 ? EVIL : "c" + i)
                .toList();
        List<List<Integer>> counts = IntStream.range(0, classes)
                .mapToObj(t -> IntStream.range(0, classes)
                        .mapToObj(p -> (t + p) % 3 == 0 ? most : 0)
                        .toList())
                .toList();
        return ConfusionMatrix.of(classes % 2 == 0 ? EVIL : "", names, counts);
    }

    @ParameterizedTest
    @MethodSource("charts")
    void staysInsideItsFrame(Picture picture) {
        Extent.check(picture);
    }

    @ParameterizedTest
    @MethodSource("charts")
    void isWellFormedAndSmall(Picture picture) throws Exception {
        String svg = SvgDocument.written(picture);
        Document parsed = SvgDocument.parsed(svg);
        assertEquals(0, parsed.getElementsByTagName("script").getLength());
        assertEquals(0, parsed.getElementsByTagName("img").getLength());
        assertFalse(svg.contains("<script") || svg.contains("NaN") || svg.contains("Infinity"));
        assertTrue(svg.length() < 300_000, "length " + svg.length());
        assertEquals(svg, SvgDocument.written(picture), "the same bytes again");
        SvgDocument.parsed(SvgPicture.inline(picture));
    }

    /** Drawing takes longer than checking. */
    static Stream<Arguments> some() {
        List<Arguments> charts = charts().toList();
        return IntStream.range(0, charts.size()).filter(i -> i % 8 == 0).mapToObj(charts::get);
    }

    @ParameterizedTest
    @MethodSource("some")
    void isDrawnAsPixels(Picture picture) throws Exception {
        if (PngPicture.unavailable() == null) {
            assertTrue(PngPicture.bytes(picture).length > 1000);
        }
    }
}
