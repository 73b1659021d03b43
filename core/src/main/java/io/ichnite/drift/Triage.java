package io.ichnite.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What to look at first. Rows are taken from the worst fit on, ties by the smallest margin; but of rows that are near copies only
 * the first is taken on a day, and the others wait for a later one: who has looked at one knows what the others are. Near is
 * what lies closer, in features divided by the reference's deviations, than half of the reference rows have their nearest
 * neighbour.
 */
final class Triage {
    /** No more are ranked: nobody looks at more before the next bucket. */
    static final int MOST = 500;

    /** So many reference rows tell what is near; all would be a square of them. */
    private static final int SAMPLE = 500;

    private final DriftRows rows;
    private final double[] units;
    private final double near;

    Triage(DriftRows reference, DriftRows rows) {
        this.rows = rows;
        units = units(reference);
        near = near(reference);
    }

    /** @param fits of each of the rows to look at, in their order */
    List<Pick> first(List<Integer> some, List<Double> fits, int budget) {
        List<Integer> waiting = new ArrayList<>(IntStream.range(0, some.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> fits.get(i))
                        .thenComparingDouble(i -> rows.margin(some.get(i)))
                        .thenComparingInt(some::get))
                .toList());
        List<Pick> picks = new ArrayList<>();
        for (int day = 1; !waiting.isEmpty() && picks.size() < MOST; day++) {
            List<Integer> today = new ArrayList<>();
            List<Integer> later = new ArrayList<>();
            for (int i : waiting) {
                int row = some.get(i);
                boolean full = today.size() == budget || picks.size() == MOST;
                if (full || today.stream().anyMatch(other -> near(some.get(other), row))) {
                    later.add(i);
                } else {
                    today.add(i);
                    picks.add(new Pick(row, day, fits.get(i), rows.margin(row)));
                }
            }
            waiting = later;
        }
        return picks;
    }

    private boolean near(int one, int other) {
        return rows.width() > 0 && distance(rows, one, rows, other) < near;
    }

    private double[] units(DriftRows reference) {
        double[] inverse = new double[reference.width()];
        List<Integer> all = IntStream.range(0, reference.size()).boxed().toList();
        for (int k = 0; k < inverse.length && !all.isEmpty(); k++) {
            double deviation = Values.of(reference.feature(all, k)).deviation();
            inverse[k] = deviation > 0 ? 1 / deviation : 0;
        }
        return inverse;
    }

    /** The median squared distance of reference rows to their nearest neighbour; 0 where there is none. */
    private double near(DriftRows reference) {
        int step = Math.max(1, reference.size() / SAMPLE);
        int[] sample = IntStream.range(0, reference.size())
                .filter(i -> i % step == 0)
                .limit(SAMPLE)
                .toArray();
        if (sample.length < 2 || reference.width() == 0) {
            return 0;
        }
        double[] nearest = new double[sample.length];
        for (int i = 0; i < sample.length; i++) {
            nearest[i] = Double.MAX_VALUE;
            for (int other : sample) {
                if (other != sample[i]) {
                    nearest[i] = Math.min(nearest[i], distance(reference, sample[i], reference, other));
                }
            }
        }
        return Values.of(nearest).quantile(0.5);
    }

    private double distance(DriftRows a, int i, DriftRows b, int j) {
        double sum = 0;
        for (int k = 0; k < units.length; k++) {
            double off = (a.feature(i, k) - b.feature(j, k)) * units[k];
            sum += off * off;
        }
        return Math.min(sum, Double.MAX_VALUE);
    }
}
