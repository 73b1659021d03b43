package io.ichnite.app.cli;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.KerasChoice;
import io.ichnite.app.source.ModelSource;
import io.ichnite.app.source.ScanSource;
import io.ichnite.app.source.ShippedModels;
import io.ichnite.app.task.FileVerdict;
import io.ichnite.app.task.Harmless;
import io.ichnite.app.task.Judge;
import io.ichnite.app.task.Scanning;
import io.ichnite.app.task.VerdictJson;
import io.ichnite.app.task.VerdictText;
import io.ichnite.error.BadConfig;
import io.ichnite.sample.Families;
import io.ichnite.tensor.KernelChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One verdict a file. */
@Command(
        name = "scan",
        header = "one verdict a file: families, familiarity, novel or not",
        customSynopsis = "ichnite scan [MODEL...] FILE...|- [OPTIONS]",
        sortOptions = false,
        description = {
            "Asks models about files and gives one verdict a file: which families it is probably of, how familiar it is, what of it"
                    + " was looked at, and whether something was found. Files are read, never run.",
            "FILE is what holds traces (CSV, store, sandbox report, log, list, archive, a folder of these; - for stdin), or, for"
                    + " models of bytes, any file, a manifest or a folder. Models come first; with none, those in models/ that come"
                    + " with ichnite are asked. Each model judges the files that it can take.",
            "Found is a file that is novel: less familiar than a threshold that is kept in the model with its detector; or"
                    + " suspicious: the families that may mean harm have together at least --threshold. Which ones mean none is"
                    + " told by --benign. Without it, it is those called benign, normal, clean, goodware, harmless or legitimate; of"
                    + " a model that has none of these, only what is novel counts: it would find all files suspicious, or none.",
            "Exit codes: 0 nothing was found; 1 something was; 2 refused, no file could be judged; 3 some files or rows were"
                    + " rejected, which goes before 1: --json and the last line on stderr say both."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite scan report.json                       by the models that come with ichnite",
            "  ichnite scan model.ichnite reports/ --json",
            "  ichnite scan model.ichnite trace.csv.gz --benign normal,updater",
            "  ichnite scan traces.ichnite bytes.ichnite report.json setup.exe",
            "  cat trace.csv | ichnite scan model.ichnite -",
            "  ichnite scan malconv.ichnite downloads/ --benign benign --threshold 0.8"
        })
final class ScanCommand implements Callable<Integer> {
    private final Streams streams;
    private final @Nullable Path home;

    @Parameters(arity = "1..*", paramLabel = "MODEL|FILE", description = "models, then what is to be judged")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--benign",
            paramLabel = "a,b",
            split = ",",
            splitSynopsisLabel = "",
            description = "families that mean no harm; all others are suspicious. --benign \"\": all are")
    private @Nullable List<String> benign;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            defaultValue = "0.5",
            description = "how probable all other families are together where a file is suspicious (default: 0.5)")
    private double threshold;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Mixin
    private CommonOptions.Kernel kernel = new CommonOptions.Kernel();

    @Mixin
    private CommonOptions common = new CommonOptions();

    /** @param home the checkout, where shipped models lie; null if not known */
    ScanCommand(Streams streams, @Nullable Path home) {
        this.streams = streams;
        this.home = home;
    }

    @Override
    public Integer call() throws Exception {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new BadConfig("--threshold: expected above 0 and at most 1, found " + threshold);
        }
        int models = leading();
        List<String> files = names.subList(models, names.size());
        check(files);
        KernelChoice kernels = kernel.choose(streams);
        List<Judge> judges = new ArrayList<>();
        try {
            for (Path model : models > 0 ? paths(names.subList(0, models)) : shipped()) {
                judges.add(judge(model, kernels));
            }
            return scan(judges, files);
        } finally {
            judges.forEach(Judge::close);
        }
    }

    /** How many of the arguments, from the first on, are models. */
    private int leading() throws IOException {
        int count = 0;
        while (count < names.size() && ScanSource.isModel(names.get(count))) {
            count++;
        }
        return count;
    }

    private void check(List<String> files) throws IOException {
        if (files.isEmpty()) {
            throw new BadConfig("expected a FILE to be judged behind the models, found none");
        }
        for (String file : files) {
            if (ScanSource.isModel(file)) {
                throw new BadConfig(file + ": is a model; models come before the files");
            }
        }
        if (files.stream().filter("-"::equals).count() > 1) {
            throw new BadConfig("- : stdin can be read only once");
        }
    }

    private static List<Path> paths(List<String> names) {
        return names.stream().map(Path::of).toList();
    }

    private List<Path> shipped() throws IOException {
        List<Path> shipped = ShippedModels.of(home);
        streams.say("no MODEL is named: asking what comes with ichnite, "
                + shipped.stream().map(Path::toString).collect(Collectors.joining(", ")));
        return shipped;
    }

    private Judge judge(Path file, KernelChoice kernels) throws IOException {
        KerasChoice choice = KerasChoice.none();
        return new Judge(
                file.toString(), ModelSource.open(file, choice, streams::say), kernels.kernels(), common.threads());
    }

    private int scan(List<Judge> judges, List<String> files) throws IOException {
        List<Families> families = judges.stream().map(Judge::families).toList();
        Harmless harmless = Harmless.of(benign, families);
        for (Judge judge : judges) {
            if (!harmless.says(judge.families())) {
                streams.say(
                        judge.name() + ": none of its families is called benign: only what is novel counts as found;"
                                + " --benign says which families mean no harm"
                                + (judge.tellsNovel() ? "" : ". It has no detector either, so it finds nothing"));
            }
        }
        Set<ScanSource.Kind> kinds = judges.stream().map(Judge::kind).collect(Collectors.toSet());
        ScanSource source = new ScanSource(streams, kinds, reading.format(), reading.reading(), common.threads());
        Shower shower = new Shower(files.size(), judges.size());
        Scanning.Outcome outcome = new Scanning(streams, judges, harmless, threshold).run(source, files, shower);
        if (outcome.judged() == 0) {
            return ExitCodes.REFUSED;
        }
        streams.say(outcome.text());
        if (outcome.rejected() > 0) {
            return ExitCodes.PARTLY;
        }
        return outcome.found() > 0 ? ExitCodes.FOUND : ExitCodes.DONE;
    }

    /** Prints verdicts as they come. What was rejected before the first one waits for it, as nothing is printed where all is refused. */
    private final class Shower implements Scanning.Listener {
        private final int inputs;
        private final int models;
        private final List<String> waiting = new ArrayList<>();
        private boolean begun;

        Shower(int inputs, int models) {
            this.inputs = inputs;
            this.models = models;
        }

        @Override
        public void verdict(FileVerdict verdict) {
            begun = true;
            waiting.forEach(streams::result);
            waiting.clear();
            streams.result(
                    common.json() ? Json.line(VerdictJson.of(verdict)) : VerdictText.of(verdict, inputs, models));
        }

        @Override
        public void leftOut(String input, long rows, List<String> reasons) {
            rejected(input, rows, reasons.isEmpty() ? "left out" : String.join("\n", reasons));
            streams.say(input + ": " + rows + " rows or files were left out");
        }

        @Override
        public void refused(String input, Exception problem) {
            String words = words(problem);
            rejected(input, 1, words);
            streams.say("ichnite: " + words);
        }

        private void rejected(String input, long count, String reason) {
            if (!common.json()) {
                return;
            }
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("input", input);
            object.put("verdict", "rejected");
            object.put("found", false);
            object.put("rejected", count);
            object.put("error", reason);
            String line = Json.line(object);
            if (begun) {
                streams.result(line);
            } else {
                waiting.add(line);
            }
        }
    }

    private static String words(Exception problem) {
        Throwable cause = problem instanceof UncheckedIOException ? problem.getCause() : problem;
        return cause instanceof IOException disk ? ExitCodes.words(disk) : String.valueOf(problem.getMessage());
    }
}
