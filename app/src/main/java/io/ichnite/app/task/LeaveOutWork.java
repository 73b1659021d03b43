package io.ichnite.app.task;

import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataRows;
import io.ichnite.data.Examples;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.model.ModelBundle;
import io.ichnite.novelty.FittedDetector;
import io.ichnite.novelty.Scorer;
import io.ichnite.sample.Families;
import io.ichnite.tensor.Kernels;
import io.ichnite.train.EpochListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Trains without some families, fits every candidate on the rows that trained, and scores known and novel rows. For one run. */
final class LeaveOutWork {
    private final Data data;
    private final Families families;
    private final NoveltyComparisonRequest request;
    private final List<Candidate> candidates;
    private final List<String> layers;
    private final Training training;
    private final Streams streams;
    private final Kernels kernels;
    private final int threads;
    private final BooleanSupplier stop;

    /**
     * @param data labelled rows
     * @param families of all of them
     * @param layers that candidates look at
     * @param stop whether a person has asked to end
     */
    LeaveOutWork(
            Data data,
            Families families,
            NoveltyComparisonRequest request,
            List<Candidate> candidates,
            List<String> layers,
            Training training,
            Streams streams,
            Kernels kernels,
            int threads,
            BooleanSupplier stop) {
        this.data = data;
        this.families = families;
        this.request = request;
        this.candidates = candidates;
        this.layers = layers;
        this.training = training;
        this.streams = streams;
        this.kernels = kernels;
        this.threads = threads;
        this.stop = stop;
    }

    /**
     * A row of scores a candidate: of the part's known rows, then of its novel rows, family by family.
     *
     * @param which part, in words
     * @param number of the part, from 1
     * @param parts in all
     * @throws Interrupted if a person has asked to end
     */
    NpyArray scores(LeaveOutPart part, String which, int number, int parts) throws IOException {
        Progress progress = new Progress(streams, System::nanoTime);
        progress.within(which, number, parts);
        try {
            Prepared prepared = training.prepare(new DataRows(data, part.train()), of(part));
            ModelBundle model = training.fit(prepared, EpochListener.all(List.of(progress, stopping())), null)
                    .bundle();
            return scores(part, prepared.train(), model, progress, which);
        } finally {
            progress.clear();
        }
    }

    /** The classes of the rows that train, in the order of all; those that stand in no such row are none. */
    private TrainingRequest of(LeaveOutPart part) {
        List<String> learned = families.names().stream()
                .filter(name -> part.train().stream().anyMatch(row -> name.equals(data.label(row))))
                .toList();
        TrainingRequest all = request.training();
        return new TrainingRequest(
                all.network(),
                all.encoding(),
                all.plan(),
                all.classWeights(),
                all.split(),
                new WordChoice(learned, all.words().keras(), false, null),
                all.options());
    }

    private NpyArray scores(LeaveOutPart part, Examples trained, ModelBundle model, Progress progress, String which) {
        List<Integer> rows = new ArrayList<>(part.known());
        part.novel().forEach(rows::addAll);
        Examples asked = KnownIntegers.rows(model, new DataRows(data, rows));
        int all = trained.size() + asked.size();
        double[] scores = new double[Math.multiplyExact(candidates.size(), rows.size())];
        try (Extraction extraction = new Extraction(model, layers, kernels, threads)) {
            Extracted fit = extraction.of(trained, (done, of) -> shown(progress, which, done, all));
            Extracted judged = extraction.of(asked, (done, of) -> shown(progress, which, trained.size() + done, all));
            int[] labels = Labels.of(trained);
            Scorer scorer = new Scorer(kernels, threads);
            for (int c = 0; c < candidates.size(); c++) {
                checkStop();
                Candidate candidate = candidates.get(c);
                progress.part(which + "  " + candidate.name(), c, candidates.size());
                FittedDetector detector = candidate.fit(
                        extraction, fit, labels, new Candidate.Options(request.covariance(), request.k()), kernels);
                double[] one = scorer.score(detector, candidate.rows(judged));
                System.arraycopy(one, 0, scores, c * rows.size(), rows.size());
            }
        }
        return NpyArray.of(scores, candidates.size(), rows.size());
    }

    private void shown(Progress progress, String which, int done, int all) {
        checkStop();
        progress.part(which + "  features", done, all);
    }

    private void checkStop() {
        if (stop.getAsBoolean()) {
            throw new Interrupted("stopped");
        }
    }

    private EpochListener stopping() {
        return new EpochListener() {
            @Override
            public boolean stop() {
                return stop.getAsBoolean();
            }
        };
    }

    /** The family of each row, by number. */
    static List<Integer> numbers(Data data, Families families) {
        return data.rows().stream()
                .map(row -> families.indexOf(Objects.requireNonNull(data.label(row))))
                .toList();
    }
}
