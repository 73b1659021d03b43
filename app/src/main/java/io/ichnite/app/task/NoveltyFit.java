package io.ichnite.app.task;

import io.ichnite.app.show.Streams;
import io.ichnite.app.source.FeatureSource;
import io.ichnite.app.source.LabelArray;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.novelty.Detectors;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.FitReport;
import io.ichnite.novelty.FittedDetector;
import io.ichnite.novelty.Head;
import io.ichnite.novelty.KeptDetector;
import io.ichnite.novelty.LayerCombination;
import io.ichnite.novelty.TrainingRows;
import io.ichnite.tensor.Kernels;
import io.ichnite.tensor.SplitMix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Fits a detector of novelty on the features of familiar rows. */
public final class NoveltyFit {
    /** Of each class, one row of so many is kept from the fit, where rows to combine layers by are not given. */
    private static final int SHARE = 4;

    private final Streams streams;
    private final Kernels kernels;
    private final long seed;
    private final String version;

    /**
     * @param seed of the choice of rows that are kept from the fit
     * @param version of this program, for the record
     */
    public NoveltyFit(Streams streams, Kernels kernels, long seed, String version) {
        this.streams = streams;
        this.kernels = kernels;
        this.seed = seed;
        this.version = version;
    }

    /** All that was opened: which rows fit, and which were kept from it. */
    private static final class Opened {
        private final FeatureSource source;
        private final int @Nullable [] labels;
        private final int classes;
        private final int[] rows;
        private final int[] kept;

        Opened(FeatureSource source, int @Nullable [] labels, int classes, int[] rows, int[] kept) {
            this.source = source;
            this.labels = labels;
            this.classes = classes;
            this.rows = rows;
            this.kept = kept;
        }
    }

    /**
     * Opens, fits, and says what is to be known.
     *
     * @throws io.ichnite.error.IchniteException if the files or options do not go together
     */
    public NoveltyFitted fit(NoveltyRequest request) throws IOException {
        long began = System.nanoTime();
        FeatureSource source = FeatureSource.open(request.features());
        DetectorKind kind = request.plan().kind();
        List<String> layers = layers(request, source);
        Opened opened = open(request, source);
        DetectorPlan plan = request.plan();
        if (request.anyNeighbour() && kind == DetectorKind.KNN && opened.rows.length < plan.k()) {
            plan = plan.withK(Math.max(1, opened.rows.length));
            streams.say("knn: the neighbour is number " + plan.k() + ", as there are no more rows");
        }
        List<Detectors.Fitted> fitted = new ArrayList<>();
        for (String layer : layers.isEmpty() ? List.of("") : layers) {
            fitted.add(Detectors.fit(plan, training(opened, layer, kind), kernels));
        }
        FittedDetector detector = fitted.get(0).detector();
        int known = 0;
        int novel = 0;
        if (request.combine()) {
            FeatureRows familiar = known(request, opened, layers);
            FeatureRows strange = other(request.novel(), layers);
            known = familiar.rows();
            novel = strange.rows();
            detector = LayerCombination.fit(
                    fitted.stream().map(Detectors.Fitted::detector).toList(), familiar, strange, kernels);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        List<String> names = new ArrayList<>();
        for (int row : opened.kept) {
            names.add(source.id(row));
        }
        List<@Nullable FitReport> reports = new ArrayList<>();
        fitted.forEach(one -> reports.add(one.report()));
        return new NoveltyFitted(
                new KeptDetector(detector, layers, OptionalDouble.empty(), facts(request, plan, opened, known, novel)),
                plan,
                opened.rows.length,
                opened.classes,
                reports,
                names,
                known,
                novel,
                seconds);
    }

    private SortedMap<String, String> facts(
            NoveltyRequest request, DetectorPlan plan, Opened opened, int known, int novel) {
        SortedMap<String, String> facts = new TreeMap<>(Map.of(
                "version", version,
                "seed", String.valueOf(seed),
                "detector", plan.kind().word(),
                "rows", String.valueOf(opened.rows.length),
                "classes", String.valueOf(opened.classes)));
        if (plan.kind().needsLabels() && plan.kind() != DetectorKind.MAD) {
            facts.put("covariance", plan.covariance().word());
            facts.put("seed_compatible", String.valueOf(plan.seedCompatible()));
        }
        if (plan.kind() == DetectorKind.KNN) {
            facts.put("k", String.valueOf(plan.k()));
        }
        if (request.combine()) {
            facts.put("combine", "logistic");
            facts.put("known_rows", String.valueOf(known));
            facts.put("novel_rows", String.valueOf(novel));
            facts.put("kept_from_fit", String.valueOf(opened.kept.length));
        }
        return facts;
    }

    /** Those that were asked for, or the one that the detector takes by itself. */
    private List<String> layers(NoveltyRequest request, FeatureSource source) throws IOException {
        DetectorKind kind = request.plan().kind();
        List<String> there = source.layers();
        List<String> asked = request.layers();
        if (request.combine() && (there.isEmpty() || asked.isEmpty())) {
            throw new BadConfig(
                    "--combine: expected a folder made by ichnite features, and which of its layers: --layers 7,8");
        }
        if (asked.stream().distinct().count() < asked.size()) {
            throw new BadConfig("--layers: a layer is named twice");
        }
        if (asked.size() > 1 && !request.combine()) {
            throw new BadConfig("--layers: several layers need --combine logistic, with --novel DIR");
        }
        if (there.isEmpty() && asked.isEmpty()) {
            if (kind.needsLogits()) {
                throw new BadConfig(kind.word()
                        + " looks at the logits: expected a folder made by ichnite features, found " + source.name());
            }
            if (kind.needsHead()) {
                throw new BadConfig(kind.word()
                        + " needs the network's last layer: expected a folder made by ichnite features, found "
                        + source.name());
            }
            return List.of();
        }
        if (kind.needsLogits()) {
            if (request.combine()) {
                throw new BadConfig(kind.word() + " looks at the logits, not at layers: nothing to combine");
            }
            return List.of();
        }
        if (kind.needsHead()) {
            String feeding = source.headLayer();
            if (feeding == null) {
                throw BadInput.in(source.name(), "expected head.npz, which " + kind.word() + " needs; found none");
            }
            if (!asked.isEmpty() && !asked.equals(List.of(feeding))) {
                throw new BadConfig(kind.word() + " needs layer " + feeding
                        + ", which feeds the network's last layer; found --layers " + String.join(",", asked));
            }
            return List.of(feeding);
        }
        if (asked.isEmpty() && there.size() > 1) {
            streams.say(source.name() + ": layer " + there.get(0) + " of " + String.join(", ", there)
                    + "; --layers names another");
        }
        return asked.isEmpty() ? there.subList(0, 1) : asked;
    }

    private Opened open(NoveltyRequest request, FeatureSource source) throws IOException {
        DetectorKind kind = request.plan().kind();
        int all = source.rows();
        Integer first = request.first();
        if (first != null && first > all) {
            throw new BadConfig(
                    "--first: expected at most " + all + ", the rows of " + source.name() + ", found " + first);
        }
        Path given = request.labels();
        int @Nullable [] labels = given == null ? source.labels() : LabelArray.read(given, all);
        List<String> classes = source.classes();
        String where = given == null ? source.name() : given.toString();
        int count = 0;
        if (labels != null) {
            count = Math.max(classes.size(), Arrays.stream(labels).max().orElse(-1) + 1);
        }
        int[] some = IntStream.range(0, first == null ? all : first).toArray();
        if (kind.needsLabels()) {
            if (labels == null) {
                throw new BadConfig(
                        kind.word() + " needs the class of each row: expected LABELS.npy after " + source.name());
            }
            int[] known = labels;
            int[] labelled = IntStream.of(some).filter(row -> known[row] >= 0).toArray();
            if (labelled.length < some.length) {
                streams.say(where + ": " + (some.length - labelled.length) + " of " + some.length
                        + " rows have no class, and are left out");
            }
            some = labelled;
            checkClasses(where, known, some, count, classes, first);
        }
        int[] kept = new int[0];
        if (request.combine() && request.known() == null) {
            kept = quarter(some, labels);
            int[] apart = kept;
            some = IntStream.of(some)
                    .filter(row -> Arrays.binarySearch(apart, row) < 0)
                    .toArray();
            if (kept.length == 0) {
                throw new BadConfig("--combine: expected at least " + SHARE
                        + " rows of a class, to keep a quarter from the fit; or --known DIR");
            }
        }
        return new Opened(source, labels, count, some, kept);
    }

    private static void checkClasses(
            String where, int[] labels, int[] rows, int count, List<String> classes, @Nullable Integer first) {
        int[] sizes = new int[count];
        for (int row : rows) {
            sizes[labels[row]]++;
        }
        if (rows.length == 0) {
            throw BadInput.in(where, "expected rows whose class is known, found none");
        }
        for (int c = 0; c < count; c++) {
            if (sizes[c] == 0) {
                throw BadInput.in(
                        where,
                        "expected a row of each of " + count + " classes"
                                + (first == null ? "" : " among the first " + first) + ", found none of class " + c
                                + (c < classes.size() ? " (" + classes.get(c) + ")" : ""));
            }
        }
    }

    /** A quarter of each class, drawn by the seed, in the order of the rows; a class of fewer than four keeps all in the fit. */
    private int[] quarter(int[] rows, int @Nullable [] labels) {
        SplitMix random = new SplitMix(SplitMix.mix(seed));
        TreeMap<Integer, List<Integer>> classes = new TreeMap<>();
        for (int row : rows) {
            classes.computeIfAbsent(labels == null ? 0 : labels[row], c -> new ArrayList<>())
                    .add(row);
        }
        IntStream.Builder kept = IntStream.builder();
        for (List<Integer> members : classes.values()) {
            int[] order = random.permutation(members.size());
            for (int i = 0; i < members.size() / SHARE; i++) {
                kept.add(members.get(order[i]));
            }
        }
        return kept.build().sorted().toArray();
    }

    private static TrainingRows training(Opened opened, String layer, DetectorKind kind) throws IOException {
        FeatureSource source = opened.source;
        FeatureRows features = source.features(layer.isEmpty() ? List.of() : List.of(layer));
        int @Nullable [] labels = opened.labels;
        TrainingRows all = labels == null || opened.classes == 0
                ? TrainingRows.of(features)
                : TrainingRows.of(features, labels, opened.classes);
        Head head = kind.needsHead() ? source.head() : null;
        TrainingRows some = opened.rows.length == source.rows() ? all : all.select(opened.rows);
        return head == null ? some : some.withHead(head);
    }

    private static FeatureRows known(NoveltyRequest request, Opened opened, List<String> layers) throws IOException {
        return request.known() == null
                ? opened.source.features(layers).select(opened.kept)
                : other(request.known(), layers);
    }

    private static FeatureRows other(@Nullable Path folder, List<String> layers) throws IOException {
        if (folder == null) {
            throw new BadConfig("--combine: expected --novel DIR, features of rows that are not familiar");
        }
        return FeatureSource.open(folder).features(layers);
    }
}
