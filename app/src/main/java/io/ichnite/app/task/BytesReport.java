package io.ichnite.app.task;

import io.ichnite.app.picture.NamedBars;
import io.ichnite.app.picture.Picture;
import io.ichnite.app.picture.ScoreHistograms;
import io.ichnite.app.report.Block;
import io.ichnite.app.report.Block.Figure;
import io.ichnite.app.report.Block.Grid;
import io.ichnite.app.report.Block.Note;
import io.ichnite.app.report.Block.Paragraph;
import io.ichnite.app.report.Block.Pictures;
import io.ichnite.app.report.Block.Points;
import io.ichnite.app.report.Block.Shown;
import io.ichnite.app.report.Page.Section;
import io.ichnite.app.report.Words;
import io.ichnite.metric.Evaluation;
import io.ichnite.metric.Interval;
import io.ichnite.metric.Intervals;
import io.ichnite.metric.MeanSeparation;
import io.ichnite.metric.SeparationMeasure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The demo's second half as sections of a page. The same story gives the same sections. */
final class BytesReport {
    private static final double WIDTH = 400;
    /** The first section of what became of a model. */
    private static final String DRIFT = "drift-brief";

    /** Tones of bars: the network, and what is to be beaten. */
    private static final int NETWORK = 0;

    private static final int BASELINE = 7;

    private final BytesStory story;
    private final String version;
    private final String folder;

    /** @param folder where the half's own files lie, from the page, with its slash */
    BytesReport(BytesStory story, String version, String folder) {
        this.story = story;
        this.version = version;
        this.folder = folder;
    }

    private String year() {
        return story.plan().year();
    }

    private String sampled() {
        return "Sample: " + sample();
    }

    private String sample() {
        return story.facts().sample();
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("bytes", "The second half: what programs are", data()));
        sections.add(new Section(
                "bytes-training", "How training on bytes went", TrainingSection.blocks(story.trained(), "file")));
        sections.add(new Section("bytes-quality", "Which toolchain made it", quality()));
        sections.add(new Section("never-seen", "Never seen", unfamiliar()));
        for (Section section : new DriftReport(story.drift(), version, folder + "drift/").sections()) {
            String title = section.title();
            List<Block> blocks = new ArrayList<>(section.blocks());
            if (section.anchor().equals(DRIFT)) {
                blocks.add(0, followed());
            }
            sections.add(new Section(
                    section.anchor(),
                    "After " + year() + ": " + title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1),
                    blocks));
        }
        return sections;
    }

    private Block followed() {
        return Paragraph.of(
                "The same network, followed through the files first seen later. A bucket is named by the date"
                        + " that it ends with; novel are the " + Told.count(story.far(), "file")
                        + " that are far; a group is a project. " + sampled() + ".");
    }

    /** What is seen at once. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (BytesStory.Judged each : story.judged()) {
            figures.add(new Figure(
                    Told.percent(each.evaluation().accuracy()), "right by bytes: " + each.part(), each.count()));
        }
        for (NeverSeen each : story.unfamiliar().shown()) {
            if (each.layer().equals(story.unfamiliar().shown().get(0).layer())) {
                figures.add(new Figure(
                        Told.two(each.far().mean(SeparationMeasure.AUROC)),
                        "AUROC of " + each.detector() + ", files for other systems",
                        Told.count(story.far(), "file") + "; 0.5 is chance, 1 is best"));
            }
        }
        return figures;
    }

    private List<Block> data() {
        List<List<String>> rows = new ArrayList<>();
        story.facts().classes().forEach(each -> rows.add(row(each)));
        rows.add(row(story.facts().all()));
        int files = story.facts().all().files();
        return List.of(
                new Paragraph(Words.of("A file is looked at as it lies on the disk, without being run: its first "
                                + Told.count(story.plan().length())
                                + " bytes go into the network as they are. Here are ")
                        .strong(Told.count(files, "file"))
                        .and(" of " + Told.count(story.facts().all().projects(), "project")
                                + ", out of packages that their makers published, each with the day of that. The class"
                                + " is the toolchain that made it, by evidence in the file itself, whatever its project"
                                + " says. The network learns from those until "
                                + year() + ", and is judged by what came later.")),
                new Note(Words.of("Toolchains stand in for families of malware; there is ")
                        .strong("no malware")
                        .and(" here, and nothing learnt from these files finds any. The sample is small: " + sample()
                                + ". Files of one project are much alike, so that a figure is that of a handful of"
                                + " projects, however many files it counts: each stands with its number of both.")),
                new Grid(
                        "Files of each class, and what they served for. A project may have files of several classes.",
                        List.of(
                                "class",
                                "files",
                                "projects",
                                "trained",
                                "kept from it",
                                "later, project known",
                                "later, others"),
                        rows,
                        List.of(),
                        List.of(rows.size() - 1)),
                Paragraph.of("Beside them " + Told.count(story.near(), "file")
                        + " that are near: for Windows, but by another linker, for another processor, or packed; and "
                        + Told.count(story.far(), "file")
                        + " that are far: libraries for Linux, macOS and others out of the same packages. None is of a"
                        + " class, and none is shown to the network."));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static List<String> row(BytesFacts.OfClass each) {
        return List.of(
                each.name(),
                Told.count(each.files()),
                Told.count(each.projects()),
                Told.count(each.trained()),
                Told.count(each.validated()),
                Told.count(each.seen()),
                Told.count(each.unseen()));
    }

    private List<Block> quality() {
        List<List<String>> rows = new ArrayList<>();
        List<Integer> marked = new ArrayList<>();
        List<Words> verdicts = new ArrayList<>();
        List<Shown> confusions = new ArrayList<>();
        for (BytesStory.Judged each : story.judged()) {
            marked.add(rows.size());
            Spread spread = each.measured().spread();
            rows.add(row(
                    each.part() + ": the network",
                    each,
                    each.evaluation(),
                    spread == null ? "–" : range(spread.intervals())));
            for (Baseline baseline : each.measured().baselines()) {
                rows.add(row(
                        each.part() + ": " + baseline.name(),
                        each,
                        baseline.scores().evaluation(),
                        ""));
            }
            verdicts.add(verdict(each));
            confusions.add(new Shown(
                    capital(each.part()),
                    Words.of(each.count() + ". A row is what a file is, a column what the network says."),
                    new EvaluationPictures(each.measured(), WIDTH, false).confusion()));
        }
        return List.of(
                new Pictures(List.of(new Shown(
                        "Right, beside what is had without a network",
                        Words.of("Share of the files. The thin line is how far it would move with other projects; "
                                + sample() + "."),
                        bars(WIDTH, "")))),
                new Points(verdicts),
                new Grid(
                        "Files that the network did not learn from. Those kept from training chose the epoch, so that"
                                + " their figures flatter a little; in a part, macro-F1 counts classes that it has no"
                                + " file of as 0 where they are answered. An interval"
                                + " of 1 to 1 says no more than that no file was answered wrongly. " + sampled() + ".",
                        List.of("", "files", "projects", "accuracy", "95 %", "macro-F1", "log loss"),
                        rows,
                        List.of(),
                        marked),
                new Pictures(confusions));
    }

    private static String range(Intervals intervals) {
        return intervals.groups() < 2 ? "–" : Told.range(intervals.accuracy());
    }

    private static List<String> row(String name, BytesStory.Judged each, Evaluation evaluation, String range) {
        return List.of(
                name,
                Told.count(evaluation.rows()),
                Told.count(each.projects()),
                Told.three(evaluation.accuracy()),
                range,
                Told.three(evaluation.macroF1()),
                Told.three(evaluation.logLoss()));
    }

    private static Words verdict(BytesStory.Judged each) {
        Words words = Words.of(capital(each.part()) + " (" + each.count() + "): the network is right in ")
                .strong(Told.percent(each.evaluation().accuracy()));
        for (Baseline baseline : each.measured().baselines()) {
            words = words.and(", " + baseline.name() + " in "
                    + Told.percent(baseline.scores().evaluation().accuracy()));
        }
        return words.and(".");
    }

    /** How often the network and the linear model are right, part by part. */
    Picture bars(double width, String title) {
        List<NamedBars.Bar> bars = new ArrayList<>();
        for (BytesStory.Judged each : story.judged()) {
            double accuracy = each.evaluation().accuracy();
            Spread spread = each.measured().spread();
            Interval interval =
                    spread == null ? Interval.none() : spread.intervals().accuracy();
            bars.add(new NamedBars.Bar(
                    each.part() + ", " + each.count(),
                    accuracy,
                    interval.low(),
                    interval.high(),
                    Told.percent(accuracy),
                    NETWORK));
            List<Baseline> baselines = each.measured().baselines();
            Baseline hardest = baselines.get(baselines.size() - 1);
            double beside = hardest.scores().evaluation().accuracy();
            bars.add(new NamedBars.Bar(
                    "  " + hardest.name(), beside, Double.NaN, Double.NaN, Told.percent(beside), BASELINE));
        }
        return NamedBars.of(title, width, 1, "share answered right", bars);
    }

    /** Where the scores of known, later, near and far files lie. */
    static Picture scores(NeverSeen each, double width, String title) {
        return ScoreHistograms.of(
                title, width, "familiarity, layer " + each.layer() + " (" + each.detector() + ")", each.scores());
    }

    private List<Block> unfamiliar() {
        List<Block> blocks = new ArrayList<>();
        int trained = story.facts().all().trained();
        int later = story.facts().all().seen() + story.facts().all().unseen();
        blocks.add(new Paragraph(Words.of("The network always answers with one of its classes. A detector looks at what"
                        + " its layers make of a file, and says how familiar that is. Here two of them, ")
                .code("mahalanobis")
                .and(" (how far it is from the nearest class) and ")
                .code("relative")
                .and(" (the same, less how far it is from everything), with the covariance of Ledoit and Wolf, each"
                        + " fitted on the " + Told.count(trained, "file")
                        + " that trained the network and on nothing else.")));
        blocks.add(new Points(verdicts()));
        List<Shown> shown = new ArrayList<>();
        for (NeverSeen each : story.unfamiliar().shown()) {
            shown.add(new Shown(
                    capital(each.detector()) + ", layer " + each.layer(),
                    Words.of("To the right is more familiar. The filled area are files until " + year()
                            + " that were kept from training."),
                    scores(each, WIDTH, "")));
        }
        blocks.add(new Pictures(shown));
        String known = "Known are the " + Told.count(later, "file") + " first seen after " + year() + " ("
                + Told.count(projectsLater(), "project") + "), unfamiliar the ";
        blocks.add(grid(known + Told.count(story.near(), "file") + " that are near. " + sampled() + ".", true));
        blocks.add(grid(known + Told.count(story.far(), "file") + " that are far. " + sampled() + ".", false));
        blocks.add(others(known));
        blocks.add(middles());
        blocks.add(new Paragraph(Words.of("AUROC is how often a known file looks more familiar than an unfamiliar one:"
                        + " 0.5 is chance. FPR95 has two conventions: the share of unfamiliar files that are taken for"
                        + " known where 95 % of the known ones pass, and the share of known files that are taken for"
                        + " unfamiliar where 95 % of the unfamiliar ones are caught; 0 is best in both. In brackets are"
                        + " 95 % intervals, by project; too few projects make them wide. All scores are in ")
                .link(folder + "familiarity.csv", "familiarity.csv")
                .and(".")));
        return blocks;
    }

    private int projectsLater() {
        return story.judged().stream()
                .skip(1)
                .mapToInt(BytesStory.Judged::projects)
                .sum();
    }

    private List<Words> verdicts() {
        List<Words> points = new ArrayList<>();
        for (boolean near : new boolean[] {true, false}) {
            NeverSeen best = story.unfamiliar().shown().get(0);
            NeverSeen worst = best;
            for (NeverSeen each : story.unfamiliar().shown()) {
                best = auroc(each, near) > auroc(best, near) ? each : best;
                worst = auroc(each, near) < auroc(worst, near) ? each : worst;
            }
            points.add(Words.of((near ? "Near" : "Far")
                            + ": at best, a later file of a known class looks more familiar in ")
                    .strong(Told.percent(auroc(best, near)))
                    .and(" of pairs (" + best.detector() + " at layer " + best.layer() + "), at worst in "
                            + Told.percent(auroc(worst, near)) + " (" + worst.detector() + " at layer "
                            + worst.layer() + ")."));
        }
        NeverSeen first = story.unfamiliar().shown().get(0);
        points.add(Words.of("By " + first.detector() + " at layer " + first.layer()
                + ", the median class of files that trained the network has a score of "
                + whole(middle("trained")) + ", of files kept from training " + whole(middle("kept"))
                + ", of later ones " + whole(middle("later")) + "; files that are far have " + whole(middle("far"))
                + ". The wider the first gap is beside the others, the more the network knows its "
                + Told.count(story.facts().all().trained(), "file")
                + " by heart: a detector that is fitted on them finds whatever else there is strange, of a class or"
                + " not. So answers are judged further below against files that were kept from training, class by"
                + " class."));
        points.add(Words.of("Which detector to trust cannot be known beforehand: ")
                .code("novelty compare")
                .and(" finds that out on classes that are left out. With so few files it is a matter of chance."));
        return points;
    }

    /** The median over classes of the first detector's medians. */
    private double middle(String part) {
        double[] medians = story.unfamiliar().middles().stream()
                .filter(each -> each.part().equals(part))
                .mapToDouble(each -> each.medians().get(0))
                .sorted()
                .toArray();
        return medians.length == 0 ? Double.NaN : medians[medians.length / 2];
    }

    private static String whole(double score) {
        return Double.isNaN(score) ? "–" : String.format(Locale.ROOT, "%.0f", score);
    }

    private static double auroc(NeverSeen each, boolean near) {
        return (near ? each.near() : each.far()).mean(SeparationMeasure.AUROC);
    }

    private Grid grid(String caption, boolean near) {
        List<List<String>> rows = new ArrayList<>();
        for (NeverSeen each : story.unfamiliar().shown()) {
            MeanSeparation separation = near ? each.near() : each.far();
            rows.add(List.of(
                    each.detector(),
                    each.layer(),
                    NeverSeen.told(separation, SeparationMeasure.AUROC),
                    NeverSeen.told(separation, SeparationMeasure.FPR95_KNOWN_POSITIVE),
                    NeverSeen.told(separation, SeparationMeasure.FPR95_NOVEL_POSITIVE)));
        }
        return Grid.of(
                caption,
                List.of(
                        near ? "near" : "far",
                        "layer",
                        "AUROC",
                        "FPR95, unfamiliar taken for known",
                        "FPR95, known taken for unfamiliar"),
                rows);
    }

    private Grid others(String known) {
        List<List<String>> rows = new ArrayList<>();
        for (NeverSeen each : story.unfamiliar().others()) {
            rows.add(List.of(
                    each.detector(),
                    each.layer(),
                    NeverSeen.told(each.near(), SeparationMeasure.AUROC),
                    NeverSeen.told(each.far(), SeparationMeasure.AUROC)));
        }
        return new Grid(
                "AUROC of all other detectors, none of them chosen by anything. " + known
                        + Told.count(story.near(), "near file") + " and the " + Told.count(story.far(), "far one")
                        + ". " + sampled() + ".",
                List.of("detector", "looks at", "near", "far"),
                rows,
                List.of(1),
                List.of());
    }

    private Grid middles() {
        List<String> header = new ArrayList<>(List.of("", "files"));
        story.unfamiliar().shown().forEach(each -> header.add(each.detector() + ", layer " + each.layer()));
        List<List<String>> rows = new ArrayList<>();
        for (Unfamiliar.Middle each : story.unfamiliar().middles()) {
            List<String> row = new ArrayList<>(List.of(
                    each.family().isEmpty() ? each.part() : each.part() + ", " + each.family(),
                    Told.count(each.files())));
            each.medians().forEach(median -> row.add(whole(median)));
            rows.add(row);
        }
        return Grid.of("Medians of the scores: higher is more familiar. " + sampled() + ".", header, rows);
    }

    /** What makes the second half again, step by step. */
    List<String> commands(String output, long seed) {
        String manifest = Told.word(story.files().manifest().toString());
        String group = Told.word(story.files().manifest() + ":project");
        String own = Told.word(output + "/" + folder);
        String features = own + "features/";
        return List.of(
                "./ichnite train " + manifest + " -o again.ichnite --group " + group
                        + story.plan().words() + " --seed " + seed,
                "./ichnite features " + own + "model.ichnite " + manifest + " --layers 7,8 -o features",
                "./ichnite novelty fit " + features + "trained --layers 7 --detector relative -o familiar.detector",
                "./ichnite novelty score familiar.detector " + features + "later -o later.npy",
                "./ichnite novelty score familiar.detector " + features + "far -o far.npy",
                "./ichnite novelty evaluate --known later.npy --novel far.npy",
                "./ichnite drift " + own + "model.ichnite " + manifest + " --train-until " + year() + " --bucket "
                        + story.plan().bucket() + " --group " + group + " --novel "
                        + Told.word(story.files().far().toString()) + " --budget "
                        + story.plan().budget() + " -o drift");
    }

    /** What is to be known before a figure is believed. */
    List<Words> limits() {
        return List.of(
                Words.of("By bytes: " + sample() + ". With "
                        + Told.count(story.facts().all().files(), "file")
                        + " in all, read its figures as a story, not as a measurement. A network may learn how a project"
                        + " fills its files, or how long they are, instead of what made them."),
                Words.of("Another seed keeps other projects from training. That has moved the AUROC of a detector from"
                                + " below chance to nearly 1, and changed who wins against the linear model: ")
                        .code("./ichnite demo --seed 2")
                        .and(" tells another story."));
    }
}
