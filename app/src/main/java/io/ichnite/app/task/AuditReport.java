package io.ichnite.app.task;

import io.ichnite.app.report.Block;
import io.ichnite.app.report.Block.Figure;
import io.ichnite.app.report.Block.Figures;
import io.ichnite.app.report.Block.Grid;
import io.ichnite.app.report.Block.Headline;
import io.ichnite.app.report.Block.Note;
import io.ichnite.app.report.Block.Paragraph;
import io.ichnite.app.report.Block.Pictures;
import io.ichnite.app.report.Block.Points;
import io.ichnite.app.report.Block.Shown;
import io.ichnite.app.report.Page;
import io.ichnite.app.report.Page.Section;
import io.ichnite.app.report.Words;
import io.ichnite.app.task.AuditClasses.OfClass;
import io.ichnite.app.task.AuditCopies.Count;
import io.ichnite.app.task.Finding.State;
import io.ichnite.data.NearPlan;
import io.ichnite.formats.json.Numbers;
import io.ichnite.metric.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An audit as a page for whoever is about to believe a score. */
final class AuditReport {
    private static final int GROUPS = 25;
    private static final int NAMES = 25;
    private static final int IDS = 4;

    private final AuditOutcome outcome;
    private final AuditRows rows;
    private final AuditCopies copies;
    private final List<Finding> findings;
    private final String version;

    AuditReport(AuditOutcome outcome, String version) {
        this.outcome = outcome;
        this.rows = outcome.rows();
        this.copies = outcome.copies();
        this.findings = outcome.findings();
        this.version = version;
    }

    Page page() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("findings", "Findings", findings()));
        if (!outcome.scores().isEmpty() || !outcome.testScores().isEmpty()) {
            sections.add(new Section("scores", "The score to expect", scores()));
        }
        sections.add(new Section("copies", "Copies", copies()));
        if (copies.near() != null) {
            sections.add(new Section("near", "Near copies", near()));
        }
        sections.add(new Section("labels", "Labels and classes", labels()));
        if (outcome.vocabulary() != null) {
            sections.add(new Section("vocabulary", "What is called", vocabulary(outcome.vocabulary())));
        }
        sections.add(new Section("how", "How this was found", how()));
        AuditSide test = rows.test();
        Words lead = Words.of("What stands in the way of an honest score on ")
                .code(shown(rows.train().data().name()))
                .and(test == null ? "." : ", measured on ");
        return new Page(
                "Audit of a data set",
                test == null ? lead : lead.code(shown(test.data().name())).and("."),
                sections,
                Words.of("Made by ichnite " + version + ", seed "
                        + outcome.request().seed() + ". The page holds all it needs: no script, nothing is fetched."));
    }

    private static String shown(String text) {
        return io.ichnite.ingest.Shown.plain(text);
    }

    private List<Block> findings() {
        List<Figure> figures = new ArrayList<>();
        Count train = outcome.train();
        figures.add(new Figure(
                Told.percent((double) train.repeats() / train.rows()),
                "of train repeats another row",
                train.repeats() + " of " + Told.count(train.rows(), "row")));
        Count test = outcome.test();
        if (test != null) {
            int leaked = copies.leaked().size() + copies.nearlyLeaked().size();
            figures.add(new Figure(
                    Told.percent((double) leaked / test.rows()),
                    "of test has a copy or near copy in train",
                    leaked + " of " + Told.count(test.rows(), "row")));
        }
        figures.add(new Figure(
                String.valueOf(outcome.conflicts().identical().size()),
                "sequences under two labels",
                Told.count(outcome.conflicts().rows(), "row")));
        List<AuditScore> scores = outcome.testScores().isEmpty() ? outcome.scores() : outcome.testScores();
        if (scores.size() > 1) {
            AuditScore last = scores.get(scores.size() - 1);
            figures.add(new Figure(
                    Told.three(Measure.MACRO_F1.of(scores.get(0).scores())) + " → "
                            + Told.three(Measure.MACRO_F1.of(last.scores())),
                    "macro-F1 of a linear model",
                    scores.get(0).words() + " → " + last.words()));
        }
        List<Block> blocks = new ArrayList<>(List.of(new Figures(figures)));
        told(blocks, "Found", State.FOUND);
        told(blocks, "In order", State.CLEAN);
        told(blocks, "Not looked at", State.UNCHECKED);
        return blocks;
    }

    private void told(List<Block> blocks, String headline, State state) {
        List<Words> points = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.state() == state) {
                String where = finding.set().equals("both") ? "" : " in " + finding.set();
                String advice = finding.advice().isEmpty() ? "" : " → " + finding.advice() + ".";
                points.add(Words.of("").strong(finding.check() + where).and(": " + finding.text() + "." + advice));
            }
        }
        if (!points.isEmpty()) {
            blocks.add(new Headline(headline));
            blocks.add(new Points(points));
        }
    }

    private List<Block> scores() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.of(
                "A linear model on counts of calls, learned and judged with copies and without. Where the first bar"
                        + " is the longest, part of what it shows is memory: new files have no copy in training."));
        AuditPictures pictures = new AuditPictures(outcome, false);
        if (!outcome.scores().isEmpty()) {
            blocks.add(new Pictures(List.of(new Shown(
                    "Train, " + outcome.request().folds() + " folds",
                    Words.of("Each row is answered by a model that learned from the other folds."),
                    pictures.bars("", outcome.scores())))));
            blocks.add(table(outcome.scores()));
        }
        if (!outcome.testScores().isEmpty()) {
            blocks.add(new Pictures(List.of(new Shown(
                    "From train to test",
                    Words.of("One model, its answers to some rows of test and to others."),
                    pictures.bars("", outcome.testScores())))));
            blocks.add(table(outcome.testScores()));
        }
        outcome.notes().forEach(note -> blocks.add(new Note(Words.of(note))));
        return blocks;
    }

    private static Grid table(List<AuditScore> scores) {
        return Grid.of(
                "Intervals hold 95 %, by draws of whole groups; the class mix knows only how common classes are.",
                List.of("", "rows", "macro-F1", "95 %", "log loss", "accuracy", "class mix: F1", "log loss"),
                scores.stream().map(AuditReport::score).toList());
    }

    private static List<String> score(AuditScore score) {
        return List.of(
                score.words(),
                Told.count(score.rows()),
                Told.three(Measure.MACRO_F1.of(score.scores())),
                AuditText.range(score.intervals().macroF1()),
                Told.three(Measure.LOG_LOSS.of(score.scores())),
                Told.three(Measure.ACCURACY.of(score.scores())),
                Told.three(Measure.MACRO_F1.of(score.mix())),
                Told.three(Measure.LOG_LOSS.of(score.mix())));
    }

    private List<Block> copies() {
        List<Block> blocks = new ArrayList<>();
        List<List<String>> sides = new ArrayList<>();
        sides.add(side("train", outcome.train()));
        Count test = outcome.test();
        if (test != null) {
            sides.add(side("test", test));
        }
        blocks.add(Grid.of(
                "Copies and near copies within each set.",
                List.of(
                        "set",
                        "rows",
                        "distinct",
                        "repeat another",
                        "share",
                        "most of one",
                        "near groups",
                        "rows in them"),
                sides));
        List<Integer> largest = IntStream.range(0, copies.identical().size())
                .filter(sequence -> copies.identical().rows(sequence) > 1)
                .boxed()
                .sorted((a, b) -> Integer.compare(
                        copies.identical().rows(b), copies.identical().rows(a)))
                .limit(GROUPS)
                .toList();
        if (!largest.isEmpty()) {
            List<List<String>> lines = new ArrayList<>();
            largest.forEach(sequence -> lines.add(members(copies.identical().of(sequence))));
            blocks.add(new Grid(
                    "The largest groups of copies; all of them are in duplicates.csv.",
                    List.of("file_id", "rows", "of test", "calls", "labels"),
                    lines,
                    List.of(4),
                    List.of()));
        }
        return blocks;
    }

    private static List<String> side(String name, Count count) {
        return List.of(
                name,
                Told.count(count.rows()),
                Told.count(count.distinct()),
                Told.count(count.repeats()),
                Told.percent((double) count.repeats() / count.rows()),
                Told.count(count.largest()),
                Told.count(count.nearGroups()),
                Told.count(count.nearRows()));
    }

    private List<String> members(int[] members) {
        String ids = IntStream.of(members)
                .limit(IDS)
                .mapToObj(row -> shown(rows.id(row)))
                .collect(Collectors.joining(", "));
        long tested = IntStream.of(members).filter(rows::isTest).count();
        int calls = rows.calls(members[0]);
        String labels = AuditConflicts.labels(rows, members).entrySet().stream()
                .limit(IDS)
                .map(entry -> shown(entry.getKey()) + " × " + entry.getValue())
                .collect(Collectors.joining(", "));
        return List.of(
                ids + (members.length > IDS ? ", …" : ""),
                Told.count(members.length),
                Told.count(tested),
                calls < 0 ? "–" : Told.count(calls),
                labels);
    }

    private List<Block> near() {
        List<Block> blocks = new ArrayList<>();
        NearPlan plan = outcome.request().near();
        blocks.add(
                Paragraph.of(
                        "Two traces are near copies where, of the runs of " + plan.shingle()
                                + " calls that occur in either, at least " + Numbers.text(plan.similarity())
                                + " occur in both. A group is what hangs together by such pairs; two ends of a chain may be less alike."));
        blocks.add(new Pictures(List.of(new Shown(
                "How alike the nearest row is",
                Words.of(
                        "At 1 are copies, and rows that differ in how often they loop. The dashed line is the threshold. Where the"
                                + " line of test lies to the left of train's, test is less like train than train is like itself."),
                new AuditPictures(outcome, false).nearest()))));
        List<int[]> largest = IntStream.range(0, copies.alike().size())
                .filter(group -> copies.alike().rows(group) > 1)
                .mapToObj(group -> copies.alike().of(group))
                .filter(members ->
                        IntStream.of(members).anyMatch(row -> copies.sequence(row) != copies.sequence(members[0])))
                .sorted((a, b) -> Integer.compare(b.length, a.length))
                .limit(GROUPS)
                .toList();
        if (!largest.isEmpty()) {
            blocks.add(new Grid(
                    "The largest groups of near copies, the copies among them; all of them are in near.csv.",
                    List.of("file_id", "rows", "of test", "calls of the first", "labels"),
                    largest.stream().map(this::members).toList(),
                    List.of(4),
                    List.of()));
        }
        return blocks;
    }

    private List<Block> labels() {
        List<Block> blocks = new ArrayList<>();
        List<List<String>> lines = new ArrayList<>();
        boolean tested = rows.test() != null;
        for (OfClass each : outcome.classes().classes()) {
            List<String> line = new ArrayList<>(List.of(
                    shown(each.name()),
                    Told.count(each.train().rows()),
                    Told.count(each.train().distinct()),
                    Told.count(each.train().groups())));
            if (tested) {
                line.add(Told.count(each.test().rows()));
                line.add(Told.count(each.test().distinct()));
                line.add(Told.count(each.test().groups()));
            }
            lines.add(line);
        }
        List<String> header = new ArrayList<>(List.of("class", "train: rows", "distinct", "not even near"));
        if (tested) {
            header.addAll(List.of("test: rows", "distinct", "not even near"));
        }
        blocks.add(Grid.of("What there is of each class, with copies and without.", header, lines));
        List<List<String>> conflicts = new ArrayList<>();
        outcome.conflicts().identical().stream()
                .limit(GROUPS)
                .forEach(sequence ->
                        conflicts.add(conflict("copies", copies.identical().of(sequence))));
        outcome.conflicts().near().stream()
                .limit(Math.max(0, GROUPS - conflicts.size()))
                .forEach(group ->
                        conflicts.add(conflict("near copies", copies.alike().of(group))));
        if (!conflicts.isEmpty()) {
            blocks.add(new Grid(
                    "The same under two labels; all of them are in conflicts.csv.",
                    List.of("file_id", "rows", "of test", "calls", "labels", "kind"),
                    conflicts,
                    List.of(4, 5),
                    List.of()));
        }
        return blocks;
    }

    private List<String> conflict(String kind, int[] members) {
        List<String> line = new ArrayList<>(members(members));
        line.add(kind);
        return line;
    }

    private static List<Block> vocabulary(AuditVocabulary vocabulary) {
        List<List<String>> lines = new ArrayList<>();
        for (AuditVocabulary.Api api : vocabulary.apis()) {
            if (lines.size() == NAMES || api.part() == 0) {
                break;
            }
            lines.add(List.of(
                    shown(api.name()),
                    Told.count(api.train().files()),
                    Told.count(api.train().calls()),
                    Told.count(api.test().files()),
                    Told.count(api.test().calls()),
                    String.format(java.util.Locale.ROOT, "%.5f", api.part())));
        }
        return List.of(
                Paragraph.of(
                        "How far the mixes of calls are apart, name by name: what each adds to the divergence of Jensen and"
                                + " Shannon. Each file counts alike, however long it is."),
                Grid.of(
                        "The names that moved most; all of them are in vocabulary.csv.",
                        List.of("name", "train: files", "calls", "test: files", "calls", "bits"),
                        lines));
    }

    private List<Block> how() {
        List<Words> points = new ArrayList<>();
        NearPlan plan = outcome.request().near();
        points.add(Words.of("Copies by SHA-256 over "
                + (rows.train().data().bytes()
                        ? "bytes, zeros at the end apart."
                        : "calls in the order " + outcome.request().order().word()
                                + (outcome.request().length() == null
                                        ? ", all of them."
                                        : ", the last " + outcome.request().length() + "."))));
        if (copies.near() != null) {
            points.add(Words.of("Near copies by MinHash of 128 bytes over runs of " + plan.shingle()
                    + " calls, banded so that 999 in 1,000 pairs at the threshold are looked at, and compared exactly"
                    + " before they count (seed " + plan.seed() + ")."));
        }
        points.add(Words.of("Scores by the linear model that ")
                .code("crossvalidate --model linear")
                .and(" judges; it is cheap, and a network may gain or lose more."));
        points.add(Words.of("Every row that is meant here is named in ")
                .link("duplicates.csv", "duplicates.csv")
                .and(", ")
                .link("near.csv", "near.csv")
                .and(", ")
                .link("conflicts.csv", "conflicts.csv")
                .and(rows.test() == null ? "." : " and leaks.csv."));
        return List.of(new Points(points));
    }
}
