package io.ichnite.app.task;

import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.drift.Conformal.Form;
import io.ichnite.drift.DriftPlan;
import io.ichnite.drift.DriftRows;
import io.ichnite.drift.DriftStory;
import io.ichnite.drift.DriftStudy;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.ingest.Shown;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.SeenRows;
import io.ichnite.sample.Families;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows a model through time. The detector is fitted on the model's training rows, thresholds on its validation rows; rows of a
 * bucket are only judged.
 */
public final class DriftWork {
    private final Streams streams;
    private final Kernels kernels;
    private final int threads;

    public DriftWork(Streams streams, Kernels kernels, int threads) {
        this.streams = streams;
        this.kernels = kernels;
        this.threads = threads;
    }

    /**
     * Does the work.
     *
     * @param name of the model, as the user gave it
     * @param data rows with dates, among them those that trained the model and validated it
     * @param novel rows of no class that the model has; null for none
     * @throws BadConfig if the model does not say what trained it, or that is later than the date, or options do not go together
     * @throws BadInput if the rows that trained or validated are not in the data
     */
    public DriftOutcome run(String name, ModelBundle model, Data data, @Nullable Data novel, DriftRequest request)
            throws IOException {
        Parts parts = parts(model, data, request);
        DriftSelection selection = DriftSelection.of(data, parts.others(), request);
        Families families = model.families();
        int classes = families.size();
        try (Extraction extraction = new Extraction(model, request.layers(), kernels, threads)) {
            Extracted training = extracted(extraction, model, data, parts.trained(), "training rows");
            DriftDetectors detectors = new DriftDetectors(
                    request.detector(),
                    extraction,
                    training,
                    labels(data, parts.trained(), families),
                    classes,
                    kernels);
            DriftRows reference = judged(detectors, extraction, model, data, parts.validated(), "validation rows");
            DriftRows rows = judged(detectors, extraction, model, data, selection.rows(), "rows of buckets")
                    .withDates(selection.days());
            DriftRows unknown =
                    novel == null ? null : judged(detectors, extraction, model, novel, novel.rows(), "novel rows");
            Set<String> seen = null;
            Grouping groups = request.groups();
            if (groups != null) {
                seen = new HashSet<>(groups.keys(data, model.encoding(), parts.trained()));
                reference = reference.withGroups(groups.keys(data, model.encoding(), parts.validated()));
                rows = rows.withGroups(groups.keys(data, model.encoding(), selection.rows()));
            }
            streams.say("following " + Told.count(rows.size(), "row") + " through "
                    + Told.count(selection.calendar().buckets().size(), "bucket"));
            DriftPlan plan = DriftPlan.defaults(selection.calendar(), request.seed(), threads)
                    .withRejection(request.transcend() ? Form.TRANSCEND : Form.PLUS_ONE, request.errorRate())
                    .withBudget(request.budget());
            DriftStory story = DriftStudy.of(plan, reference, rows, unknown, seen);
            List<String> notes = new ArrayList<>(parts.notes());
            notes.addAll(selection.notes());
            notes.forEach(streams::say);
            return new DriftOutcome(
                    name,
                    data.name(),
                    request,
                    story,
                    families,
                    extraction.layers().stream()
                            .map(layer -> String.valueOf(layer.number()))
                            .toList(),
                    training.rows(),
                    reference,
                    rows,
                    selection.rows().stream().map(data::id).toList(),
                    unknown,
                    selection.undated(),
                    selection.outside(),
                    foreign(data, selection.rows(), families),
                    notes,
                    data.rejected() + (novel == null ? 0 : novel.rejected()));
        }
    }

    private DriftRows judged(
            DriftDetectors detectors,
            Extraction extraction,
            ModelBundle model,
            Data data,
            List<Integer> rows,
            String what) {
        Extracted some = extracted(extraction, model, data, rows, what);
        return detectors.judged(some, labels(data, rows, model.families()));
    }

    /** @param what rows they are, for who waits */
    private Extracted extracted(Extraction extraction, ModelBundle model, Data data, List<Integer> rows, String what) {
        Progress progress = new Progress(streams, System::nanoTime);
        try {
            return extraction.of(
                    data.unlabelled(model.vocabulary(), data.encoding(model.encoding()), rows),
                    (done, all) -> progress.counted(what, "rows", done, all));
        } finally {
            progress.clear();
        }
    }

    private static int[] labels(Data data, List<Integer> rows, Families families) {
        return rows.stream()
                .mapToInt(row -> {
                    String label = data.label(row);
                    return label == null ? -1 : families.indexOf(label);
                })
                .toArray();
    }

    private static SortedMap<String, Integer> foreign(Data data, List<Integer> rows, Families families) {
        SortedMap<String, Integer> foreign = new TreeMap<>();
        for (int row : rows) {
            String label = data.label(row);
            if (label != null && families.indexOf(label) < 0) {
                foreign.merge(label, 1, Integer::sum);
            }
        }
        return foreign;
    }

    /**
     * Which rows served for what.
     *
     * @param others those that served for neither training nor validation
     */
    private record Parts(List<Integer> trained, List<Integer> validated, List<Integer> others, List<String> notes) {}

    private static Parts parts(ModelBundle model, Data data, DriftRequest request) {
        SeenRows had = model.rows();
        if (had == null) {
            throw new BadConfig(
                    "the model does not say which rows trained and validated it; expected one made by train");
        }
        LocalDate latest = had.latest();
        if (latest != null && latest.isAfter(request.until())) {
            throw new BadConfig("--train-until " + request.until() + ": the model was trained on rows first seen until "
                    + latest + "; a model may not be judged by what is older than its training");
        }
        Set<String> trained = new HashSet<>(had.trained());
        Set<String> validated = new HashSet<>(had.validated());
        List<Integer> train = new ArrayList<>();
        List<Integer> validation = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        int undated = 0;
        for (int row = 0; row < data.size(); row++) {
            boolean served = trained.contains(data.id(row)) || validated.contains(data.id(row));
            LocalDate day = data.firstSeen(row);
            if (served && day != null && day.isAfter(request.until())) {
                throw new BadConfig("--train-until " + request.until() + ": " + Shown.plain(data.id(row))
                        + " served the training and was first seen on " + day);
            }
            undated += served && day == null ? 1 : 0;
            (trained.contains(data.id(row)) ? train : served ? validation : others).add(row);
        }
        if (train.isEmpty() || validation.isEmpty()) {
            throw BadInput.in(
                    data.name(),
                    "expected the rows that trained the model and those that validated it, found " + train.size()
                            + " of " + had.trained().size() + " and " + validation.size() + " of "
                            + had.validated().size());
        }
        List<String> notes = new ArrayList<>();
        int lacking = had.trained().size() - train.size() + had.validated().size() - validation.size();
        if (lacking > 0) {
            notes.add(Told.count(lacking, "row") + " that trained or validated the model are not in " + data.name());
        }
        if (undated > 0) {
            notes.add(
                    Told.count(undated, "row")
                            + " of training or validation have no date: nobody can say whether they are older than the buckets");
        }
        return new Parts(train, validation, others, notes);
    }
}
