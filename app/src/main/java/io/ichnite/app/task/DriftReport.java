package io.ichnite.app.task;

import io.ichnite.app.report.Block;
import io.ichnite.app.report.Block.Figure;
import io.ichnite.app.report.Block.Figures;
import io.ichnite.app.report.Block.Grid;
import io.ichnite.app.report.Block.Note;
import io.ichnite.app.report.Block.Paragraph;
import io.ichnite.app.report.Block.Pictures;
import io.ichnite.app.report.Block.Points;
import io.ichnite.app.report.Block.Shown;
import io.ichnite.app.report.Page;
import io.ichnite.app.report.Page.Section;
import io.ichnite.app.report.Words;
import io.ichnite.drift.Alarm;
import io.ichnite.drift.Conformal.Form;
import io.ichnite.drift.DriftRows;
import io.ichnite.drift.DriftStory;
import io.ichnite.drift.DriftStory.Period;
import io.ichnite.drift.Pick;
import io.ichnite.drift.Standing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What became of a model, as a page for whoever has to decide whether it is still to be trusted. */
public final class DriftReport {
    private static final double WIDTH = 640;
    private static final double HALF = 420;
    private static final int ALARMS_SHOWN = 40;
    private static final int UNDATED_SHOWN = 20;

    private final DriftOutcome outcome;
    private final DriftStory story;
    private final String version;
    /** What leads from the page to the files beside the drift's own: empty, or a folder with its slash. */
    private final String folder;

    private final DriftPictures wide;
    private final DriftPictures narrow;

    DriftReport(DriftOutcome outcome, String version) {
        this(outcome, version, "");
    }

    /** @param folder where files that it links lie, from the page, with its slash */
    DriftReport(DriftOutcome outcome, String version, String folder) {
        this.folder = folder;
        this.outcome = outcome;
        this.story = outcome.story();
        this.version = version;
        this.wide = new DriftPictures(outcome, WIDTH, false);
        this.narrow = new DriftPictures(outcome, HALF, false);
    }

    Page page() {
        return new Page(
                "A model after its training",
                Words.of("The model ")
                        .code(outcome.model())
                        .and(" learned from what was first seen until "
                                + outcome.request().until() + ". This page tells how it did on ")
                        .strong(Told.count(outcome.rows().size(), "file"))
                        .and(" first seen later, out of ")
                        .code(outcome.data())
                        .and(": how often it was right, how familiar things looked to it, and when that changed."),
                sections(),
                Words.of("Made by ichnite " + version + ", seed "
                        + outcome.request().seed() + ". The page holds all it needs: no script, nothing is fetched."));
    }

    /** The sections alone, for a page that tells more. */
    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("drift-brief", "In brief", brief()));
        sections.add(new Section("drift-time", "Over time", overTime()));
        if (outcome.request().groups() != null) {
            sections.add(new Section("drift-groups", "Seen and never seen", groups()));
        }
        sections.add(new Section("drift-familiarity", "How familiar it looked", familiarity()));
        sections.add(new Section("drift-rejected", "What may be answered", rejected()));
        sections.add(new Section("drift-alarms", "When it changed, and why", alarms()));
        sections.add(new Section("drift-first", "What to look at first", first()));
        sections.add(new Section("drift-how", "How this was measured", how()));
        return sections;
    }

    private @Nullable Period newest() {
        Period newest = null;
        for (Period period : story.periods()) {
            newest = period.rows().isEmpty() ? newest : period;
        }
        return newest;
    }

    private List<Block> brief() {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(
                Told.percent(story.reference().evaluation().accuracy()),
                "right on validation rows",
                Told.count(story.reference().rows(), "row") + " from before"));
        Period newest = newest();
        if (newest != null) {
            Standing all = newest.all();
            figures.add(new Figure(
                    Told.percent(all.evaluation().accuracy()),
                    "right in " + newest.bucket().name(),
                    Told.count(all.evaluation().rows(), "row") + ", 95 % interval " + Told.range(all.accuracy())));
            Standing.Rejection rejection = all.rejection();
            if (rejection != null) {
                figures.add(new Figure(
                        Told.percent(rejection.keptAccuracy().share()),
                        "right there, of what it keeps",
                        Told.percent(rejection.rejected().share()) + " are rejected"));
            }
        }
        figures.add(new Figure(
                Told.two(story.overall().macroF1()),
                "area under time of macro-F1",
                "over " + Told.count(story.overall().periods(), "bucket") + "; 1 is best"));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Figures(figures));
        blocks.add(new Points(verdicts()));
        return blocks;
    }

    private List<Words> verdicts() {
        List<Words> points = new ArrayList<>();
        Period worst = null;
        for (Period period : story.periods()) {
            double accuracy = period.all().evaluation().accuracy();
            if (!Double.isNaN(accuracy)
                    && (worst == null || accuracy < worst.all().evaluation().accuracy())) {
                worst = period;
            }
        }
        if (worst != null) {
            points.add(Words.of("The worst bucket is ")
                    .strong(worst.bucket().name())
                    .and(": " + Told.percent(worst.all().evaluation().accuracy()) + " right of "
                            + Told.count(worst.all().evaluation().rows(), "row") + "."));
        }
        if (story.alarms().isEmpty()) {
            points.add(Words.of("No detector found a change."));
        } else {
            Alarm alarm = story.alarms().get(0);
            points.add(Words.of("The first of " + Told.count(story.alarms().size(), "alarm") + " came on ")
                    .strong(alarm.date().toString())
                    .and(": " + alarm.detector() + ", on " + watched(alarm) + "."));
        }
        if (!outcome.undated().isEmpty()) {
            points.add(Words.of(Told.count(outcome.undated().size(), "row")
                            + " have no date and are in no bucket; they are listed in ")
                    .link(folder + "undated.csv", "undated.csv")
                    .and("."));
        }
        outcome.notes().forEach(note -> points.add(Words.of(note + ".")));
        outcome.foreign()
                .forEach((label, rows) -> points.add(Words.of(Told.count(rows, "row") + " are labelled ")
                        .code(label)
                        .and(", which the model does not know: no answer can be right, and they are in no accuracy.")));
        return points;
    }

    private static String watched(Alarm alarm) {
        return alarm.layer().isEmpty() ? "errors" : "familiarity at layer " + alarm.layer();
    }

    private List<Block> overTime() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(overTimeRow(DriftPictures.VALIDATION, story.reference()));
        story.periods().forEach(period -> rows.add(overTimeRow(period.bucket().name(), period.all())));
        return List.of(
                new Pictures(List.of(new Shown(
                        "Right, and rejected",
                        Words.of("Whiskers tell how far a number would move with other "
                                + (outcome.request().groups() == null ? "files" : "groups") + "."),
                        wide.accuracy()))),
                new Pictures(List.of(
                        new Shown("Every class counts alike", Words.of("However many files it has."), narrow.macroF1()),
                        new Shown(
                                "What there was of each class",
                                Words.of("A score moves with the mix, too."),
                                narrow.classMix()))),
                new Grid(
                        "Bucket by bucket. Areas under time: macro-F1 "
                                + Told.three(story.overall().macroF1())
                                + ", false negative rate "
                                + Told.three(story.overall().missed()) + ", accuracy "
                                + Told.three(story.overall().accuracy()) + ".",
                        List.of(
                                "bucket",
                                "rows",
                                "accuracy",
                                "95 %",
                                "macro-F1",
                                "95 %",
                                "false negatives",
                                "log loss",
                                "calibration error",
                                "AURC"),
                        rows,
                        List.of(),
                        List.of(0)));
    }

    private static List<String> overTimeRow(String name, Standing all) {
        return List.of(
                name,
                Told.count(all.rows()),
                Told.three(all.evaluation().accuracy()),
                Told.range(all.accuracy()),
                Told.three(all.evaluation().macroF1()),
                Told.range(all.macroF1()),
                Told.percent(all.missed()),
                Told.three(all.evaluation().logLoss()),
                Told.three(all.calibration()),
                Told.three(all.riskCoverage()));
    }

    private List<Block> groups() {
        List<List<String>> rows = new ArrayList<>();
        for (Period period : story.periods()) {
            Standing seen = period.seen();
            Standing unseen = period.unseen();
            if (seen != null && unseen != null) {
                rows.add(List.of(
                        period.bucket().name(),
                        Told.count(seen.rows()),
                        Told.count(seen.groups()),
                        Told.three(seen.evaluation().accuracy()),
                        Told.count(unseen.rows()),
                        Told.count(unseen.groups()),
                        Told.three(unseen.evaluation().accuracy())));
            }
        }
        Grouping groups = outcome.request().groups();
        return List.of(
                Paragraph.of("Files of one " + (groups == null ? "group" : groups.name())
                        + " are alike. Where training had others of it, a right answer may be no more than"
                        + " recognition; the honest number is that of groups it never saw."),
                new Pictures(List.of(new Shown("Right, by whether its group was seen", Words.of(""), wide.groups()))),
                Grid.of(
                        "Accuracy of groups that training had, and of others.",
                        List.of("bucket", "seen: rows", "groups", "accuracy", "unseen: rows", "groups", "accuracy"),
                        rows));
    }

    private List<Block> familiarity() {
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < outcome.layers().size(); layer++) {
            String number = outcome.layers().get(layer);
            blocks.add(new Pictures(List.of(
                    new Shown(
                            "Scores at layer " + number,
                            Words.of("To the right is more familiar. The filled area are validation rows."),
                            narrow.scores(layer)),
                    new Shown(
                            "Layer " + number + " over time",
                            Words.of("Boxes hold half of the scores, whiskers nine tenths."),
                            narrow.familiarity(layer)))));
            blocks.add(Grid.of(
                    "Layer " + number
                            + ": how far scores are from the validation rows'. AUROC is how often a validation"
                            + " row is the more familiar one: 0.5 is no difference.",
                    List.of(
                            "bucket",
                            "median",
                            "AUROC",
                            "KS",
                            "chance",
                            "PSI",
                            "Wasserstein",
                            "PSI from the one before"),
                    layerRows(layer)));
        }
        return blocks;
    }

    private List<List<String>> layerRows(int layer) {
        List<List<String>> rows = new ArrayList<>();
        story.periods()
                .forEach(period -> rows.add(
                        layerRow(period.bucket().name(), period.all().layers().get(layer))));
        Standing novel = story.novel();
        if (novel != null) {
            rows.add(layerRow("novel", novel.layers().get(layer)));
        }
        return rows;
    }

    private static List<String> layerRow(String name, Standing.Layer layer) {
        Standing.Distance from = layer.fromReference();
        Standing.Distance before = layer.fromBefore();
        return List.of(
                name,
                DriftTable.median(layer),
                Told.three(layer.auroc()),
                Told.three(from == null ? Double.NaN : from.smirnov().distance()),
                from == null ? "–" : chance(from.smirnov().chance()),
                Told.two(from == null ? Double.NaN : from.stability()),
                from == null ? "–" : String.format(Locale.ROOT, "%.3g", from.wasserstein()),
                Told.two(before == null ? Double.NaN : before.stability()));
    }

    private static String chance(double chance) {
        return chance < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.2g", chance);
    }

    private List<Block> rejected() {
        double rate = outcome.request().errorRate();
        boolean plus = story.plan().form() == Form.PLUS_ONE;
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                plus
                        ? Words.of("An answer is kept if the file fits the class as validation rows of that class do;"
                                        + " of files like these, no more than ")
                                .strong(Told.percent(rate))
                                .and(
                                        " are rejected. Coverage is how often the classes that a file may be of hold the"
                                                + " true one: promised is " + Told.percent(1 - rate)
                                                + ", for files like the validation rows. Where it falls below, time has moved on.")
                        : Words.of("An answer is rejected if its credibility is below that of all but "
                                + Told.percent(rate) + " of the class's own validation rows (Transcend's form, which"
                                + " promises no error rate).")));
        List<List<String>> rows = new ArrayList<>();
        rows.add(rejectedRow(DriftPictures.VALIDATION, story.reference()));
        story.periods().forEach(period -> rows.add(rejectedRow(period.bucket().name(), period.all())));
        Standing novel = story.novel();
        if (novel != null) {
            rows.add(rejectedRow("novel", novel));
        }
        blocks.add(new Grid(
                "Kept and rejected. Of validation rows, the share is what it was set to.",
                List.of(
                        "bucket",
                        "rejected",
                        "95 %",
                        "right, all",
                        "right, kept",
                        "95 %",
                        "right, rejected",
                        "coverage",
                        "95 %"),
                rows,
                List.of(),
                List.of(0)));
        if (!story.unable().isEmpty()) {
            Words words = Words.of("No answer of ");
            for (int c : story.unable()) {
                words = words.code(outcome.families().names().get(c)).and(" ");
            }
            blocks.add(new Note(words.and("can be rejected at this rate: with fewer than "
                    + (int) Math.ceil(1 / rate - 1) + " validation rows no p-value is that small.")));
        }
        return blocks;
    }

    private static List<String> rejectedRow(String name, Standing all) {
        Standing.Rejection rejection = all.rejection();
        if (rejection == null) {
            return List.of(name, "–", "–", "–", "–", "–", "–", "–", "–");
        }
        return List.of(
                name,
                Told.percent(rejection.rejected().share()),
                Told.range(rejection.rejected().interval()),
                Told.three(all.evaluation().accuracy()),
                Told.three(rejection.keptAccuracy().share()),
                Told.range(rejection.keptAccuracy().interval()),
                Told.three(rejection.rejectedAccuracy().share()),
                Told.three(rejection.covered().share()),
                Told.range(rejection.covered().interval()));
    }

    private List<Block> alarms() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(Words.of(
                        "Detectors watch rows in order of time, first those of validation, so that they know"
                                + " how things were. The reasons compare the newest "
                                + story.plan().window()
                                + " rows with validation: classes by their errors and answers, units of layer "
                                + outcome.layers().get(0)
                                + " by their distribution; only what chance would hardly do once among all of them is named. All are in ")
                .link(folder + "alarms.csv", "alarms.csv")
                .and(".")));
        List<List<String>> rows = new ArrayList<>();
        for (Alarm alarm :
                story.alarms().subList(0, Math.min(ALARMS_SHOWN, story.alarms().size()))) {
            rows.add(List.of(
                    alarm.date().toString(),
                    alarm.detector(),
                    watched(alarm),
                    DriftWords.classes(outcome.families(), alarm.reason()),
                    alarm.reason().moved() + " of " + outcome.rows().width(),
                    shortly(DriftWords.features(alarm.reason()))));
        }
        if (rows.isEmpty()) {
            blocks.add(Paragraph.of("There was no alarm."));
        } else {
            blocks.add(new Grid(
                    rows.size() < story.alarms().size()
                            ? "The first " + rows.size() + " of "
                                    + story.alarms().size() + " alarms."
                            : "All alarms.",
                    List.of(
                            "date",
                            "detector",
                            "watched",
                            "classes that moved",
                            "units moved",
                            "farthest: unit, shift (KS)"),
                    rows,
                    List.of(1, 2, 3, 5),
                    List.of()));
        }
        List<List<String>> moved = new ArrayList<>();
        for (Period period : story.periods()) {
            moved.add(List.of(
                    period.bucket().name(),
                    DriftWords.classes(outcome.families(), period.movement()),
                    period.movement().moved() + " of " + outcome.rows().width(),
                    shortly(DriftWords.features(period.movement())),
                    Told.three(period.movement().discrepancy())));
        }
        blocks.add(new Grid(
                "What moved in each bucket, against validation.",
                List.of("bucket", "classes that moved", "units moved", "farthest: unit, shift (KS)", "MMD²"),
                moved,
                List.of(1, 3),
                List.of()));
        return blocks;
    }

    /** The first three. */
    private static String shortly(String features) {
        String[] each = features.split("; ", -1);
        return each.length <= 3 ? features : String.join("; ", List.of(each).subList(0, 3)) + "; …";
    }

    private List<Block> first() {
        Period newest = newest();
        if (newest == null) {
            return List.of(Paragraph.of("There is nothing to look at."));
        }
        List<List<String>> rows = new ArrayList<>();
        DriftRows followed = outcome.rows();
        for (Pick pick : story.first()) {
            if (pick.day() > 1) {
                break;
            }
            int row = pick.row();
            LocalDate date = followed.date(row);
            rows.add(List.of(
                    outcome.names().get(row),
                    String.valueOf(date),
                    outcome.families().names().get(followed.answer(row)),
                    Told.percent(followed.probability(row, followed.answer(row))),
                    Told.two(pick.margin()),
                    Told.three(pick.fit())));
        }
        return List.of(
                new Paragraph(Words.of("With " + Told.count(outcome.request().budget(), "file")
                                + " a day, these come first in "
                                + newest.bucket().name()
                                + ": the worst fit to the class that was answered, ties by the smaller lead over the next"
                                + " class; of files that are near copies of each other one a day. All days are in ")
                        .link(folder + "look_first.csv", "look_first.csv")
                        .and(".")),
                new Grid(
                        "The first day.",
                        List.of("file", "first seen", "answer", "probability", "lead", "fit"),
                        rows,
                        List.of(2),
                        List.of()));
    }

    private List<Block> how() {
        List<Words> points = new ArrayList<>();
        points.add(Words.of("The detector (")
                .code(outcome.request().detector().kind().word())
                .and(") was fitted on the " + Told.count(outcome.trained(), "row")
                        + " that trained the model, thresholds on the "
                        + Told.count(story.reference().rows(), "row")
                        + " that validated it. No row of a bucket served for either."));
        points.add(
                Words.of("Validation rows chose the epoch that was kept: on them the model looks a little better than"
                        + " it is."));
        if (outcome.request().sample() < 1) {
            points.add(
                    Words.of("Of each bucket " + Told.percent(outcome.request().sample()) + " of the rows were drawn"
                            + (outcome.request().manifest() == null ? "" : ", as pandas draws them") + "."));
        }
        if (outcome.outside() > 0) {
            points.add(Words.of(Told.count(outcome.outside(), "row")
                    + " lie in no bucket, and served neither training nor validation."));
        }
        points.add(Words.of(
                "AURC is how wrong the model is, in the mean over all shares of rows that it is surest of: 0 is best."
                        + " MMD² is how far all units together are from validation: 0 is not at all."));
        points.add(Words.of("A false negative rate is the mean over classes that have rows. Areas under time leave out"
                + " buckets without a labelled row."));
        points.add(Words.of("Intervals draw whole "
                + (outcome.request().groups() == null
                        ? "files: where files are kin, they are too narrow; --group tells who is"
                        : "groups")
                + ". They do not hold the chance in training."));
        if (!outcome.undated().isEmpty()) {
            Words words = Words.of("Without a date: ");
            Set<String> names = new TreeSet<>(outcome.undated());
            int shown = 0;
            for (String name : names) {
                if (shown++ == UNDATED_SHOWN) {
                    words = words.and("and " + (names.size() - UNDATED_SHOWN) + " more");
                    break;
                }
                words = words.code(name).and(" ");
            }
            points.add(words);
        }
        return List.of(new Points(points));
    }
}
