package io.ichnite.app.task;

import io.ichnite.app.show.PictureFiles;
import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataSource;
import io.ichnite.app.source.ModelSource;
import io.ichnite.model.FeatureExtractor;
import io.ichnite.model.ModelBundle;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
            Unfamiliar unfamiliar = new UnfamiliarWork(streams, kernels, threads, version, seed)
                    .run(model, layers, UnfamiliarParts.of(known, parts, near, far, table, model, plan), folder);

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
}
