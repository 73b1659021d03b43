package io.ichnite.drift;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Chances of many tests at once, each made as large as it must be for one false alarm among all (Holm 1979). */
final class Holm {
    private Holm() {}

    /** In the order given; at most 1. */
    static double[] corrected(double[] chances) {
        int[] order = IntStream.range(0, chances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> chances[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] corrected = new double[chances.length];
        double least = 0;
        for (int k = 0; k < order.length; k++) {
            least = Math.max(least, Math.min(1, (chances.length - k) * chances[order[k]]));
            corrected[order[k]] = least;
        }
        return corrected;
    }

    /** Fisher's exact test of two shares: the chance of counts at least as unlikely, where both are of one share. */
    static double fisher(int hitsOne, int one, int hitsOther, int other) {
        int hits = hitsOne + hitsOther;
        int low = Math.max(0, hits - other);
        int high = Math.min(one, hits);
        double[] logs = new double[high - low + 1];
        for (int k = low; k < high; k++) {
            // the next count's likelihood over this one's
            double up = ((double) one - k) * (hits - k);
            double down = (k + 1.0) * ((double) other - hits + k + 1);
            logs[k - low + 1] = logs[k - low] + StrictMath.log(up) - StrictMath.log(down);
        }
        double most = Arrays.stream(logs).max().orElse(0);
        double own = logs[hitsOne - low];
        double all = 0;
        double asUnlikely = 0;
        for (double log : logs) {
            double likely = StrictMath.exp(log - most);
            all += likely;
            asUnlikely += log <= own + 1e-7 ? likely : 0;
        }
        return Math.min(1, asUnlikely / all);
    }
}
