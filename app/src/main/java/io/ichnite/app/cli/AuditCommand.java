package io.ichnite.app.cli;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataSource;
import io.ichnite.app.source.LabelFile;
import io.ichnite.app.task.AuditFiles;
import io.ichnite.app.task.AuditOutcome;
import io.ichnite.app.task.AuditRequest;
import io.ichnite.app.task.AuditSide;
import io.ichnite.app.task.AuditWork;
import io.ichnite.app.task.Grouping;
import io.ichnite.data.NearPlan;
import io.ichnite.error.BadConfig;
import io.ichnite.sample.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What stands in the way of an honest score. */
@Command(
        name = "audit",
        header = "copies, near copies, leaks and contradictions in data, and the score to expect without them",
        customSynopsis = "ichnite audit TRAIN [TEST] [-o DIR] [OPTIONS]",
        sortOptions = false,
        description = {
            "Looks for what makes a score better than it should be: rows that repeat another, or nearly; the same calls under two"
                    + " labels; copies, programs and names that stand in TRAIN and TEST; rows of TRAIN that are later than those of"
                    + " TEST; classes that one side lacks; calls that only one side makes.",
            "Then it says what that is worth: how well a linear model does with folds drawn row by row, with copies in one fold,"
                    + " with near copies too, and on one row of each sequence; and on the rows of TEST that have no copy in TRAIN.",
            "Two traces are near copies where, of the runs of 4 calls that occur in either, nine tenths occur in both."
                    + " Files of bytes are compared as they are; near copies are looked for among traces only."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite audit train.store -o audit",
            "  ichnite audit train.csv.zst test.store -o audit --group runs.csv:program --test-group test.csv:program",
            "  ichnite audit train.store test.store --labels train_dates.csv --test-labels test_labels.csv --json",
            "  ichnite audit train.store --similarity 0.8 --no-score",
            "",
            "TRAIN and TEST are a trace store, a trace CSV (.gz, .zst; - for stdin), or files of bytes: a manifest",
            "name,label,first_seen or a folder of them. --labels L.csv has file_id, and label, first_seen or both."
        })
final class AuditCommand implements Callable<Integer> {
    private static final int MOST_FOLDS = 1000;
    private static final int LONGEST = 1 << 30;

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "TRAIN", description = "rows to learn from")
    private String train = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "TEST", description = "rows to be judged by")
    private @Nullable String test;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description =
                    "folder for report.html, audit.json, duplicates.csv, near.csv, conflicts.csv, scores.csv, leaks.csv and"
                            + " vocabulary.csv (with TEST), and pictures, .svg and .png")
    private @Nullable Path output;

    @Option(
            names = "--labels",
            paramLabel = "L.csv",
            description = "file_id and label, first_seen or both, of TRAIN; these go before its own")
    private @Nullable Path labels;

    @Option(names = "--test-labels", paramLabel = "L.csv", description = "the same of TEST")
    private @Nullable Path testLabels;

    @Option(
            names = "--group",
            paramLabel = "FILE.csv:COLUMN",
            description = "what rows of TRAIN belong to, as programs: a column of a CSV with file_id or name")
    private @Nullable String group;

    @Option(names = "--test-group", paramLabel = "FILE.csv:COLUMN", description = "the same of TEST")
    private @Nullable String testGroup;

    @Option(
            names = "--similarity",
            paramLabel = "S",
            defaultValue = "0.9",
            description = "share of runs of calls that near copies have in common, 0.5 to 1 (default: 0.9)")
    private double similarity;

    @Option(
            names = "--shingle",
            paramLabel = "K",
            defaultValue = "4",
            description = "how many calls such a run has, 1 to 64 (default: 4)")
    private int shingle;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            defaultValue = "tid",
            description = "tid, arrival, clock, first-seen or longest: how calls are laid end to end (default: tid)")
    private String order = "tid";

    @Option(
            names = "--length",
            paramLabel = "N",
            description =
                    "compare the last N calls of a trace, or the first N bytes, as a network sees them (default: all)")
    private @Nullable Integer length;

    @Option(names = "--folds", paramLabel = "K", defaultValue = "5", description = "of the scores (default: 5)")
    private int folds;

    @Option(
            names = "--score-rows",
            paramLabel = "N",
            defaultValue = "3000",
            description =
                    "scores are worked out on N rows at most, drawn by whole groups of near copies (default: 3000)")
    private int scoreRows;

    @Option(names = "--no-score", description = "look, but do not learn")
    private boolean noScore;

    @Mixin
    private RootOption root = new RootOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    AuditCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        AuditRequest request = request();
        Grouping kin = column("--group", group);
        Grouping testKin = column("--test-group", testGroup);
        if (test == null && (testLabels != null || testGroup != null)) {
            throw new BadConfig("--test-labels and --test-group are of TEST, which is not given");
        }
        if (output != null) {
            OutputFile.checkFolder(output);
        }
        try (Data trained = open(train, labels);
                Data tested = test == null ? null : open(test, testLabels)) {
            AuditSide side = AuditSide.of(trained, labels, kin);
            AuditSide other = tested == null ? null : AuditSide.of(tested, testLabels, testKin);
            AuditOutcome outcome = new AuditWork(streams, common.threads()).run(side, other, request);
            if (output != null) {
                AuditFiles.write(
                        outcome,
                        output,
                        new PictureFiles(streams::say),
                        CommandTree.Version.number(),
                        common.threads());
            }
            if (common.json()) {
                streams.result(Json.line(outcome.json()));
            } else {
                streams.out().print(outcome.text());
            }
            return outcome.partly() ? ExitCodes.PARTLY : ExitCodes.DONE;
        }
    }

    private AuditRequest request() {
        if (folds < 2 || folds > MOST_FOLDS) {
            throw new BadConfig("--folds: expected 2 to " + MOST_FOLDS + ", found " + folds);
        }
        if (scoreRows < 10) {
            throw new BadConfig("--score-rows: expected at least 10, found " + scoreRows + "; --no-score for none");
        }
        if (length != null && (length < 1 || length > LONGEST)) {
            throw new BadConfig("--length: expected 1 to " + LONGEST + ", found " + length);
        }
        NearPlan near;
        Order laid;
        try {
            near = new NearPlan(shingle, similarity, common.seed());
            laid = Order.of(order);
        } catch (IllegalArgumentException e) {
            throw new BadConfig(String.valueOf(e.getMessage()));
        }
        return new AuditRequest(laid, length, near, folds, noScore ? 0 : scoreRows, common.seed());
    }

    private static @Nullable Grouping column(String option, @Nullable String word) {
        if (word == null) {
            return null;
        }
        Grouping grouping = GroupWord.read(word);
        if (grouping.file() == null) {
            throw new BadConfig(option + ": expected FILE.csv:COLUMN, found '" + word + "'");
        }
        return grouping;
    }

    private Data open(String name, @Nullable Path given) throws IOException {
        Map<String, String> own = given == null ? Map.of() : LabelFile.labels(given);
        boolean manifest = root.root() != null && Files.isRegularFile(Path.of(name));
        return DataSource.open(name, streams, common.threads(), false, own, manifest ? root.root() : null);
    }
}
