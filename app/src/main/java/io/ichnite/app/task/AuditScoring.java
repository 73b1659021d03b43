package io.ichnite.app.task;

import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataRows;
import io.ichnite.app.source.EncodingChoice;
import io.ichnite.data.Components;
import io.ichnite.data.Encoding;
import io.ichnite.error.BadConfig;
import io.ichnite.metric.Intervals;
import io.ichnite.metric.Scores;
import io.ichnite.nn.NamedNetworks;
import io.ichnite.sample.Families;
import io.ichnite.tensor.SplitMix;
import io.ichnite.train.TrainingPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What copies are worth: a linear model judged with them and without. On one set by cross-validation, where copies may stand in other
 * folds and where they may not; from one set to the other with the rows that have copies there and without. One for each audit.
 */
final class AuditScoring {
    private static final String RANDOM = "random";
    private static final String SEQUENCE = "sequence";
    private static final String NEAR = "near";
    private static final String KIN = "group";
    private static final String DISTINCT = "distinct";

    private final Streams streams;
    private final int threads;
    private final AuditRequest request;
    private final AuditRows rows;
    private final AuditCopies copies;
    private final TrainingRequest training;
    private final List<String> notes = new ArrayList<>();
    /** Scores by rows and groups: where nothing is a copy, nothing is learned twice. */
    private final Map<List<List<Integer>>, AuditScore> known = new HashMap<>();

    AuditScoring(Streams streams, int threads, AuditRequest request, AuditRows rows, AuditCopies copies) {
        this.streams = streams;
        this.threads = threads;
        this.request = request;
        this.rows = rows;
        this.copies = copies;
        this.training = new TrainingRequest(
                new NetworkChoice(rows.train().data().bytes() ? NamedNetworks.MALCONV : null, null, null),
                new EncodingChoice(rows.train().data().bytes() ? null : request.order(), request.length(), false),
                TrainingPlan.defaults().withSeed(request.seed()),
                null,
                new SplitChoice.None(),
                WordChoice.defaults(),
                new TreeMap<>());
    }

    /** Why there are fewer scores than one might wish for. */
    List<String> notes() {
        return notes;
    }

    private Encoding encoding() throws IOException {
        return rows.train().data().encoding(training.encoding().over(Networks.encoding(training.network(), null)));
    }

    /** By cross-validation of training. */
    List<AuditScore> crossValidated() throws IOException {
        List<Integer> labelled = labelled(rows.ofTrain());
        Families families = families(labelled);
        if (families == null) {
            notes.add("no scores of train: expected labels of two classes or more");
            return List.of();
        }
        List<Integer> drawn = drawn(labelled);
        if (drawn.size() < labelled.size()) {
            notes.add("scores are of " + drawn.size() + " of the " + labelled.size()
                    + " labelled rows of train, drawn by whole groups; --score-rows N takes more");
        }
        List<String> sequences = rows.train().data().sequenceKeys(drawn, encoding());
        List<String> each = new ArrayList<>();
        List<String> near = joined(drawn, sequences);
        Set<String> seen = new LinkedHashSet<>();
        List<Integer> distinct = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            each.add(String.valueOf(i));
            if (seen.add(sequences.get(i))) {
                distinct.add(drawn.get(i));
            }
        }
        List<AuditScore> scores = new ArrayList<>();
        add(scores, RANDOM, "folds drawn row by row", drawn, each, families);
        add(scores, SEQUENCE, "copies in one fold", drawn, sequences, families);
        if (copies.near() != null) {
            add(scores, NEAR, "copies and near copies in one fold", drawn, near, families);
        }
        if (rows.train().kin() != null) {
            List<String> kin = drawn.stream()
                    .map(row -> Objects.requireNonNull(rows.kin(row)))
                    .toList();
            add(scores, KIN, "each " + rows.train().kinName() + " in one fold", drawn, kin, families);
        }
        add(scores, DISTINCT, "one row of each sequence", distinct, each.subList(0, distinct.size()), families);
        return scores;
    }

    private void add(
            List<AuditScore> into, String word, String words, List<Integer> some, List<String> groups, Families all)
            throws IOException {
        Data data = new DataRows(rows.train().data(), some);
        Families families = families(some);
        if (families == null || families.size() < all.size()) {
            families = all;
        }
        int groupCount = new LinkedHashSet<>(groups).size();
        if (groupCount < request.folds()) {
            notes.add("no score for '" + words + "': " + groupCount + " groups are too few for " + request.folds()
                    + " folds");
            return;
        }
        AuditScore same = known.get(List.of(some, numbered(groups)));
        if (same != null) {
            into.add(new AuditScore(word, words, same.rows(), same.scores(), same.mix(), same.intervals()));
            return;
        }
        streams.say("scoring: " + words);
        List<Learner> learners = List.of(new LinearLearner(training, streams, threads), new ClassMixLearner());
        CrossValidated result;
        try {
            result = new FoldWork(
                            data,
                            families,
                            groups,
                            new CrossValidationRequest(request.folds(), 1, Grouping.bySequence(), training, true),
                            learners,
                            FoldStore.open(null, false, new TreeMap<>(), said -> {}),
                            said -> {})
                    .run(threads);
        } catch (BadConfig e) {
            notes.add("no score for '" + words + "': " + e.getMessage());
            return;
        }
        AuditScore score = new AuditScore(
                word,
                words,
                some.size(),
                result.first().scores(),
                result.learners().get(1).repeats().get(0),
                Objects.requireNonNull(result.first().spread()).intervals());
        known.put(List.of(some, numbered(groups)), score);
        into.add(score);
    }

    /** Groups numbered by their first row: equal lists are the same groups, whatever their names. */
    private static List<Integer> numbered(List<String> groups) {
        Map<String, Integer> numbers = new HashMap<>();
        return groups.stream()
                .map(group -> numbers.computeIfAbsent(group, key -> numbers.size()))
                .toList();
    }

    /** From training to the test. */
    List<AuditScore> onTest() throws IOException {
        AuditSide test = rows.test();
        if (test == null) {
            return List.of();
        }
        List<Integer> labelled = labelled(rows.ofTrain());
        Families families = families(labelled);
        if (families == null) {
            notes.add("no scores from train to test: expected labels of two classes or more in train");
            return List.of();
        }
        List<Integer> known = labelled(rows.ofTest()).stream()
                .filter(row -> families.indexOf(label(row)) >= 0)
                .toList();
        if (known.isEmpty()) {
            notes.add("no scores from train to test: no row of test has a label of train");
            return List.of();
        }
        List<Integer> train = drawn(labelled);
        List<Integer> tested = drawn(known);
        if (tested.size() < known.size() || train.size() < labelled.size()) {
            notes.add("scores from train to test are of " + train.size() + " of " + labelled.size() + " and "
                    + tested.size() + " of " + known.size() + " labelled rows; --score-rows N takes more");
        }
        streams.say("scoring: from train to test");
        Data heldOut = new DataRows(test.data(), own(tested));
        Learner.Fold fold = new Learner.Fold(
                "train to test",
                1,
                1,
                new DataRows(rows.train().data(), own(train)),
                heldOut,
                families,
                request.seed());
        float[] linear =
                new LinearLearner(training, streams, threads).answer(fold).probabilities();
        float[] mix = new ClassMixLearner().answer(fold).probabilities();
        Answered answered = new Answered(tested, families, linear, mix);
        BitSet sequences = copies.sequences(train);
        BitSet groups = copies.groups(train);
        List<AuditScore> scores = new ArrayList<>();
        answered.add(scores, "all", "all rows of test", row -> true);
        answered.add(scores, "copies", "rows with a copy in train", row -> sequences.get(copies.sequence(row)));
        answered.add(scores, "no_copies", "rows without a copy in train", row -> !sequences.get(copies.sequence(row)));
        if (copies.near() != null) {
            answered.add(
                    scores,
                    "no_near_copies",
                    "rows with neither copy nor near copy in train",
                    row -> !groups.get(copies.group(row)));
        }
        if (test.kin() != null && rows.train().kin() != null) {
            Set<String> kin = new LinkedHashSet<>();
            train.forEach(row -> kin.add(Objects.requireNonNull(rows.kin(row))));
            answered.add(
                    scores,
                    "no_group",
                    "rows of which train has no " + rows.train().kinName(),
                    row -> !kin.contains(Objects.requireNonNull(rows.kin(row))));
        }
        return scores;
    }

    /** What was answered to rows of the test. */
    private final class Answered {
        private final List<Integer> tested;
        private final Families families;
        private final float[] linear;
        private final float[] mix;

        Answered(List<Integer> tested, Families families, float[] linear, float[] mix) {
            this.tested = tested;
            this.families = families;
            this.linear = linear;
            this.mix = mix;
        }

        /** Measures some of them; nothing where there is none. */
        void add(List<AuditScore> into, String word, String words, IntPredicate which) {
            int[] labels = new int[tested.size()];
            List<Integer> groups = new ArrayList<>();
            int measured = 0;
            for (int i = 0; i < labels.length; i++) {
                int row = tested.get(i);
                boolean in = which.test(row);
                labels[i] = in ? families.indexOf(label(row)) : -1;
                groups.add(copies.group(row));
                measured += in ? 1 : 0;
            }
            if (measured == 0) {
                return;
            }
            into.add(new AuditScore(
                    word,
                    words,
                    measured,
                    Scores.of(linear, families.size(), labels),
                    Scores.of(mix, families.size(), labels),
                    Intervals.of(
                            linear,
                            families.size(),
                            labels,
                            groups,
                            Intervals.Plan.defaults(request.seed()),
                            threads)));
        }
    }

    private List<Integer> labelled(List<Integer> some) {
        return some.stream().filter(row -> rows.label(row) != null).toList();
    }

    private String label(int row) {
        return Objects.requireNonNull(rows.label(row));
    }

    private List<Integer> own(List<Integer> some) {
        return some.stream().map(rows::own).toList();
    }

    /** Null where there are fewer than two classes. */
    private @Nullable Families families(List<Integer> some) {
        Families families =
                Families.of(new LinkedHashSet<>(some.stream().map(this::label).toList()));
        return families.size() < 2 ? null : families;
    }

    /** Near groups, joined where the part of the rows that is learned from is the same. */
    private List<String> joined(List<Integer> some, List<String> keys) {
        Components components = new Components(some.size());
        Map<String, Integer> byKey = new HashMap<>();
        Map<Integer, Integer> byGroup = new HashMap<>();
        for (int i = 0; i < some.size(); i++) {
            Integer sameKey = byKey.putIfAbsent(keys.get(i), i);
            Integer sameGroup = byGroup.putIfAbsent(copies.group(some.get(i)), i);
            if (sameKey != null) {
                components.join(sameKey, i);
            }
            if (sameGroup != null) {
                components.join(sameGroup, i);
            }
        }
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            joined.add(String.valueOf(components.find(i)));
        }
        return joined;
    }

    /**
     * Whole groups in a seeded order until there are enough rows, so that copies are as common as they are; of a group that would be
     * more than a quarter of them, a quarter.
     */
    private List<Integer> drawn(List<Integer> some) {
        int most = request.scoreRows();
        if (some.size() <= most) {
            return some;
        }
        Map<Integer, List<Integer>> byGroup = new HashMap<>();
        List<List<Integer>> groups = new ArrayList<>();
        for (int row : some) {
            byGroup.computeIfAbsent(copies.group(row), key -> {
                        List<Integer> members = new ArrayList<>();
                        groups.add(members);
                        return members;
                    })
                    .add(row);
        }
        List<Integer> drawn = new ArrayList<>();
        for (int group : new SplitMix(request.seed()).permutation(groups.size())) {
            List<Integer> members = groups.get(group);
            int taken = Math.min(Math.min(members.size(), Math.max(1, most / 4)), most - drawn.size());
            drawn.addAll(members.subList(0, taken));
            if (drawn.size() == most) {
                break;
            }
        }
        int[] sorted = drawn.stream().mapToInt(row -> row).sorted().toArray();
        return Arrays.stream(sorted).boxed().toList();
    }
}
