package io.ichnite.drift;

/**
 * How far the distribution function of n numbers strays from that which they were drawn from: the chance of a distance above d.
 * What is used where follows Simard and L'Ecuyer (2011).
 */
final class KolmogorovLaw {
    /** Up to so many numbers it is exact. */
    private static final int FEW = 140;

    private static final double SCALE = 0x1p400;

    private KolmogorovLaw() {}

    /** @param distance 0 to 1 */
    static double above(double n, double distance) {
        double steps = n * distance;
        if (distance >= 1) {
            return 0;
        }
        if (steps <= 0.5) {
            return 1;
        }
        if (steps >= n - 1) {
            return Math.min(1, 2 * StrictMath.pow(1 - distance, n));
        }
        double spread = steps * distance;
        if (distance >= 0.5 || spread >= (n <= FEW ? 4 : 2.2)) {
            return spread > 370 ? 0 : Math.min(1, 2 * oneSided(n, distance));
        }
        double below = n <= FEW ? matrix((int) n, distance) : series(n, distance);
        return Math.max(0, Math.min(1, 1 - below));
    }

    /** Smirnov's: the chance that it strays by more than that to one side (Birnbaum and Tingey 1951). */
    private static double oneSided(double n, double d) {
        double sum = 0;
        double ways = 0;
        for (long j = 0; j <= (long) (n * (1 - d)); j++) {
            double share = d + (double) j / n;
            double rest = 1 - share;
            if (rest > 0) {
                sum += StrictMath.exp(ways + (j - 1) * StrictMath.log(share) + (n - j) * StrictMath.log1p(-share));
            }
            ways += StrictMath.log((n - j) / (j + 1));
        }
        return d * sum;
    }

    /** Durbin's matrix (1973) in the form of Marsaglia, Tsang and Wang (2003): the chance of at most d, exact. */
    private static double matrix(int n, double d) {
        int k = (int) Math.ceil(n * d);
        double h = k - n * d;
        int size = 2 * k - 1;
        double[][] step = new double[size][size];
        double[] factorials = new double[size + 1];
        factorials[0] = 1;
        for (int i = 1; i <= size; i++) {
            factorials[i] = factorials[i - 1] * i;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= Math.min(size - 1, i + 1); j++) {
                step[i][j] = 1 / factorials[i - j + 1];
            }
        }
        for (int i = 0; i < size; i++) {
            double less = StrictMath.pow(h, i + 1);
            step[i][0] -= less / factorials[i + 1];
            step[size - 1][size - 1 - i] -= less / factorials[i + 1];
        }
        step[size - 1][0] += 2 * h - 1 > 0 ? StrictMath.pow(2 * h - 1, size) / factorials[size] : 0;
        // n! / nⁿ is taken in factor by factor, so that nothing leaves the range of numbers
        double[] row = new double[size];
        row[k - 1] = 1;
        int scaled = 0;
        for (int i = 1; i <= n; i++) {
            double[] next = new double[size];
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < size; b++) {
                    next[b] += row[a] * step[a][b];
                }
            }
            for (int b = 0; b < size; b++) {
                next[b] *= (double) i / n;
            }
            row = next;
            if (row[k - 1] < 1 / SCALE) {
                for (int b = 0; b < size; b++) {
                    row[b] *= SCALE;
                }
                scaled++;
            }
        }
        double chance = row[k - 1];
        for (; scaled > 0; scaled--) {
            chance /= SCALE;
        }
        return chance;
    }

    /** Pelz and Good (1976): the limit and three terms of correction, in √n; the chance of at most d. */
    private static double series(double n, double d) {
        double z = Math.sqrt(n) * d;
        double z2 = z * z;
        double z4 = z2 * z2;
        double z6 = z4 * z2;
        double pi2 = Math.PI * Math.PI;
        double[] halves = new double[4];
        double second = 0;
        double third = 0;
        int most = (int) Math.ceil(16 * z / Math.PI) + 1;
        for (int k = most; k >= 1; k--) {
            double half = pi2 * (k - 0.5) * (k - 0.5);
            double weight = StrictMath.exp(-half / (2 * z2));
            halves[0] += weight;
            halves[1] += weight * (half - z2);
            halves[2] += weight * (6 * z6 + 2 * z4 + half * (2 * z4 - 5 * z2) + half * half * (1 - 2 * z2));
            halves[3] += weight
                    * (half * half * half * (5 - 30 * z2)
                            + half * half * (212 * z4 - 60 * z2)
                            + half * (135 * z4 - 96 * z6)
                            - 30 * z6
                            - 90 * z4 * z4);
            double whole = pi2 * k * k;
            double other = StrictMath.exp(-whole / (2 * z2));
            second += other * whole;
            third += other * (3 * whole * z2 - whole * whole);
        }
        double root = Math.sqrt(2 * Math.PI);
        double z3 = z2 * z;
        double of0 = root / z * halves[0];
        double of1 = root / (6 * z4) * halves[1];
        double of2 = root / (72 * z6 * z) * halves[2] - root / (36 * z3) * second;
        double of3 = root / (6480 * z6 * z4) * halves[3] + root / (216 * z6) * third;
        return of0 + of1 / Math.sqrt(n) + of2 / n + of3 / (n * Math.sqrt(n));
    }
}
