package io.ichnite.app.task;

import io.ichnite.app.picture.HeatTable;
import io.ichnite.app.picture.Histogram;
import io.ichnite.app.picture.Lettering;
import io.ichnite.app.picture.NamedBars;
import io.ichnite.app.picture.Picture;
import io.ichnite.app.picture.Points;
import io.ichnite.app.picture.ShareCurves;
import io.ichnite.sample.Order;
import io.ichnite.stats.Apart;
import io.ichnite.stats.Contrast;
import io.ichnite.stats.LengthShare;
import io.ichnite.stats.OrderChange;
import io.ichnite.stats.Together;
import io.ichnite.stats.TraceStats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What traces are made of, as pictures.
 *
 * @param width in pixels
 * @param titled whether each says above itself what it is
 */
record StatsPictures(Stats stats, double width, boolean titled) {
    private static final double FILE_WIDTH = 680;
    private static final int MOST_APIS = 25;
    private static final Lettering LETTERS = Lettering.TEXT;

    static StatsPictures forFiles(Stats stats) {
        return new StatsPictures(stats, FILE_WIDTH, true);
    }

    /** All that there are, by the names that their files have. */
    Map<String, Picture> all() {
        Map<String, Picture> all = new LinkedHashMap<>();
        all.put("lengths", lengths());
        all.put("lengths-by-class", lengthsByClass());
        all.put("kept", kept());
        all.put("whole", whole());
        all.put("orders", orders());
        all.put("apis", apis());
        if (new StatsWords(counts()).compared()) {
            all.put("apart-apis", apart(counts().apart(), "APIs that set classes apart"));
            all.put("apart-pairs", apart(counts().pairsApart(), "Pairs of calls that set classes apart"));
        }
        return all;
    }

    private TraceStats counts() {
        return stats.counts();
    }

    private String title(String text) {
        return titled ? text : "";
    }

    Picture lengths() {
        List<Integer> lengths =
                IntStream.range(0, counts().files()).mapToObj(counts()::length).toList();
        return Histogram.of(title("Calls a file"), width, lengths, "calls a file", "files");
    }

    /** The share of files that are no longer than so many calls. */
    Picture lengthsByClass() {
        List<ShareCurves.Curve> curves = new ArrayList<>();
        if (counts().classes().size() > 1) {
            for (int family = 0; family < counts().classes().size(); family++) {
                int own = family;
                curves.add(new ShareCurves.Curve(
                        name(family),
                        distribution(file -> counts().classes().of(file) == own),
                        counts().classes().files(family)));
            }
        }
        return ShareCurves.of(
                title("Files with at most so many calls"),
                width,
                "calls",
                "share of the files",
                distribution(file -> true),
                curves,
                false);
    }

    private Points distribution(IntPredicate wanted) {
        int[] lengths = IntStream.range(0, counts().files())
                .filter(wanted)
                .map(counts()::length)
                .sorted()
                .toArray();
        double[] xs = new double[2 * lengths.length];
        double[] ys = new double[2 * lengths.length];
        int points = 0;
        for (int from = 0; from < lengths.length; ) {
            int to = from;
            while (to < lengths.length && lengths[to] == lengths[from]) {
                to++;
            }
            for (int count : new int[] {from, to}) {
                xs[points] = Math.max(1, lengths[from]);
                ys[points++] = (double) count / lengths.length;
            }
            from = to;
        }
        return Points.of(Arrays.copyOf(xs, points), Arrays.copyOf(ys, points));
    }

    /** The share of calls that a length keeps. */
    Picture kept() {
        return byLength("Calls that rows of a length keep", "share of the calls", LengthShare::shareKept);
    }

    /** The share of files that a length keeps whole. */
    Picture whole() {
        return byLength("Files that rows of a length keep whole", "share of the files", LengthShare::shareWhole);
    }

    private Picture byLength(String title, String measure, Function<LengthShare, Double> which) {
        List<ShareCurves.Curve> curves = new ArrayList<>();
        if (counts().classes().size() > 1) {
            for (int family = 0; family < counts().classes().size(); family++) {
                curves.add(new ShareCurves.Curve(
                        name(family),
                        points(counts().lengthShares(family), which),
                        counts().classes().files(family)));
            }
        }
        return ShareCurves.of(
                title(title),
                width,
                "length of a row, in calls",
                measure,
                points(counts().lengthShares(), which),
                curves,
                true);
    }

    private static Points points(List<LengthShare> shares, Function<LengthShare, Double> which) {
        return Points.of(
                shares.stream().mapToDouble(LengthShare::length).toArray(),
                shares.stream().mapToDouble(which::apply).toArray());
    }

    /** The share of places at which an order has another API than {@code arrival}. */
    Picture orders() {
        double calls = Math.max(1, counts().lengths().sum());
        List<NamedBars.Bar> bars = new ArrayList<>();
        for (OrderChange change : counts().orders()) {
            if (change.order() != Order.ARRIVAL) {
                double share = change.callsUnlikeArrival() / calls;
                bars.add(NamedBars.Bar.of(
                        change.order().word() + ": " + Told.count(change.filesUnlikeArrival(), "file") + " changed",
                        share,
                        Told.percent(share)));
            }
        }
        return NamedBars.of(
                title("What orders change"), width, 1, "share of places with another API than in arrival", bars);
    }

    /** The APIs with the most calls, and their share of each class's calls. */
    Picture apis() {
        List<Integer> columns = stats.shown(HeatTable.MOST_COLUMNS - 1);
        List<String> names = new ArrayList<>(List.of("all"));
        columns.forEach(family -> names.add(name(family)));
        List<HeatTable.Row> rows = new ArrayList<>();
        for (int api : StatsText.most(counts(), MOST_APIS)) {
            List<Double> shares = new ArrayList<>();
            shares.add((double) counts().apis().calls(api) / counts().lengths().sum());
            for (int family : columns) {
                double calls = counts().lengths(family).sum();
                shares.add(calls == 0 ? Double.NaN : counts().apis().calls(family, api) / calls);
            }
            rows.add(new HeatTable.Row(counts().apiNames().get(api), shares));
        }
        double darkest = rows.stream()
                .flatMap(row -> row.shares().stream())
                .filter(Double::isFinite)
                .mapToDouble(share -> share)
                .max()
                .orElse(1);
        return HeatTable.of(
                title("The APIs called most"), names, rows, "percent of a class's calls", Math.max(darkest, 0.01));
    }

    /** The first items of each class, and the share of each class's distinct sequences that hold them. */
    Picture apart(Contrast contrast, String title) {
        List<Integer> columns = stats.shown(HeatTable.MOST_COLUMNS);
        int each = Math.max(1, Math.min(5, 40 / columns.size()));
        StatsWords words = new StatsWords(counts());
        Set<Long> seen = new LinkedHashSet<>();
        List<HeatTable.Row> rows = new ArrayList<>();
        for (int family : columns) {
            for (Together together : stats.best(contrast, family, each)) {
                if (seen.add(together.first().sequences())) {
                    rows.add(new HeatTable.Row(fitted(words, together), shares(together.first(), columns)));
                }
            }
        }
        return HeatTable.of(
                title(title),
                columns.stream().map(this::name).toList(),
                rows,
                "percent of a class's distinct sequences that hold it",
                1);
    }

    /** Both names of a pair are to be read: each gives way where it is longer than its half. */
    private String fitted(StatsWords words, Together together) {
        Apart apart = together.first();
        if (apart.second() < 0) {
            return words.item(together);
        }
        String first = counts().apiNames().get(apart.first());
        String second = counts().apiNames().get(apart.second());
        String more = words.item(together).substring(words.item(apart).length());
        double room = HeatTable.LONGEST_ROW - 1 - LETTERS.width(" → ") - LETTERS.width(more);
        double left = Math.min(LETTERS.width(first), Math.max(room / 2, room - LETTERS.width(second)));
        return LETTERS.fit(first, left) + " → " + LETTERS.fit(second, room - left) + more;
    }

    private List<Double> shares(Apart apart, List<Integer> columns) {
        List<Double> shares = new ArrayList<>();
        for (int family : columns) {
            double all = counts().sequences(family);
            shares.add(all == 0 ? Double.NaN : count(apart, family) / all);
        }
        return shares;
    }

    private int count(Apart apart, int family) {
        return apart.second() < 0
                ? counts().apis().sequences(family, apart.first())
                : counts().pairSequences(family, apart.first(), apart.second());
    }

    private String name(int family) {
        return counts().classes().names().get(family);
    }
}
