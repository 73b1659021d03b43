package io.ichnite.drift;

import io.ichnite.drift.Calendar.Bucket;
import io.ichnite.drift.DriftPlan.Subject;
import io.ichnite.drift.DriftPlan.Watch;
import io.ichnite.drift.DriftStory.Overall;
import io.ichnite.drift.DriftStory.Period;
import io.ichnite.drift.Standing.Distance;
import io.ichnite.drift.Standing.Layer;
import io.ichnite.drift.Standing.Rejection;
import io.ichnite.metric.AreaUnderTime;
import io.ichnite.metric.Calibration;
import io.ichnite.metric.Evaluation;
import io.ichnite.metric.Intervals;
import io.ichnite.metric.RiskCoverage;
import io.ichnite.metric.ThresholdCurve;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Follows a model through time. Reference rows are those that neither network nor detector was fitted on; from them come all
 * thresholds, none from a bucket. The same rows give the same story, for any number of threads.
 */
public final class DriftStudy {
    private final DriftPlan plan;
    private final DriftRows reference;
    private final DriftRows rows;
    private final @Nullable DriftRows novel;
    private final @Nullable Set<String> seenGroups;
    private final @Nullable Conformal conformal;
    private final Movements movements;
    /** A layer each. */
    private final List<Values> known = new ArrayList<>();

    private DriftStudy(
            DriftPlan plan,
            DriftRows reference,
            DriftRows rows,
            @Nullable DriftRows novel,
            @Nullable Set<String> seenGroups) {
        this.plan = plan;
        this.reference = reference;
        this.rows = rows;
        this.novel = novel;
        this.seenGroups = seenGroups;
        movements = new Movements(reference);
        List<Integer> all = all(reference);
        for (int layer = 0; layer < reference.layers().size(); layer++) {
            known.add(Values.of(reference.familiarity(layer, all)));
        }
        conformal = reference.hasStrangeness() ? conformal(plan, reference) : null;
    }

    /**
     * Follows a model.
     *
     * @param reference validation rows, at least one
     * @param rows what came later, in any order; those without a day, or outside all buckets, are listed and not followed
     * @param novel rows known to be of no class that the model has; null where there are none
     * @param seenGroups groups that training had; null where rows are not to be told apart by them
     * @throws IllegalArgumentException if these do not have the same classes, layers and features
     */
    public static DriftStory of(
            DriftPlan plan,
            DriftRows reference,
            DriftRows rows,
            @Nullable DriftRows novel,
            @Nullable Set<String> seenGroups) {
        boolean fit = alike(reference, rows) && (novel == null || alike(reference, novel));
        if (!fit || reference.size() == 0 || seenGroups != null && !rows.grouped()) {
            throw new IllegalArgumentException("reference and rows do not fit together");
        }
        return new DriftStudy(plan, reference, rows, novel, seenGroups).story();
    }

    private static boolean alike(DriftRows one, DriftRows other) {
        return one.classes() == other.classes()
                && one.layers().equals(other.layers())
                && one.width() == other.width()
                && one.hasStrangeness() == other.hasStrangeness();
    }

    private static Conformal conformal(DriftPlan plan, DriftRows reference) {
        double[] own = new double[reference.size()];
        int[] labels = new int[reference.size()];
        for (int row = 0; row < own.length; row++) {
            labels[row] = reference.label(row);
            own[row] = labels[row] < 0 ? 0 : reference.strangeness(row)[labels[row]];
        }
        return Conformal.of(own, labels, reference.classes(), plan.form(), plan.errorRate());
    }

    private static List<Integer> all(DriftRows rows) {
        return IntStream.range(0, rows.size()).boxed().toList();
    }

    private DriftStory story() {
        List<List<Integer>> buckets = new ArrayList<>();
        plan.calendar().buckets().forEach(bucket -> buckets.add(new ArrayList<>()));
        List<Integer> undated = new ArrayList<>();
        List<Integer> outside = new ArrayList<>();
        for (int row : all(rows)) {
            int bucket = plan.calendar().bucketOf(rows.date(row));
            (rows.date(row) == null ? undated : bucket < 0 ? outside : buckets.get(bucket)).add(row);
        }
        Comparator<Integer> byTime = Comparator.comparing(row -> Objects.requireNonNull(rows.date(row)));
        buckets.forEach(bucket -> bucket.sort(byTime));
        List<Period> periods = new ArrayList<>();
        List<Integer> before = List.of();
        for (int i = 0; i < buckets.size(); i++) {
            periods.add(period(plan.calendar().buckets().get(i), buckets.get(i), before));
            before = buckets.get(i).isEmpty() ? before : buckets.get(i);
        }
        List<Integer> unable = conformal == null
                ? List.of()
                : IntStream.range(0, rows.classes())
                        .filter(c -> !conformal.canReject(c))
                        .boxed()
                        .toList();
        return new DriftStory(
                plan,
                standing(reference, all(reference), List.of()),
                novel == null ? null : standing(novel, all(novel), List.of()),
                periods,
                overall(periods),
                alarms(buckets),
                undated,
                outside,
                unable,
                conformal == null
                        ? List.of()
                        : all(rows).stream()
                                .map(row -> conformal.judge(rows.strangeness(row), rows.answer(row)))
                                .toList(),
                first(before));
    }

    private Period period(Bucket bucket, List<Integer> some, List<Integer> before) {
        Standing seen = null;
        Standing unseen = null;
        Set<String> had = seenGroups;
        if (had != null) {
            seen = standing(
                    rows,
                    some.stream().filter(row -> had.contains(rows.group(row))).toList(),
                    List.of());
            unseen = standing(
                    rows,
                    some.stream().filter(row -> !had.contains(rows.group(row))).toList(),
                    List.of());
        }
        return new Period(bucket, some, standing(rows, some, before), seen, unseen, movements.of(rows, some));
    }

    private Standing standing(DriftRows of, List<Integer> some, List<Integer> before) {
        float[] probabilities = of.probabilities(some);
        int[] labels = of.labels(some);
        List<?> keys = of.keys(some);
        Evaluation evaluation = Evaluation.of(probabilities, of.classes(), labels);
        Intervals intervals = Intervals.of(probabilities, of.classes(), labels, keys, plan.intervals(), plan.threads());
        List<Layer> layers = new ArrayList<>();
        for (int layer = 0; layer < of.layers().size(); layer++) {
            layers.add(layer(of, layer, some, before));
        }
        return new Standing(
                some.size(),
                new HashSet<>(keys).size(),
                counts(some, of::label),
                counts(some, of::answer),
                evaluation,
                AreaUnderTime.missed(evaluation),
                Calibration.of(probabilities, of.classes(), labels).ece(),
                riskCoverage(of, some),
                intervals.accuracy(),
                intervals.macroF1(),
                layers,
                conformal == null ? null : rejection(conformal, of, some));
    }

    private static double riskCoverage(DriftRows of, List<Integer> some) {
        List<Integer> known = some.stream().filter(row -> of.label(row) >= 0).toList();
        double[] sure = new double[known.size()];
        boolean[] wrong = new boolean[known.size()];
        for (int i = 0; i < wrong.length; i++) {
            int answer = of.answer(known.get(i));
            sure[i] = of.probability(known.get(i), answer);
            wrong[i] = answer != of.label(known.get(i));
        }
        return RiskCoverage.of(sure, wrong).area();
    }

    private List<Integer> counts(List<Integer> some, Function<Integer, Integer> classOf) {
        Integer[] counts = new Integer[rows.classes()];
        Arrays.fill(counts, 0);
        for (int row : some) {
            int c = classOf.apply(row);
            if (c >= 0) {
                counts[c]++;
            }
        }
        return List.of(counts);
    }

    private Layer layer(DriftRows of, int layer, List<Integer> some, List<Integer> before) {
        String name = of.layers().get(layer);
        if (some.isEmpty()) {
            return new Layer(name, List.of(), Double.NaN, null, null);
        }
        double[] scores = of.familiarity(layer, some);
        Values now = Values.of(scores);
        Values had = known.get(layer);
        double[] both = new double[had.size() + scores.length];
        boolean[] familiar = new boolean[both.length];
        for (int i = 0; i < both.length; i++) {
            familiar[i] = i < had.size();
            both[i] = familiar[i] ? had.at(i) : scores[i - had.size()];
        }
        return new Layer(
                name,
                Standing.QUANTILES.stream().map(now::quantile).toList(),
                ThresholdCurve.of(both, familiar).auroc(),
                Distance.of(had, now),
                before.isEmpty() ? null : Distance.of(Values.of(rows.familiarity(layer, before)), now));
    }

    private Rejection rejection(Conformal by, DriftRows of, List<Integer> some) {
        Shares rejected = new Shares();
        Shares keptRight = new Shares();
        Shares rejectedRight = new Shares();
        Shares covered = new Shares();
        List<?> keys = of.keys(some);
        for (int i = 0; i < some.size(); i++) {
            int row = some.get(i);
            double[] strangeness = of.strangeness(row);
            boolean kept = by.judge(strangeness, of.answer(row)).kept();
            rejected.add(!kept, keys.get(i));
            int label = of.label(row);
            if (label >= 0) {
                (kept ? keptRight : rejectedRight).add(of.answer(row) == label, keys.get(i));
                covered.add(by.p(label, strangeness[label]) > plan.errorRate(), keys.get(i));
            }
        }
        return new Rejection(rejected.share(), keptRight.share(), rejectedRight.share(), covered.share());
    }

    /** Rows that count, or do not. */
    private final class Shares {
        private final List<Boolean> hits = new ArrayList<>();
        private final List<Object> keys = new ArrayList<>();

        void add(boolean hit, Object key) {
            hits.add(hit);
            keys.add(key);
        }

        GroupedShare share() {
            return GroupedShare.of(hits, keys, plan.intervals());
        }
    }

    private static Overall overall(List<Period> periods) {
        List<Standing> known = periods.stream()
                .map(Period::all)
                .filter(all -> all.evaluation().rows() > 0)
                .toList();
        return new Overall(
                known.size(),
                AreaUnderTime.of(
                        known.stream().map(all -> all.evaluation().macroF1()).toList()),
                AreaUnderTime.of(known.stream().map(Standing::missed).toList()),
                AreaUnderTime.of(
                        known.stream().map(all -> all.evaluation().accuracy()).toList()));
    }

    private List<Alarm> alarms(List<List<Integer>> buckets) {
        List<Integer> followed = buckets.stream().flatMap(List::stream).toList();
        Reasons reasons = new Reasons(followed);
        List<Alarm> alarms = new ArrayList<>();
        for (Watch watch : plan.watches()) {
            if (watch.subject() == Subject.ERRORS) {
                List<Integer> labelled =
                        followed.stream().filter(row -> rows.label(row) >= 0).toList();
                double[] warmUp = all(reference).stream()
                        .filter(row -> reference.label(row) >= 0)
                        .mapToDouble(row -> reference.answer(row) == reference.label(row) ? 0 : 1)
                        .toArray();
                watch(
                        watch,
                        "",
                        warmUp,
                        labelled,
                        row -> rows.answer(row) == rows.label(row) ? 0.0 : 1.0,
                        reasons,
                        alarms);
                continue;
            }
            for (int layer = 0; layer < known.size(); layer++) {
                int number = layer;
                Values had = known.get(layer);
                double[] warmUp = all(reference).stream()
                        .mapToDouble(row -> had.rank(reference.familiarity(number, row)))
                        .toArray();
                watch(
                        watch,
                        rows.layers().get(layer),
                        warmUp,
                        followed,
                        row -> had.rank(rows.familiarity(number, row)),
                        reasons,
                        alarms);
            }
        }
        alarms.sort(Comparator.comparing(Alarm::date));
        return alarms;
    }

    /** First shown the reference, so that it knows how things were; what it says of that is not heard. */
    private void watch(
            Watch watch,
            String layer,
            double[] warmUp,
            List<Integer> followed,
            Function<Integer, Double> number,
            Reasons reasons,
            List<Alarm> alarms) {
        ChangeDetector detector = watch.detector().get();
        for (double each : warmUp) {
            detector.add(each);
        }
        for (int row : followed) {
            if (detector.add(number.apply(row)) == ChangeDetector.Signal.CHANGE) {
                LocalDate date = Objects.requireNonNull(rows.date(row));
                alarms.add(new Alarm(
                        watch.name(),
                        watch.subject(),
                        layer,
                        row,
                        date,
                        plan.calendar().bucketOf(date),
                        reasons.at(row)));
            }
        }
    }

    /** What the newest rows up to a row have that the reference has not; looked into once, however many alarms ask. */
    private final class Reasons {
        private final List<Integer> followed;
        private final Map<Integer, Integer> places = new HashMap<>();
        private final Map<Integer, Movement> found = new HashMap<>();

        Reasons(List<Integer> followed) {
            this.followed = followed;
            for (int i = 0; i < followed.size(); i++) {
                places.put(followed.get(i), i);
            }
        }

        Movement at(int row) {
            int to = Objects.requireNonNull(places.get(row)) + 1;
            return found.computeIfAbsent(
                    row, at -> movements.of(rows, followed.subList(Math.max(0, to - plan.window()), to)));
        }
    }

    private List<Pick> first(List<Integer> newest) {
        if (newest.isEmpty() || conformal == null && known.isEmpty()) {
            return List.of();
        }
        List<Double> fits = newest.stream().map(this::fit).toList();
        return new Triage(reference, rows).first(newest, fits, plan.budget());
    }

    private double fit(int row) {
        return conformal == null
                ? known.get(0).rank(rows.familiarity(0, row))
                : conformal.judge(rows.strangeness(row), rows.answer(row)).credibility();
    }
}
