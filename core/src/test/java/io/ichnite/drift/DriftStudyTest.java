package io.ichnite.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.drift.Conformal.Form;
import io.ichnite.drift.DriftPlan.Subject;
import io.ichnite.drift.DriftStory.Period;
import io.ichnite.drift.Movement.MovedClass;
import io.ichnite.drift.Movement.Way;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Two classes, two features. Till the end of 2018 all is as in training. From 2020 on (nothing is of 2019) every second row is
 * of a new kind: feature 1 has moved by five deviations, all rows of class 1 are taken for class 0, and nothing is familiar.
 */
class DriftStudyTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);
    private static final LocalDate UNTIL = LocalDate.of(2017, 12, 31);
    private static final Calendar YEARS = Calendar.read("2018,2019,2020,2021", UNTIL, UNTIL);

    private final Random random = new Random(SEED);

    private final class Made {
        final List<Integer> labels = new ArrayList<>();
        final List<Float> probabilities = new ArrayList<>();
        final List<Double> scores = new ArrayList<>();
        final List<Double> strangeness = new ArrayList<>();
        final List<Float> features = new ArrayList<>();
        final List<@Nullable LocalDate> dates = new ArrayList<>();
        final List<String> groups = new ArrayList<>();

        Made add(int label, boolean moved, @Nullable LocalDate date, String group) {
            int answer = moved ? 0 : label;
            labels.add(label);
            probabilities.add(answer == 0 ? 0.9f : 0.1f);
            probabilities.add(answer == 0 ? 0.1f : 0.9f);
            double strange = moved ? 100 + random.nextDouble() : random.nextDouble();
            scores.add(-strange);
            strangeness.add(answer == 0 ? strange : 1000.0);
            strangeness.add(answer == 0 ? 1000.0 : strange);
            features.add((float) random.nextGaussian());
            features.add((float) (random.nextGaussian() + (moved ? 5 : 0)));
            dates.add(date);
            groups.add(group);
            return this;
        }

        DriftRows rows() {
            float[] p = floats(probabilities);
            return DriftRows.of(2, labels.stream().mapToInt(l -> l).toArray(), p)
                    .withLayer("7", doubles(scores))
                    .withStrangeness(doubles(strangeness))
                    .withFeatures(floats(features), 2)
                    .withDates(dates)
                    .withGroups(groups);
        }
    }

    private static float[] floats(List<Float> list) {
        float[] array = new float[list.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = list.get(i);
        }
        return array;
    }

    private static double[] doubles(List<Double> list) {
        return list.stream().mapToDouble(d -> d).toArray();
    }

    private DriftRows reference() {
        Made made = new Made();
        for (int i = 0; i < 100; i++) {
            made.add(i % 2, false, UNTIL, "old" + i % 10);
        }
        return made.rows();
    }

    private Made later() {
        Made made = new Made();
        for (int i = 0; i < 100; i++) {
            made.add(i % 2, false, LocalDate.of(2018, 1, 1).plusDays(i), "old" + i % 10);
        }
        for (int i = 0; i < 200; i++) {
            boolean moved = i / 2 % 2 == 1;
            made.add(i % 2, moved, LocalDate.of(2020, 1, 1).plusDays(i), moved ? "new" + i % 3 : "old1");
        }
        return made;
    }

    private static DriftPlan plan(int threads) {
        return DriftPlan.defaults(YEARS, 1, threads);
    }

    @Test
    void bucketsHoldWhatIsKnownOfThem() {
        Made made = later();
        made.add(0, false, null, "old1").add(0, false, UNTIL, "old1").add(0, false, LocalDate.of(2022, 1, 1), "old1");
        DriftStory story = DriftStudy.of(plan(2), reference(), made.rows(), null, null);
        assertEquals(List.of(300), story.undated());
        assertEquals(List.of(301, 302), story.outside());
        assertEquals(
                List.of(100, 0, 200, 0),
                story.periods().stream().map(each -> each.rows().size()).toList());
        assertEquals(
                List.of("2018", "2019", "2020", "2021"),
                story.periods().stream().map(each -> each.bucket().name()).toList());
        assertEquals(100, story.reference().rows());
        assertEquals(1, story.reference().evaluation().accuracy());

        Standing good = story.periods().get(0).all();
        assertEquals(1, good.evaluation().accuracy());
        assertEquals(0, good.missed());
        assertEquals(0.1, good.calibration(), 1e-6);
        assertEquals(0, good.riskCoverage());
        assertEquals(List.of(50, 50), good.labels());
        assertEquals(0.5, good.layers().get(0).auroc(), 0.1);

        Standing none = story.periods().get(1).all();
        assertTrue(Double.isNaN(none.evaluation().accuracy()));
        assertEquals(0, none.groups());
        assertNull(none.layers().get(0).fromReference());
        assertTrue(Double.isNaN(rejection(none).rejected().share()));

        Standing bad = story.periods().get(2).all();
        assertEquals(0.75, bad.evaluation().accuracy());
        assertTrue(bad.accuracy().low() <= 0.75 && bad.accuracy().high() >= 0.75);
        assertEquals(0.25, bad.missed());
        assertEquals(0.25, bad.riskCoverage(), 1e-12, "equally sure of all");
        assertEquals(List.of(100, 100), bad.labels());
        assertEquals(List.of(150, 50), bad.answers());
        Standing.Layer layer = bad.layers().get(0);
        assertEquals(0.75, layer.auroc(), 0.06);
        assertEquals(0.5, smirnov(layer.fromReference()), 0.1);
        assertEquals(0.5, smirnov(layer.fromBefore()), 0.1, "the bucket before is that which has rows");
        assertEquals(5, layer.quantiles().size());
    }

    private static double smirnov(Standing.@Nullable Distance distance) {
        assertNotNull(distance);
        return distance.smirnov().distance();
    }

    private static Standing.Rejection rejection(Standing standing) {
        Standing.Rejection rejection = standing.rejection();
        assertNotNull(rejection);
        return rejection;
    }

    @Test
    void whatIsKeptIsRightAndWhatIsRejectedIsNot() {
        DriftStory story = DriftStudy.of(plan(1), reference(), later().rows(), null, null);
        Standing.Rejection good = rejection(story.periods().get(0).all());
        assertEquals(0.1, good.rejected().share(), 0.1);
        assertEquals(0.9, good.covered().share(), 0.1);
        Standing.Rejection bad = rejection(story.periods().get(2).all());
        assertTrue(bad.rejected().share() >= 0.5 && bad.rejected().share() < 0.65, "found " + bad.rejected());
        assertEquals(1, bad.keptAccuracy().share());
        assertTrue(bad.rejectedAccuracy().share() < 0.62, "found " + bad.rejectedAccuracy());
        assertTrue(bad.rejected().interval().low() < bad.rejected().share());
        assertTrue(bad.covered().share() <= 0.75);
        assertEquals(300, story.verdicts().size());
        assertFalse(story.verdicts().get(103).kept());
        assertEquals(List.of(), story.unable());
        DriftPlan strict = plan(1).withRejection(Form.PLUS_ONE, 0.01);
        assertEquals(
                List.of(0, 1),
                DriftStudy.of(strict, reference(), later().rows(), null, null).unable());
    }

    @Test
    void areasLeaveOutWhatNobodyKnows() {
        DriftStory story = DriftStudy.of(plan(1), reference(), later().rows(), null, null);
        assertEquals(2, story.overall().periods());
        assertEquals((1 + 0.75) / 2, story.overall().accuracy(), 1e-12);
        assertEquals(0.25 / 2, story.overall().missed(), 1e-12);
        // class 0: 100 of 150 answers right, all found; class 1: 50 of 50 right, half found
        double f1 = (2.0 * 100 / 250 + 2.0 * 50 / 150) / 2;
        assertEquals((1 + f1) / 2, story.overall().macroF1(), 1e-12);
    }

    @Test
    void alarmsSayWhenAndWhy() {
        DriftStory story = DriftStudy.of(plan(1), reference(), later().rows(), null, null);
        List<Alarm> alarms = story.alarms();
        assertFalse(alarms.isEmpty());
        LocalDate change = LocalDate.of(2020, 1, 1);
        List<Alarm> after =
                alarms.stream().filter(alarm -> !alarm.date().isBefore(change)).toList();
        assertTrue(after.stream().anyMatch(alarm -> alarm.subject() == Subject.ERRORS));
        assertTrue(after.stream()
                .anyMatch(alarm ->
                        alarm.subject() == Subject.FAMILIARITY && alarm.layer().equals("7")));
        Alarm last = after.get(after.size() - 1);
        assertEquals(2, last.bucket());
        assertEquals(
                List.of(1),
                last.reason().features().stream()
                        .map(Movement.MovedFeature::feature)
                        .toList());
        Movement.MovedFeature feature = last.reason().features().get(0);
        assertEquals(2.5, feature.shift(), 0.7);
        assertEquals(0.5, feature.distance(), 0.15);
        assertTrue(feature.chance() < 0.05);
        assertTrue(last.reason().classes().stream()
                .anyMatch(each -> each.family() == 1 && each.way() == Way.ERRORS && each.before() == 0));
        for (int i = 1; i < alarms.size(); i++) {
            assertFalse(alarms.get(i).date().isBefore(alarms.get(i - 1).date()));
        }
    }

    @Test
    void bucketsNameWhatMoved() {
        DriftStory story = DriftStudy.of(plan(1), reference(), later().rows(), null, null);
        assertEquals(0, story.periods().get(0).movement().moved());
        assertEquals(List.of(), story.periods().get(0).movement().classes());
        Movement moved = story.periods().get(2).movement();
        assertEquals(1, moved.moved());
        assertTrue(moved.discrepancy() > 0.05, "found " + moved.discrepancy());
        assertEquals(0, story.periods().get(0).movement().discrepancy(), 0.05);
        assertTrue(Double.isNaN(story.periods().get(1).movement().discrepancy()));
        assertEquals(200, moved.rows());
        MovedClass errors = moved.classes().stream()
                .filter(each -> each.way() == Way.ERRORS)
                .findFirst()
                .orElseThrow();
        assertEquals(1, errors.family());
        assertEquals(0, errors.before());
        assertEquals(0.5, errors.after());
    }

    @Test
    void newGroupsStandApart() {
        Set<String> seen = Set.of("old0", "old1", "old2", "old3", "old4", "old5", "old6", "old7", "old8", "old9");
        DriftStory story = DriftStudy.of(plan(1), reference(), later().rows(), null, seen);
        Period period = story.periods().get(2);
        Standing old = period.seen();
        Standing fresh = period.unseen();
        assertNotNull(old);
        assertNotNull(fresh);
        assertEquals(100, old.rows());
        assertEquals(1, old.groups());
        assertEquals(1, old.evaluation().accuracy());
        assertTrue(Double.isNaN(old.accuracy().low()), "of one group nothing is known but itself");
        assertEquals(100, fresh.rows());
        assertEquals(3, fresh.groups());
        assertEquals(0.5, fresh.evaluation().accuracy());
        assertEquals(4, period.all().groups());
    }

    @Test
    void whatFitsWorstIsLookedAtFirstAndCopiesWait() {
        Made made = new Made();
        for (int i = 0; i < 40; i++) {
            made.add(i % 2, false, LocalDate.of(2018, 2, 1), "old1");
        }
        made.add(1, true, LocalDate.of(2018, 2, 2), "new1");
        made.add(1, true, LocalDate.of(2018, 2, 2), "new1");
        made.add(1, true, LocalDate.of(2018, 2, 2), "new1");
        made.features.set(2 * 41, made.features.get(2 * 40));
        made.features.set(2 * 41 + 1, made.features.get(2 * 40 + 1));
        made.features.set(2 * 42, 9f);
        made.probabilities.set(2 * 42, 0.6f);
        made.probabilities.set(2 * 42 + 1, 0.4f);
        DriftStory story = DriftStudy.of(plan(1).withBudget(2), reference(), made.rows(), null, null);
        List<Pick> first = story.first();
        assertEquals(List.of(42, 40, 41), first.stream().limit(3).map(Pick::row).toList());
        assertEquals(List.of(1, 1, 2), first.stream().limit(3).map(Pick::day).toList());
        assertEquals(43, first.size());
        assertEquals(1.0 / 51, first.get(0).fit(), 1e-12);
        assertEquals(0.2, first.get(0).margin(), 1e-6);
        assertEquals(43, first.stream().map(Pick::row).distinct().count());
    }

    @Test
    void novelRowsStandBesideTheReference() {
        Made novel = new Made();
        for (int i = 0; i < 30; i++) {
            novel.add(0, true, null, "new" + i);
        }
        Standing standing = DriftStudy.of(plan(1), reference(), later().rows(), novel.rows(), null)
                .novel();
        assertNotNull(standing);
        assertEquals(30, standing.rows());
        assertEquals(1, standing.layers().get(0).auroc());
        assertEquals(1, rejection(standing).rejected().share());
    }

    @Test
    void threadsDoNotMatter() {
        DriftRows reference = reference();
        DriftRows rows = later().rows();
        assertEquals(
                DriftStudy.of(plan(1), reference, rows, null, null).periods().toString(),
                DriftStudy.of(plan(3), reference, rows, null, null).periods().toString());
    }

    @Test
    void littleIsEnough() {
        DriftRows bare = DriftRows.of(2, new int[] {-1, -1}, new float[] {1, 0, 0, 1});
        DriftStory story = DriftStudy.of(plan(1), bare, bare, null, null);
        assertEquals(List.of(0, 1), story.undated());
        assertEquals(List.of(), story.first());
        assertEquals(List.of(), story.alarms());
        assertEquals(0, story.overall().periods());
        DriftRows dated = bare.withDates(List.of(LocalDate.of(2018, 5, 1), LocalDate.of(2018, 4, 1)));
        DriftStory followed = DriftStudy.of(plan(1), bare, dated, null, null);
        assertEquals(List.of(1, 0), followed.periods().get(0).rows());
        assertEquals(List.of(1, 1), followed.periods().get(0).all().answers());
        assertEquals(0, followed.overall().macroF1());
    }

    @Test
    void refusesWhatDoesNotFit() {
        DriftRows two = DriftRows.of(2, new int[1], new float[] {1, 0});
        DriftRows three = DriftRows.of(3, new int[1], new float[] {1, 0, 0});
        DriftRows none = DriftRows.of(2, new int[0], new float[0]);
        assertThrows(IllegalArgumentException.class, () -> DriftStudy.of(plan(1), two, three, null, null));
        assertThrows(IllegalArgumentException.class, () -> DriftStudy.of(plan(1), none, two, null, null));
        assertThrows(IllegalArgumentException.class, () -> DriftStudy.of(plan(1), two, two, null, Set.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> DriftStudy.of(plan(1), two, two.withLayer("7", new double[1]), null, null));
        assertThrows(IllegalArgumentException.class, () -> two.withLayer("7", new double[] {Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> two.withFeatures(new float[3], 2));
        assertThrows(IllegalArgumentException.class, () -> DriftRows.of(2, new int[] {2}, new float[2]));
    }

    @Test
    void manyTestsAtOnceAreCorrected() {
        assertEquals(
                List.of(0.03, 0.06, 0.06, 0.5),
                Arrays.stream(Holm.corrected(new double[] {0.0075, 0.02, 0.03, 0.5}))
                        .map(p -> Math.round(p * 1e12) / 1e12)
                        .boxed()
                        .toList());
        // scipy.stats.fisher_exact([[1, 9], [11, 3]])
        assertEquals(0.002759456185220084, Holm.fisher(1, 10, 11, 14), 1e-12);
        assertEquals(1, Holm.fisher(0, 5, 0, 7));
        assertEquals(1, Holm.fisher(5, 5, 7, 7));
        assertEquals(2.0 / 252, Holm.fisher(5, 5, 0, 5), 1e-12);
        double far = Holm.fisher(0, 100_000, 50_000, 100_000);
        assertTrue(far >= 0 && far < 1e-300, "found " + far);
    }
}
