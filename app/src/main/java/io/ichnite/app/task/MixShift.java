package io.ichnite.app.task;

import io.ichnite.data.CallTally;
import io.ichnite.metric.JensenShannon;
import io.ichnite.sample.Traces;
import io.ichnite.tensor.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * How far two sets' mixes of calls are apart, beside how far two sets would be between which the same groups had been dealt by chance.
 * A mix is the mean over files of the shares that names have of a file's calls, so that no file counts for more than another.
 *
 * @param divergence of Jensen and Shannon, in bits: 0 to 1
 * @param usual the median of it over sets dealt by chance; NaN where there is only one group
 * @param high what one in twenty of those reaches
 * @param chance that sets dealt by chance are so far apart: (1 + as far) / (1 + dealt)
 * @param dealt how often was dealt
 * @param groups that were dealt whole
 * @param trainFiles of training that were looked at
 * @param testFiles of the test that were looked at
 * @param parts what each name adds to the divergence
 */
record MixShift(
        double divergence,
        double usual,
        double high,
        double chance,
        int dealt,
        int groups,
        int trainFiles,
        int testFiles,
        Map<String, Double> parts) {
    /** Files of one side that are looked at. */
    static final int FILES = 2000;
    /** How often is dealt. */
    static final int DEALS = 200;

    MixShift {
        parts = Map.copyOf(parts);
    }

    /** A file's mix. */
    private record Mix(Numbers numbers, boolean test, int group) {}

    /** Which names, and their shares. */
    private static final class Numbers {
        private final int[] apis;
        private final float[] shares;

        Numbers(CallTally tally, int[] common) {
            apis = new int[tally.distinct()];
            shares = new float[apis.length];
            for (int i = 0; i < apis.length; i++) {
                apis[i] = common[tally.api(i)];
                shares[i] = (float) (tally.count(i) / (double) tally.length());
            }
        }

        void addTo(double[] sums) {
            for (int i = 0; i < apis.length; i++) {
                sums[apis[i]] += shares[i];
            }
        }
    }

    /**
     * Measures it.
     *
     * @param groupOfTrain what each file of training belongs to, by its number; dealt whole
     * @param groupOfTest the same of the test
     */
    static MixShift of(Traces train, IntFunction<?> groupOfTrain, Traces test, IntFunction<?> groupOfTest, long seed) {
        Map<String, Integer> names = new LinkedHashMap<>();
        Map<Object, Integer> groups = new HashMap<>();
        List<Mix> mixes = new ArrayList<>();
        SplitMix random = new SplitMix(seed);
        read(train, groupOfTrain, false, names, groups, random, mixes);
        int trained = mixes.size();
        read(test, groupOfTest, true, names, groups, random, mixes);
        int tested = mixes.size() - trained;
        if (trained == 0 || tested == 0) {
            return new MixShift(
                    Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, groups.size(), trained, tested, Map.of());
        }
        double[][] sums = new double[2][names.size()];
        mixes.forEach(mix -> mix.numbers().addTo(sums[mix.test() ? 1 : 0]));
        double[] p = shares(sums[0], trained);
        double[] q = shares(sums[1], tested);
        double divergence = JensenShannon.of(p, q);
        Map<String, Double> parts = new HashMap<>();
        names.forEach((name, i) -> parts.put(name, JensenShannon.part(p[i], q[i])));
        int deals = groups.size() < 2 ? 0 : DEALS;
        double[] dealt = new double[deals];
        int farther = 0;
        for (int deal = 0; deal < deals; deal++) {
            dealt[deal] = deal(mixes, groups.size(), tested, names.size(), random);
            farther += dealt[deal] >= divergence ? 1 : 0;
        }
        Arrays.sort(dealt);
        return new MixShift(
                divergence,
                deals == 0 ? Double.NaN : dealt[deals / 2],
                deals == 0 ? Double.NaN : dealt[deals * 19 / 20],
                deals == 0 ? Double.NaN : (1 + farther) / (1.0 + deals),
                deals,
                groups.size(),
                trained,
                tested,
                parts);
    }

    private static void read(
            Traces traces,
            IntFunction<?> groupOf,
            boolean test,
            Map<String, Integer> names,
            Map<Object, Integer> groups,
            SplitMix random,
            List<Mix> into) {
        int[] common = traces.apis().stream()
                .mapToInt(name -> names.computeIfAbsent(name, key -> names.size()))
                .toArray();
        int[] files = random.permutation(traces.size());
        CallTally tally = new CallTally(traces);
        for (int i = 0; i < Math.min(FILES, files.length); i++) {
            if (traces.length(files[i]) > 0) {
                tally.read(files[i]);
                int group = groups.computeIfAbsent(groupOf.apply(files[i]), key -> groups.size());
                into.add(new Mix(new Numbers(tally, common), test, group));
            }
        }
    }

    /** Whole groups go to a test until it has as many files as the true one. */
    private static double deal(List<Mix> mixes, int groups, int wanted, int names, SplitMix random) {
        int[] place = new int[groups];
        int[] order = random.permutation(groups);
        int[] sizes = new int[groups];
        mixes.forEach(mix -> sizes[mix.group()]++);
        Arrays.fill(place, 0);
        int tested = 0;
        // the last group stays, so that neither side is empty
        for (int i = 0; i < groups - 1 && tested < wanted; i++) {
            place[order[i]] = 1;
            tested += sizes[order[i]];
        }
        double[][] sums = new double[2][names];
        int[] counts = new int[2];
        for (Mix mix : mixes) {
            mix.numbers().addTo(sums[place[mix.group()]]);
            counts[place[mix.group()]]++;
        }
        return JensenShannon.of(shares(sums[0], counts[0]), shares(sums[1], counts[1]));
    }

    private static double[] shares(double[] sums, int files) {
        return Arrays.stream(sums).map(sum -> sum / files).toArray();
    }
}
