package io.ichnite.app.task;

import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.data.Encoding;
import io.ichnite.data.Examples;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.metric.Intervals;
import io.ichnite.metric.PairedIntervals;
import io.ichnite.metric.Scores;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.SeenRows;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks two models about the same rows, each by its own vocabulary and encoding. */
public final class Comparing {
    /** Labels that a message names. */
    private static final int SHOWN = 10;

    private final Streams streams;
    private final Kernels kernels;
    private final int threads;

    public Comparing(Streams streams, Kernels kernels, int threads) {
        this.streams = streams;
        this.kernels = kernels;
        this.threads = threads;
    }

    /**
     * Asks both about all rows, but for those whose label is no family that both have.
     *
     * @param unseen whether rows that trained either are left out
     * @param seed of the draws of groups
     * @throws BadConfig if they have fewer than two families in common, or one cannot take these data
     * @throws BadInput if no row is left
     */
    public AnswersCompared of(ModelsCompared models, Data data, Grouping grouping, boolean unseen, long seed)
            throws IOException {
        SharedFamilies families = models.families();
        families.check(models.a().name(), models.b().name());
        if (!families.all()) {
            streams.say("compared on the " + families.names().size()
                    + " families that both have, as if each had to choose among these");
        }
        List<Integer> rows = labelledAlike(data, families, fresh(models, data, unseen));
        Encoding encoding = shorter(encoding(models.a(), data), encoding(models.b(), data));
        List<String> groups = grouping.keys(data, encoding, rows);
        float[] a = families.narrowed(
                ask(models.a(), data, rows), models.a().model().families().size(), families.ofA());
        float[] b = families.narrowed(
                ask(models.b(), data, rows), models.b().model().families().size(), families.ofB());
        int classes = families.names().size();
        int[] labels = new int[rows.size()];
        boolean any = false;
        for (int i = 0; i < labels.length; i++) {
            String label = data.label(rows.get(i));
            labels[i] = label == null ? -1 : families.names().indexOf(label);
            any |= labels[i] >= 0;
        }
        AnswersCompared.Judged judged = !any
                ? null
                : new AnswersCompared.Judged(
                        Scores.of(a, classes, labels),
                        Scores.of(b, classes, labels),
                        PairedIntervals.of(a, b, classes, labels, groups, Intervals.Plan.defaults(seed), threads),
                        grouping.name());
        return new AnswersCompared(families.names(), rows.stream().map(data::id).toList(), labels, a, b, judged);
    }

    private static Encoding encoding(ModelSide side, Data data) {
        try {
            return data.encoding(side.model().encoding());
        } catch (BadConfig e) {
            throw new BadConfig(side.name() + ": " + e.getMessage());
        }
    }

    /** What fewer rows differ by, so that no group is taken for two. */
    private static Encoding shorter(Encoding one, Encoding other) {
        return other.length() < one.length() ? other : one;
    }

    /** Rows that trained neither; or all, and a warning. */
    private List<Integer> fresh(ModelsCompared models, Data data, boolean unseen) {
        Set<Integer> trained = new TreeSet<>();
        for (ModelSide side : List.of(models.a(), models.b())) {
            Set<Integer> rows = trained(side.model(), data);
            trained.addAll(rows);
            if (!rows.isEmpty() && !unseen) {
                streams.say("warning: " + Told.count(rows.size(), "row") + " of these trained " + side.name()
                        + ", which flatters it; --unseen leaves out what trained either");
            }
        }
        if (!unseen) {
            return data.rows();
        }
        List<Integer> rows =
                data.rows().stream().filter(row -> !trained.contains(row)).toList();
        if (rows.isEmpty()) {
            throw BadInput.in(data.name(), "has no row that trained neither model (--unseen)");
        }
        streams.say(Told.count(trained.size(), "row") + " that trained either are left out");
        return rows;
    }

    /** By name, where the data are those that it was trained on; else none is known. */
    private static Set<Integer> trained(ModelBundle model, Data data) {
        SeenRows seen = model.rows();
        Set<Integer> rows = new HashSet<>();
        if (seen == null || !data.digest().equals(model.manifest().dataDigest())) {
            return rows;
        }
        Set<String> names = new HashSet<>(seen.trained());
        data.rows().stream().filter(row -> names.contains(data.id(row))).forEach(rows::add);
        return rows;
    }

    private static String some(Set<String> labels) {
        String first = labels.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return labels.size() > SHOWN ? first + " and others" : first;
    }

    /** Rows without a label, and those of a family that both have. */
    private List<Integer> labelledAlike(Data data, SharedFamilies families, List<Integer> all) {
        List<Integer> rows = new ArrayList<>();
        Set<String> others = new TreeSet<>();
        for (int row : all) {
            String label = data.label(row);
            if (label == null || families.names().contains(label)) {
                rows.add(row);
            } else {
                others.add(label);
            }
        }
        if (rows.isEmpty()) {
            throw BadInput.in(
                    data.name(),
                    "expected labels of " + String.join(", ", families.names()) + ", or none, found "
                            + (others.isEmpty() ? "no rows" : some(others) + "; --labels gives others"));
        }
        if (rows.size() < all.size()) {
            streams.say(Told.count((long) all.size() - rows.size(), "row")
                    + " of families that not both have are left out: " + String.join(", ", others));
        }
        return rows;
    }

    private float[] ask(ModelSide side, Data data, List<Integer> rows) {
        Progress progress = new Progress(streams, System::nanoTime);
        try {
            Examples examples = data.unlabelled(side.model().vocabulary(), encoding(side, data), rows);
            return Asking.probabilities(
                    side.model(), examples, kernels, threads, (done, all) -> progress.part("asking", done, all));
        } catch (BadConfig e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(side.name()) ? e : new BadConfig(side.name() + ": " + message);
        } finally {
            progress.clear();
        }
    }
}
