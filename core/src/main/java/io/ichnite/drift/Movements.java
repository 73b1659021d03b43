package io.ichnite.drift;

import io.ichnite.drift.Movement.MovedClass;
import io.ichnite.drift.Movement.MovedFeature;
import io.ichnite.drift.Movement.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Finds what is different from a reference, whose columns it has sorted once. */
final class Movements {
    /** As its time grows with the square. */
    private static final int SPREAD = 200;

    private final DriftRows reference;
    private final List<Integer> all;
    private final List<Values> columns = new ArrayList<>();

    Movements(DriftRows reference) {
        this.reference = reference;
        all = IntStream.range(0, reference.size()).boxed().toList();
        for (int k = 0; k < reference.width() && !all.isEmpty(); k++) {
            columns.add(Values.of(reference.feature(all, k)));
        }
    }

    Movement of(DriftRows rows, List<Integer> some) {
        if (some.isEmpty() || all.isEmpty()) {
            return new Movement(some.size(), List.of(), List.of(), 0, Double.NaN);
        }
        List<MovedFeature> features = features(rows, some);
        return new Movement(
                some.size(),
                classes(rows, some),
                features.subList(0, Math.min(Movement.SHOWN, features.size())),
                features.size(),
                discrepancy(rows, some));
    }

    private double discrepancy(DriftRows rows, List<Integer> some) {
        if (reference.width() == 0 || reference.size() < 2 || some.size() < 2) {
            return Double.NaN;
        }
        return Distances.Discrepancy.of(spread(reference, all), spread(rows, some), reference.width())
                .squared();
    }

    /** Features of at most so many rows, evenly out of all. */
    private static double[] spread(DriftRows rows, List<Integer> some) {
        int count = Math.min(SPREAD, some.size());
        double[] features = new double[count * rows.width()];
        for (int i = 0; i < count; i++) {
            int row = some.get((int) ((long) i * some.size() / count));
            for (int k = 0; k < rows.width(); k++) {
                features[i * rows.width() + k] = rows.feature(row, k);
            }
        }
        return features;
    }

    private List<MovedFeature> features(DriftRows rows, List<Integer> some) {
        List<Values> now = new ArrayList<>();
        double[] chances = new double[columns.size()];
        double[] distances = new double[columns.size()];
        for (int k = 0; k < columns.size(); k++) {
            now.add(Values.of(rows.feature(some, k)));
            KolmogorovSmirnov test = KolmogorovSmirnov.of(columns.get(k), now.get(k));
            distances[k] = test.distance();
            chances[k] = test.steps() == 0 ? 1 : test.chance();
        }
        double[] corrected = Holm.corrected(chances);
        List<MovedFeature> moved = new ArrayList<>();
        for (int k = 0; k < chances.length; k++) {
            if (corrected[k] <= Movement.LEVEL) {
                moved.add(new MovedFeature(k, shift(columns.get(k), now.get(k)), distances[k], corrected[k]));
            }
        }
        moved.sort(Comparator.comparingDouble((MovedFeature each) -> -each.distance())
                .thenComparingInt(MovedFeature::feature));
        return moved;
    }

    private static double shift(Values before, Values after) {
        double unit = before.deviation() > 0 ? before.deviation() : after.deviation();
        return unit > 0 ? (after.mean() - before.mean()) / unit : Math.signum(after.mean() - before.mean());
    }

    private List<MovedClass> classes(DriftRows rows, List<Integer> some) {
        List<MovedClass> tested = new ArrayList<>();
        for (int c = 0; c < reference.classes(); c++) {
            int family = c;
            Count before = count(all, row -> reference.answer(row) == family, row -> true);
            Count after = count(some, row -> rows.answer(row) == family, row -> true);
            tested.add(test(c, Way.ANSWERS, before, after));
            Count errorsBefore =
                    count(all, row -> reference.answer(row) != family, row -> reference.label(row) == family);
            Count errorsAfter = count(some, row -> rows.answer(row) != family, row -> rows.label(row) == family);
            if (errorsBefore.of() > 0 && errorsAfter.of() > 0) {
                tested.add(test(c, Way.ERRORS, errorsBefore, errorsAfter));
            }
        }
        double[] corrected =
                Holm.corrected(tested.stream().mapToDouble(MovedClass::chance).toArray());
        List<MovedClass> moved = new ArrayList<>();
        for (int i = 0; i < corrected.length; i++) {
            if (corrected[i] <= Movement.LEVEL) {
                MovedClass each = tested.get(i);
                moved.add(new MovedClass(each.family(), each.way(), each.before(), each.after(), corrected[i]));
            }
        }
        moved.sort(Comparator.comparingDouble(MovedClass::chance));
        return moved;
    }

    private record Count(int hits, int of) {
        double share() {
            return (double) hits / of;
        }
    }

    private interface Which {
        boolean is(int row);
    }

    private static Count count(List<Integer> some, Which hit, Which counted) {
        int hits = 0;
        int of = 0;
        for (int row : some) {
            if (counted.is(row)) {
                of++;
                hits += hit.is(row) ? 1 : 0;
            }
        }
        return new Count(hits, of);
    }

    private static MovedClass test(int c, Way way, Count before, Count after) {
        double chance = Holm.fisher(before.hits(), before.of(), after.hits(), after.of());
        return new MovedClass(c, way, before.share(), after.share(), chance);
    }
}
