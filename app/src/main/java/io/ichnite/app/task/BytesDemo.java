package io.ichnite.app.task;

import io.ichnite.app.picture.ScoreHistograms.Series;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataRows;
import io.ichnite.app.source.DataSource;
import io.ichnite.app.source.ModelSource;
import io.ichnite.formats.json.Numbers;
import io.ichnite.metric.Intervals;
import io.ichnite.metric.MeanSeparation;
import io.ichnite.metric.ScoredRows;
import io.ichnite.model.FeatureExtractor;
import io.ichnite.model.ModelBundle;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.novelty.Precision;
import io.ichnite.novelty.Scorer;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Tells the demo's second half: a network learns from bytes, is asked what it never saw, and is followed through time. */
final class BytesDemo {
    private final Streams streams;
    private final Kernels kernels;
    private final int threads;
    private final String version;
    private final long seed;
    private final BytesPlan plan;

    BytesDemo(Streams streams, Kernels kernels, int threads, String version, long seed, BytesPlan plan) {
        this.streams = streams;
        this.kernels = kernels;
        this.threads = threads;
        this.version = version;
        this.seed = seed;
        this.plan = plan;
    }

    /** Files that serve for one thing, each with its project. */
    private record Part(String name, Data data, List<String> projects) {}

    /**
     * Tells it.
     *
     * @param table which project each unfamiliar file is of
     * @param folder for what is made
     * @param step gets what comes next, in words
     */
    BytesStory tell(DemoBinaries.Found files, Path table, Path folder, PictureFiles pictures, Consumer<String> step)
            throws IOException {
        Files.createDirectories(folder);
        Grouping projects = new Grouping(files.manifest(), "project");
        try (Data known = open(files.manifest());
                Data near = open(files.near());
                Data far = open(files.far())) {
            step.accept("a network learns from the bytes of those until " + plan.year()
                    + " what made them; a quarter is kept from it, by project");
            Training training = new Training(streams, kernels, threads, version);
            Prepared prepared = training.prepare(known, plan.training(projects, seed));
            TrainedModel trained = fit(training, prepared);
            ModelBundle model = trained.bundle();
            ModelSource.write(model, folder.resolve("model.ichnite"));
            new RunFolder(folder, streams, prepared.plan().keepBest()).write(trained.history());
            BytesParts parts = BytesParts.of(known, model, prepared.rows(), projects, plan.until());
            List<BytesStory.Judged> judged = judged(model, known, parts, projects);

            step.accept("files that are of none of its classes: does it notice?");
            List<String> layers = FeatureExtractor.usual(model.network());
            Grouping others = new Grouping(table, "project");
            List<Part> all = List.of(
                    part("trained", known, parts, parts.trained()),
                    part("validated", known, parts, parts.validated()),
                    part("later", known, parts, parts.later()),
                    new Part("near", near, others.keys(near, model.encoding(), near.rows())),
                    new Part("far", far, others.keys(far, model.encoding(), far.rows())));
            List<NeverSeen> unfamiliar =
                    unfamiliar(model, layers, all, parts.seen().size(), folder);

            step.accept("and how it did on what came after " + plan.year());
            DriftOutcome drift = new DriftWork(streams, kernels, threads)
                    .run(
                            folder.resolve("model.ichnite").toString(),
                            model,
                            known,
                            far,
                            plan.drift(layers, projects, seed));
            DriftFiles.write(drift, folder.resolve("drift"), pictures, version);
            return new BytesStory(
                    plan,
                    files,
                    BytesFacts.of(known, parts),
                    near.size(),
                    far.size(),
                    trained,
                    judged,
                    unfamiliar,
                    drift);
        }
    }

    private Data open(Path path) throws IOException {
        return DataSource.open(path.toString(), streams, threads, false);
    }

    private TrainedModel fit(Training training, Prepared prepared) throws IOException {
        Progress progress = new Progress(streams, System::nanoTime);
        try {
            return training.fit(prepared, progress, null);
        } finally {
            progress.clear();
        }
    }

    private List<BytesStory.Judged> judged(ModelBundle model, Data known, BytesParts parts, Grouping projects)
            throws IOException {
        Map<String, List<Integer>> asked = new LinkedHashMap<>();
        asked.put("kept", parts.validated());
        asked.put("later_seen", parts.seen());
        asked.put("later_unseen", parts.unseen());
        Map<String, String> words = Map.of(
                "kept", "until " + plan.year() + ", kept from training",
                "later_seen", "later, of projects that training had",
                "later_unseen", "later, of projects that it had not");
        Measuring measuring = new Measuring(streams, kernels, threads);
        List<BytesStory.Judged> judged = new ArrayList<>();
        for (Map.Entry<String, List<Integer>> each : asked.entrySet()) {
            List<Integer> rows = each.getValue();
            if (!rows.isEmpty()) {
                judged.add(new BytesStory.Judged(
                        String.valueOf(words.get(each.getKey())),
                        each.getKey(),
                        new HashSet<>(parts.projects(rows)).size(),
                        measuring.of(model, known, rows, projects, seed)));
            }
        }
        return judged;
    }

    private static Part part(String name, Data known, BytesParts parts, List<Integer> rows) {
        return new Part(name, new DataRows(known, rows), parts.projects(rows));
    }

    /** Detectors are fitted on what trained the network, and asked about everything else. */
    private List<NeverSeen> unfamiliar(ModelBundle model, List<String> layers, List<Part> all, int seen, Path folder)
            throws IOException {
        Path features = folder.resolve("features");
        FeatureFiles writer = new FeatureFiles(streams, kernels, threads);
        for (Part part : all) {
            writer.write(model, part.data(), layers, features.resolve(part.name()));
        }
        Path detectors = Files.createDirectories(folder.resolve("detectors"));
        NoveltyFit fit = new NoveltyFit(streams, kernels, seed, version);
        Scorer scorer = new Scorer(kernels, threads);
        List<NeverSeen> found = new ArrayList<>();
        Map<String, List<double[]>> columns = new LinkedHashMap<>();
        for (DetectorKind kind : BytesPlan.DETECTORS) {
            for (String layer : layers) {
                NoveltyFitted fitted = fit.fit(new NoveltyRequest(
                        features.resolve("trained"),
                        null,
                        DetectorPlan.defaults(kind),
                        false,
                        null,
                        List.of(layer),
                        false,
                        null,
                        null));
                fitted.write(detectors.resolve(kind.word() + "_" + layer + ".detector"));
                List<double[]> scores = new ArrayList<>();
                for (Part part : all) {
                    scores.add(NoveltyScores.of(
                                    fitted.kept(), features.resolve(part.name()), List.of(), Precision.FLOAT64, scorer)
                            .scores());
                }
                columns.put(kind.word() + "_" + layer, scores);
                found.add(neverSeen(kind.word(), layer, all, scores, seen));
            }
        }
        write(all, columns, folder.resolve("familiarity.csv"));
        return found;
    }

    private NeverSeen neverSeen(String detector, String layer, List<Part> all, List<double[]> scores, int seen) {
        double[] later = scores.get(2);
        List<Series> shown = new ArrayList<>();
        shown.add(Series.of("until " + plan.year() + ", kept from training", scores.get(1)));
        shown.add(Series.of("later, projects that training had", Arrays.copyOfRange(later, 0, seen)));
        shown.add(Series.of("later, other projects", Arrays.copyOfRange(later, seen, later.length)));
        shown.add(Series.of("near", scores.get(3)));
        shown.add(Series.of("far", scores.get(4)));
        shown.removeIf(series -> series.scores().size() == 0);
        return new NeverSeen(detector, layer, apart(all, scores, 3), apart(all, scores, 4), shown);
    }

    /** Later files from those of a part, drawn by project. */
    private MeanSeparation apart(List<Part> all, List<double[]> scores, int novel) {
        ScoredRows rows = ScoredRows.of(
                scores.get(2),
                all.get(2).projects(),
                scores.get(novel),
                all.get(novel).projects());
        return MeanSeparation.of(List.of(rows), Intervals.Plan.defaults(seed), threads);
    }

    /** A row a file, a column a detector. */
    private static void write(List<Part> all, Map<String, List<double[]>> columns, Path file) throws IOException {
        OutputFile.write(file, out -> {
            out.append("name,part,project,label,first_seen");
            for (String column : columns.keySet()) {
                out.append(',').append(column);
            }
            out.append('\n');
            for (int p : IntStream.range(0, all.size()).toArray()) {
                Part part = all.get(p);
                for (int row : part.data().rows()) {
                    String label = part.data().label(row);
                    LocalDate day = part.data().firstSeen(row);
                    out.append(OutputFile.field(part.data().id(row)));
                    out.append(',').append(part.name()).append(',');
                    out.append(OutputFile.field(part.projects().get(row))).append(',');
                    out.append(label == null ? "" : OutputFile.field(label)).append(',');
                    out.append(day == null ? "" : day.toString());
                    for (List<double[]> scores : columns.values()) {
                        out.append(',').append(Numbers.text(scores.get(p)[row]));
                    }
                    out.append('\n');
                }
            }
        });
    }
}
