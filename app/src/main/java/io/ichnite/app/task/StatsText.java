package io.ichnite.app.task;

import io.ichnite.app.show.Table;
import io.ichnite.ingest.Shown;
import io.ichnite.stats.Apart;
import io.ichnite.stats.Contrast;
import io.ichnite.stats.LengthShare;
import io.ichnite.stats.OrderChange;
import io.ichnite.stats.Spread;
import io.ichnite.stats.Together;
import io.ichnite.stats.TraceClasses;
import io.ichnite.stats.TraceStats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What traces are made of, as text for a terminal. */
final class StatsText {
    private static final int MOST_CLASSES = 20;
    private static final int MOST_LENGTHS = 12;

    private final Stats stats;
    private final TraceStats counts;
    private final StatsWords words;
    private final List<Integer> shown;

    StatsText(Stats stats) {
        this.stats = stats;
        counts = stats.counts();
        words = new StatsWords(counts);
        shown = stats.shown(MOST_CLASSES);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(Shown.plain(stats.name())).append(": ").append(headline()).append('\n');
        words.classes().forEach(line -> text.append(line).append('\n'));
        if (counts.files() == 0) {
            return text.toString();
        }
        text.append('\n').append(classes());
        text.append('\n').append(lengths());
        text.append('\n').append(orders());
        text.append('\n').append(common());
        if (words.compared()) {
            text.append('\n').append(apart("API", counts.apart(), "APIs"));
            words.cut().forEach(line -> text.append('\n').append(line).append('\n'));
            text.append('\n')
                    .append(apart(
                            "pair of calls in a row, order "
                                    + counts.plan().order().word(),
                            counts.pairsApart(),
                            "pairs"));
            text.append('\n').append(StatsWords.METHOD).append('\n');
        } else {
            text.append('\n').append(words.uncompared()).append('\n');
        }
        return text.toString();
    }

    private String headline() {
        return Told.count(counts.files(), "file") + ", "
                + Told.count(counts.lengths().sum(), "call") + ", "
                + Told.count(counts.apiNames().size(), "API") + ", "
                + Told.count(counts.classes().size()) + (counts.classes().size() == 1 ? " class" : " classes") + ", "
                + Told.count(counts.sequences(), "distinct sequence") + " in the order "
                + counts.plan().order().word();
    }

    private String left() {
        int left = counts.classes().size() - shown.size();
        return left == 0 ? "" : "… and " + Told.count(left) + " classes with fewer files: -o DIR has all\n";
    }

    private String name(int family) {
        return Shown.plain(counts.classes().names().get(family));
    }

    private String classes() {
        Table table = new Table(
                "class",
                "files",
                "distinct",
                "calls",
                "APIs",
                "calls a file: 10 %",
                "median",
                "90 %",
                "most",
                "APIs a file",
                "threads a file",
                "most");
        for (int family : shown) {
            table.row(row(
                    name(family),
                    counts.sequences(family),
                    counts.apis().distinct(family),
                    counts.lengths(family),
                    counts.distinctApisOf(family),
                    counts.threadsOf(family)));
        }
        TraceClasses classes = counts.classes();
        if (classes.unlabelled() > 0 && classes.size() > 0) {
            table.row(row(
                    "(no label)",
                    counts.sequences(classes.size()),
                    counts.apis().distinct(classes.size()),
                    counts.lengths(-1),
                    counts.distinctApisOf(-1),
                    counts.threadsOf(-1)));
        }
        table.row(row(
                "(all)",
                counts.sequences(),
                counts.apiNames().size(),
                counts.lengths(),
                counts.distinctApis(),
                counts.threads()));
        return table.text() + left() + "APIs and threads a file: medians.\n";
    }

    private static List<String> row(
            String name, int sequences, int distinct, Spread lengths, Spread apis, Spread threads) {
        return List.of(
                name,
                Told.count(lengths.count()),
                Told.count(sequences),
                Told.count(lengths.sum()),
                Told.count(distinct),
                whole(lengths.p10()),
                whole(lengths.median()),
                whole(lengths.p90()),
                whole(lengths.most()),
                whole(apis.median()),
                whole(threads.median()),
                whole(threads.most()));
    }

    static String whole(double number) {
        return Double.isNaN(number) ? "–" : Told.count(Math.round(number));
    }

    private String lengths() {
        int columns = Math.min(MOST_LENGTHS, counts.plan().lengths().size());
        List<String> header = new ArrayList<>(List.of("what a length keeps"));
        counts.plan().lengths().subList(0, columns).forEach(length -> header.add(Told.count(length)));
        Table table = new Table(header.toArray(new String[0]));
        table.row(shares("files whole", counts.lengthShares(), columns, LengthShare::shareWhole));
        table.row(shares("calls kept", counts.lengthShares(), columns, LengthShare::shareKept));
        if (counts.classes().size() > 1) {
            for (int family : shown) {
                table.row(shares(
                        "  calls, " + name(family), counts.lengthShares(family), columns, LengthShare::shareKept));
            }
        }
        StringBuilder text = new StringBuilder(table.text());
        words.lengths().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static List<String> shares(
            String name, List<LengthShare> shares, int columns, Function<LengthShare, Double> which) {
        List<String> row = new ArrayList<>(List.of(name));
        shares.subList(0, columns).forEach(share -> row.add(Told.percent(which.apply(share))));
        return row;
    }

    private String orders() {
        Table table = new Table(
                "order", "files unlike tid", "calls elsewhere", "files unlike arrival", "calls elsewhere", "mean turn");
        long calls = Math.max(1, counts.lengths().sum());
        for (OrderChange change : counts.orders()) {
            table.row(
                    change.order().word(),
                    Told.count(change.filesUnlikeTid()),
                    Told.percent((double) change.callsUnlikeTid() / calls),
                    Told.count(change.filesUnlikeArrival()),
                    Told.percent((double) change.callsUnlikeArrival() / calls),
                    StatsWords.calls(change.meanTurn()));
        }
        StringBuilder text = new StringBuilder(table.text());
        text.append("Elsewhere: places at which another API stands. Mean turn: calls of a thread before another takes"
                + " over, in files of several threads.\n");
        words.orders().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private String common() {
        Table table = new Table("API, by calls", "calls", "of all", "files", "of all");
        long calls = Math.max(1, counts.lengths().sum());
        for (int api : most(counts, stats.top())) {
            table.row(
                    counts.apiNames().get(api),
                    Told.count(counts.apis().calls(api)),
                    Told.percent((double) counts.apis().calls(api) / calls),
                    Told.count(counts.apis().files(api)),
                    Told.percent((double) counts.apis().files(api) / counts.files()));
        }
        return table.text();
    }

    /** The APIs with the most calls, the first of equal ones by name. */
    static List<Integer> most(TraceStats counts, int count) {
        return IntStream.range(0, counts.apiNames().size())
                .boxed()
                .sorted(Comparator.comparingLong(api -> -counts.apis().calls(api)))
                .limit(count)
                .toList();
    }

    private String apart(String what, Contrast contrast, String items) {
        Table table = new Table("class", what, "here", "elsewhere", "odds ratio", "q");
        for (int family : shown) {
            String name = name(family);
            for (Together together : stats.best(contrast, family, stats.top())) {
                Apart apart = together.first();
                table.row(
                        name,
                        words.item(together),
                        Told.percent(apart.shareHere()),
                        Told.percent(apart.shareElsewhere()),
                        StatsWords.ratio(apart.oddsRatio()),
                        StatsWords.chance(apart.logFalse()));
                name = "";
            }
        }
        return table.text() + left() + words.tests(contrast, items) + '\n';
    }
}
