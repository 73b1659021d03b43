package io.ichnite.app.task;

import io.ichnite.app.picture.Histogram;
import io.ichnite.app.picture.NamedBars;
import io.ichnite.app.report.Block;
import io.ichnite.app.report.Block.Commands;
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
import io.ichnite.formats.json.Numbers;
import io.ichnite.metric.Evaluation;
import io.ichnite.metric.Intervals;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The demo's story as a page, for somebody who has never seen the project. The same story gives the same page. */
final class DemoReport {
    private static final double WIDTH = 400;
    /** So many of the surest answers are shown, and of the least sure. */
    private static final int SHOWN = 5;

    private final DemoStory story;
    /** Where the second half's files lie, from the page. */
    static final String BYTES = "bytes/";

    private final QualitySection quality;
    /** Null where the second half was not told. */
    private final @Nullable BytesReport bytes;

    DemoReport(DemoStory story) {
        this.story = story;
        this.quality = quality(story);
        this.bytes = story.bytes() instanceof BytesStory told ? new BytesReport(told, story.version(), BYTES) : null;
    }

    static QualitySection quality(DemoStory story) {
        return new QualitySection(story.unseen(), "this network, on programs it never saw", story.random());
    }

    Page page() {
        List<Section> sections = new ArrayList<>(List.of(
                brief(),
                data(),
                TrainingSection.of(story.trained()),
                new Section("quality", "How good it is", qualityBlocks()),
                predicted()));
        sections.addAll(second());
        sections.add(again());
        sections.add(worth());
        return new Page(
                bytes == null
                        ? "Programs told apart by what they do"
                        : "Programs told apart by what they do, and by what they are",
                Words.of("A network was shown which Windows functions programs call, one after the other, and which of "
                        + story.data().classes().size()
                        + " kinds of behaviour each run is of. This page tells what went in, how training went, how good"
                        + " it is on programs that it never saw, and what it says of runs without a label. "
                        + (bytes == null
                                ? ""
                                : "Its second half is about bytes: which toolchain made a file, whether the like of it was"
                                        + " ever seen, and how that went over the years. ")
                        + "All programs here are benign: nothing learnt from them finds malware."),
                sections,
                Words.of("Made by ichnite " + story.version() + ", seed " + story.seed()
                        + ". The page holds all it needs: no script, nothing is fetched."));
    }

    private List<Section> second() {
        if (bytes != null) {
            return bytes.sections();
        }
        String why = story.bytes() instanceof BytesHalf.Untold untold ? untold.why() : "";
        return List.of(new Section(
                "bytes",
                "The second half: what programs are",
                List.of(new Note(Words.of("It is not told here: " + why + ".")))));
    }

    private Section brief() {
        Evaluation unseen = story.evaluation();
        Spread spread = story.unseen().spread();
        Intervals intervals = spread == null ? null : spread.intervals();
        String sure = intervals == null || intervals.groups() < 2
                ? ""
                : "95 % interval " + Told.percent(intervals.accuracy().low()) + " to "
                        + Told.percent(intervals.accuracy().high());
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(Told.percent(unseen.accuracy()), "right on programs it never saw", sure));
        List<Baseline> baselines = story.unseen().baselines();
        for (int i = baselines.size() - 1; i >= 0; i--) {
            figures.add(new Figure(
                    Told.percent(baselines.get(i).scores().evaluation().accuracy()),
                    "right by " + baselines.get(i).name(),
                    "on the same runs"));
        }
        figures.add(new Figure(
                Told.percent(story.random().evaluation().accuracy()),
                "right if runs are split at random",
                "a leak: it has met these programs"));
        List<Block> blocks = new ArrayList<>(List.of(new Figures(figures), quality.verdict()));
        if (bytes != null) {
            blocks.add(new Figures(bytes.figures()));
        }
        return new Section("brief", "In brief", blocks);
    }

    private Section data() {
        DataFacts data = story.data();
        List<List<String>> rows = new ArrayList<>();
        data.classes().forEach(each -> rows.add(row(each)));
        rows.add(row(data.all()));
        int length = story.plan().length();
        return new Section(
                "data",
                "What was in the data",
                List.of(
                        new Paragraph(Words.of(
                                        "A run is one recorded execution of one program: the names of the functions"
                                                + " that it called, in order, thread by thread. Here are ")
                                .strong(Told.count(data.all().runs(), "run"))
                                .and(" of " + Told.count(data.all().programs(), "program") + ", "
                                        + Told.count(data.all().calls(), "call") + " in all. The network looks at the"
                                        + " last " + Told.count(length) + " calls of a run; "
                                        + Told.percent(data.longerThan(length)) + " of the runs are longer.")),
                        new Grid(
                                "Kinds of behaviour. A program may stand in several.",
                                List.of("class", "runs", "programs", "calls", "calls a run, median"),
                                rows,
                                List.of(),
                                List.of(rows.size() - 1)),
                        new Pictures(List.of(
                                new Shown(
                                        "Runs of each class",
                                        Words.of("How much there is to learn from."),
                                        NamedBars.of(
                                                "",
                                                WIDTH,
                                                Double.NaN,
                                                "runs",
                                                data.classes().stream()
                                                        .map(
                                                                each -> NamedBars.Bar.of(
                                                                        each.name(),
                                                                        each.runs(),
                                                                        Told.count(each.runs())))
                                                        .toList())),
                                new Shown(
                                        "How long runs are",
                                        Words.of("Each mark of the axis is ten times the one before."),
                                        Histogram.of("", WIDTH, data.lengths(), "calls in a run", "runs")))),
                        new Paragraph(Words.of("For the judgement, "
                                        + Told.percent(story.plan().share())
                                        + " of the runs were kept from training, all runs of a program together: ")
                                .strong(Told.count(story.evaluation().rows(), "run") + kept())
                                .and(". The network has seen no run of these programs."))));
    }

    private String kept() {
        Spread spread = story.unseen().spread();
        return spread == null ? "" : " of " + Told.count(spread.intervals().groups(), "program");
    }

    private static List<String> row(DataFacts.OfClass each) {
        return List.of(
                each.name(),
                Told.count(each.runs()),
                Told.count(each.programs()),
                Told.count(each.calls()),
                Told.count(each.median()));
    }

    private List<Block> qualityBlocks() {
        List<Block> blocks = new ArrayList<>(quality.baselines());
        blocks.add(new Headline("By program, or by run"));
        blocks.add(new Note(
                Words.of("Runs of one program are nearly alike. If they may stand on both sides of the split, the"
                                + " same network seems to have a macro-F1 of ")
                        .strong(Told.two(story.random().evaluation().macroF1()))
                        .and(" instead of ")
                        .strong(Told.two(story.evaluation().macroF1()))
                        .and(
                                ". That number is a leak: it says how well programs are recognised that the network has met, and not"
                                        + " whether it knows the behaviour of one that it has not. Everything else on this page is about"
                                        + " programs that it never saw.")));
        blocks.addAll(quality.classes());
        blocks.addAll(quality.curves());
        return blocks;
    }

    private Section predicted() {
        Answers answers = story.unlabelled();
        List<Integer> counts = answers.counts();
        List<NamedBars.Bar> bars = IntStream.range(0, counts.size())
                .mapToObj(c -> NamedBars.Bar.of(answers.classes().get(c), counts.get(c), Told.count(counts.get(c))))
                .toList();
        List<Answers.Answer> sorted = answers.bySureness();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            if (i < SHOWN || i >= sorted.size() - SHOWN) {
                rows.add(answer(sorted.get(i)));
            }
        }
        return new Section(
                "predicted",
                "What was predicted",
                List.of(
                        new Paragraph(Words.of("The network was asked about "
                                        + Told.count(answers.rows().size(), "run")
                                        + " without a label. All its probabilities are in ")
                                .link("test_labels.csv", "test_labels.csv")
                                .and(", a row a run. It knows no answer but its classes, and gives one of them to"
                                        + " behaviour that is none of them, too; how sure it is does not tell, see"
                                        + " the calibration above.")),
                        new Pictures(List.of(new Shown(
                                "Answers of each class",
                                Words.of("How many runs were most probably of it."),
                                NamedBars.of("", WIDTH, Double.NaN, "runs", bars)))),
                        new Grid(
                                "The surest and the least sure answers.",
                                List.of("run", "class", "probability", "second", "probability"),
                                rows,
                                List.of(1, 3),
                                List.of())));
    }

    private List<String> answer(Answers.Answer answer) {
        List<String> classes = story.unlabelled().classes();
        return List.of(
                answer.id(),
                classes.get(answer.answer()),
                Told.two(answer.probability()),
                classes.get(answer.runnerUp()),
                Told.two(answer.next()));
    }

    private Section again() {
        String folder = story.folder();
        DemoPlan plan = story.plan();
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.of("All of it, to the same figures, in the folder of the project:"));
        blocks.add(new Commands(List.of("./ichnite demo" + (story.seed() == 1 ? "" : " --seed " + story.seed()))));
        blocks.add(Paragraph.of("Step by step, and with your own traces:"));
        blocks.add(new Commands(List.of(
                "./ichnite train " + Told.word(folder + "/traces.store") + " -o again.ichnite --network "
                        + plan.network() + " --length " + plan.length() + " --epochs " + plan.epochs()
                        + " --batch " + plan.batch() + " --learning-rate "
                        + Numbers.text(plan.learningRate())
                        + " --validation " + Numbers.text(plan.share())
                        + " --group samples/traces/runs.csv:program --seed " + story.seed(),
                "./ichnite describe " + Told.word(folder + "/model.ichnite"),
                "./ichnite predict " + Told.word(folder + "/model.ichnite") + " YOUR_TRACES.csv -o labels.csv",
                "./ichnite evaluate " + Told.word(folder + "/model.ichnite")
                        + " YOUR_LABELLED_TRACES.csv -o evaluation",
                "tensorboard --logdir " + Told.word(folder + "/log"))));
        if (bytes != null) {
            blocks.add(Paragraph.of("The second half, step by step, and so with your own files of bytes:"));
            blocks.add(new Commands(bytes.commands(folder, story.seed())));
        }
        blocks.add(new Paragraph(beside()));
        return new Section("again", "How to make it again", blocks);
    }

    private Words beside() {
        Words words = Words.of("Beside this page: ")
                .link("model.ichnite", "model.ichnite")
                .and(", the model; ")
                .link("history.csv", "history.csv")
                .and(", a row an epoch; ")
                .link("evaluation/evaluation.json", "evaluation/")
                .and(", all measures, tables and curves as files; ")
                .link("test_labels.csv", "test_labels.csv")
                .and("; the pictures as SVG and PNG; ")
                .code("log/")
                .and(", what TensorBoard shows; ")
                .code("traces.store")
                .and(", the traces");
        return bytes == null
                ? words.and(".")
                : words.and("; and of the second half ")
                        .link(BYTES + "model.ichnite", BYTES + "model.ichnite")
                        .and(", ")
                        .code(BYTES + "features/")
                        .and(", ")
                        .code(BYTES + "detectors/")
                        .and(", ")
                        .link(BYTES + "familiarity.csv", BYTES + "familiarity.csv")
                        .and(" and ")
                        .link(BYTES + "drift/report.html", BYTES + "drift/")
                        .and(".");
    }

    private Section worth() {
        List<Words> points = new ArrayList<>(List.of(
                Words.of("The programs are benign, and were recorded under Wine within an hour: the classes are"
                        + " kinds of behaviour, not families of malware. What is shown is the way, not a"
                        + " detector."),
                Words.of("There are few programs of each class. With another choice of those kept from training,"
                        + " the figures move by a tenth in any case; the intervals show that."),
                Words.of("The length and the learning rate were chosen by looking at such programs, and the epoch"
                        + " by these very ones, so the figures are a little flattering."),
                Words.of("Some classes blur for a true reason: compression and hashing that are compiled into a"
                        + " program call no Windows function."),
                Words.of("Which compiler made a program is probably mixed up with what it does, and a model may"
                        + " learn the first instead of the second."),
                Words.of("Some of the runs without a label are of behaviour that no class here describes.")));
        if (bytes != null) {
            points.addAll(bytes.limits());
        }
        return new Section("limits", "What this is worth", List.of(new Points(points)));
    }
}
