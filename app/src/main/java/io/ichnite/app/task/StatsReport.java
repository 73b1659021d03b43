package io.ichnite.app.task;

import io.ichnite.app.picture.HeatTable;
import io.ichnite.app.picture.Picture;
import io.ichnite.app.report.Block;
import io.ichnite.app.report.Block.Figure;
import io.ichnite.app.report.Block.Figures;
import io.ichnite.app.report.Block.Grid;
import io.ichnite.app.report.Block.Headline;
import io.ichnite.app.report.Block.Note;
import io.ichnite.app.report.Block.Paragraph;
import io.ichnite.app.report.Block.Pictures;
import io.ichnite.app.report.Block.Shown;
import io.ichnite.app.report.HtmlPage;
import io.ichnite.app.report.Page;
import io.ichnite.app.report.Page.Section;
import io.ichnite.app.report.Words;
import io.ichnite.app.show.OutputFile;
import io.ichnite.stats.Apart;
import io.ichnite.stats.Contrast;
import io.ichnite.stats.LengthShare;
import io.ichnite.stats.OrderChange;
import io.ichnite.stats.Spread;
import io.ichnite.stats.Together;
import io.ichnite.stats.TraceStats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What traces are made of, as a page. */
final class StatsReport {
    /** Two of them stand side by side. */
    private static final double WIDTH = 420;
    /** Classes with a table of their own. */
    private static final int MOST_CLASSES = 60;

    /** Names in one field of a table. */
    private static final int MOST_OTHERS = 6;

    private final Stats stats;
    private final TraceStats counts;
    private final StatsWords words;
    private final StatsPictures pictures;
    private final List<Integer> shown;

    private StatsReport(Stats stats) {
        this.stats = stats;
        counts = stats.counts();
        words = new StatsWords(counts);
        pictures = new StatsPictures(stats, WIDTH, false);
        shown = stats.shown(MOST_CLASSES);
    }

    /** Writes it; the same traces give the same page. */
    static void write(Stats stats, String version, Path file) throws IOException {
        Page page = new StatsReport(stats).page(version);
        OutputFile.write(file, out -> HtmlPage.write(page, out));
    }

    private Page page(String version) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("data", "What there is", data()));
        if (counts.files() > 0) {
            sections.add(new Section("lengths", "How long files are, and what a length keeps", lengths()));
            sections.add(new Section("orders", "What an order of threads does", orders()));
            sections.add(new Section("apis", "The APIs called most", apis()));
            sections.add(new Section("apart", "What sets classes apart", apart()));
        }
        return new Page(
                "What these traces are made of",
                Words.of("Counted in ")
                        .code(stats.name())
                        .and(", calls in the order " + counts.plan().order().word() + "."),
                sections,
                Words.of("Made by ichnite " + version
                        + ". The page holds all it needs: no script, nothing is fetched."));
    }

    private List<Block> data() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Figures(List.of(
                new Figure(Told.count(counts.files()), "files", Told.count(counts.sequences()) + " distinct sequences"),
                new Figure(
                        Told.count(counts.lengths().sum()),
                        "calls",
                        "median " + StatsText.whole(counts.lengths().median()) + " a file"),
                new Figure(
                        Told.count(counts.apiNames().size()),
                        "APIs",
                        "median " + StatsText.whole(counts.distinctApis().median()) + " a file"),
                new Figure(
                        Told.count(counts.classes().size()),
                        "classes",
                        counts.classes().unlabelled() == 0
                                ? ""
                                : Told.count(counts.classes().unlabelled()) + " files without label"),
                new Figure(Told.count(counts.severalThreads()), "files of several threads", ""))));
        words.classes().forEach(line -> blocks.add(new Note(Words.of(line))));
        if (counts.files() == 0) {
            blocks.add(Paragraph.of("There is no file in these data."));
            return blocks;
        }
        List<List<String>> rows = new ArrayList<>();
        for (int family : shown) {
            rows.add(row(
                    name(family),
                    counts.sequences(family),
                    counts.apis().distinct(family),
                    List.of(counts.lengths(family), counts.distinctApisOf(family), counts.threadsOf(family))));
        }
        int none = counts.classes().size();
        if (counts.classes().unlabelled() > 0 && none > 0) {
            rows.add(row(
                    "(no label)",
                    counts.sequences(none),
                    counts.apis().distinct(none),
                    List.of(counts.lengths(-1), counts.distinctApisOf(-1), counts.threadsOf(-1))));
        }
        rows.add(row(
                "(all)",
                counts.sequences(),
                counts.apiNames().size(),
                List.of(counts.lengths(), counts.distinctApis(), counts.threads())));
        blocks.add(new Grid(
                "Classes. Calls, APIs and threads a file as quantiles." + left(),
                List.of(
                        "class",
                        "files",
                        "distinct sequences",
                        "calls",
                        "APIs",
                        "calls a file: least",
                        "10 %",
                        "median",
                        "90 %",
                        "99 %",
                        "most",
                        "APIs a file: median",
                        "90 %",
                        "threads a file: median",
                        "90 %",
                        "most"),
                rows,
                List.of(),
                List.of(rows.size() - 1)));
        return blocks;
    }

    private String left() {
        int left = counts.classes().size() - shown.size();
        return left == 0 ? "" : " " + Told.count(left) + " classes with fewer files stand in the CSV files alone.";
    }

    private String name(int family) {
        return counts.classes().names().get(family);
    }

    private static List<String> row(String name, int sequences, int apis, List<Spread> spreads) {
        Spread lengths = spreads.get(0);
        Spread distinct = spreads.get(1);
        Spread threads = spreads.get(2);
        return List.of(
                name,
                Told.count(lengths.count()),
                Told.count(sequences),
                Told.count(lengths.sum()),
                Told.count(apis),
                StatsText.whole(lengths.least()),
                StatsText.whole(lengths.p10()),
                StatsText.whole(lengths.median()),
                StatsText.whole(lengths.p90()),
                StatsText.whole(lengths.p99()),
                StatsText.whole(lengths.most()),
                StatsText.whole(distinct.median()),
                StatsText.whole(distinct.p90()),
                StatsText.whole(threads.median()),
                StatsText.whole(threads.p90()),
                StatsText.whole(threads.most()));
    }

    private static Shown shown(String title, String text, Picture picture) {
        return new Shown(title, Words.of(text), picture);
    }

    private List<Block> lengths() {
        List<Block> blocks = new ArrayList<>();
        words.lengths().forEach(line -> blocks.add(new Note(Words.of(line))));
        blocks.add(new Pictures(List.of(
                shown("Calls a file", "Five columns to a power of ten.", pictures.lengths()),
                shown("By class", "The share of files with at most so many calls.", pictures.lengthsByClass()))));
        blocks.add(new Pictures(List.of(
                shown("Calls kept", "The share of all calls that rows of a length keep.", pictures.kept()),
                shown("Files whole", "The share of files that fit into rows of a length.", pictures.whole()))));
        List<String> header = new ArrayList<>(List.of("class"));
        counts.plan().lengths().forEach(length -> header.add(Told.count(length)));
        List<List<String>> rows = new ArrayList<>();
        if (counts.classes().size() > 1) {
            shown.forEach(family -> rows.add(shares(name(family), counts.lengthShares(family))));
        }
        rows.add(shares("(all)", counts.lengthShares()));
        blocks.add(new Grid(
                "What a length keeps: the share of files that are whole / the share of calls that are kept." + left(),
                header,
                rows,
                List.of(),
                List.of(rows.size() - 1)));
        return blocks;
    }

    private static List<String> shares(String name, List<LengthShare> shares) {
        List<String> row = new ArrayList<>(List.of(name));
        shares.forEach(share -> row.add(Told.percent(share.shareWhole()) + " / " + Told.percent(share.shareKept())));
        return row;
    }

    private List<Block> orders() {
        List<Block> blocks = new ArrayList<>();
        words.orders().forEach(line -> blocks.add(new Note(Words.of(line))));
        blocks.add(new Pictures(List.of(shown(
                "What orders change",
                "The share of places at which an order has another API than the rows as they came.",
                pictures.orders()))));
        double calls = Math.max(1, counts.lengths().sum());
        List<List<String>> rows = new ArrayList<>();
        for (OrderChange change : counts.orders()) {
            rows.add(List.of(
                    change.order().word(),
                    Told.count(change.filesUnlikeTid()),
                    Told.count(change.callsUnlikeTid()),
                    Told.percent(change.callsUnlikeTid() / calls),
                    Told.count(change.filesUnlikeArrival()),
                    Told.count(change.callsUnlikeArrival()),
                    Told.percent(change.callsUnlikeArrival() / calls),
                    StatsWords.calls(change.meanTurn())));
        }
        blocks.add(Grid.of(
                "A call stands elsewhere where another API stands at its place. Mean turn: calls of a thread before another"
                        + " takes over, in files of several threads.",
                List.of(
                        "order",
                        "files unlike tid",
                        "calls elsewhere",
                        "share",
                        "files unlike arrival",
                        "calls elsewhere",
                        "share",
                        "mean turn"),
                rows));
        return blocks;
    }

    private List<Block> apis() {
        return List.of(new Pictures(List.of(shown(
                "By class",
                "Percent of a class's calls" + columns(HeatTable.MOST_COLUMNS - 1)
                        + ". How many files call each API is in stats-apis.csv.",
                pictures.apis()))));
    }

    private String columns(int most) {
        return counts.classes().size() > most ? "; the " + most + " classes with the most files" : "";
    }

    private List<Block> apart() {
        if (!words.compared()) {
            return List.of(Paragraph.of(words.uncompared()));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.of(StatsWords.METHOD
                + " Files of one class with the same sequence count once. Runs of one program are not independent"
                + " either: look at the shares before the chances."));
        items(blocks, "Single APIs", counts.apart(), "APIs");
        words.cut().forEach(line -> blocks.add(new Note(Words.of(line))));
        items(blocks, "Pairs of calls in a row", counts.pairsApart(), "pairs");
        return blocks;
    }

    private void items(List<Block> blocks, String title, Contrast contrast, String items) {
        blocks.add(new Headline(title));
        blocks.add(Paragraph.of(words.tests(contrast, items)));
        blocks.add(new Pictures(List.of(shown(
                "By class",
                "Percent of a class's distinct sequences that hold it; the first of each class in turn"
                        + columns(HeatTable.MOST_COLUMNS) + ".",
                pictures.apart(contrast, "")))));
        List<List<String>> rows = new ArrayList<>();
        for (int family : shown) {
            for (Together together : stats.best(contrast, family, stats.top())) {
                Apart apart = together.first();
                rows.add(List.of(
                        name(family),
                        words.item(apart),
                        Told.count(apart.here()) + " of " + Told.count(apart.ofHere()),
                        Told.percent(apart.shareHere()),
                        Told.count(apart.elsewhere()) + " of " + Told.count(apart.ofElsewhere()),
                        Told.percent(apart.shareElsewhere()),
                        StatsWords.ratio(apart.oddsRatio()),
                        StatsWords.chance(apart.logChance()),
                        StatsWords.chance(apart.logFalse()),
                        others(together)));
            }
        }
        blocks.add(new Grid(
                title + ": the " + stats.top() + " least likely of each class." + left(),
                List.of(
                        "class",
                        items,
                        "sequences here",
                        "share",
                        "sequences elsewhere",
                        "share",
                        "odds ratio",
                        "p",
                        "q",
                        "in the same sequences"),
                rows,
                List.of(1, 9),
                List.of()));
    }

    private String others(Together together) {
        List<String> names =
                together.others().stream().limit(MOST_OTHERS).map(words::item).toList();
        int left = together.others().size() - names.size();
        return String.join(", ", names) + (left == 0 ? "" : " and " + left + " more");
    }
}
