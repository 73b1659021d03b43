package io.ichnite.stats;

import io.ichnite.sample.Order;
import io.ichnite.sample.Traces;
import java.util.Comparator;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The second way, through one file of each distinct sequence of a class: which APIs and which pairs of calls in a row it holds. */
final class PairSurvey {
    private static final int BLOCK = 1 << 18;

    final PairTable pairs;

    private final Traces traces;
    private final Order order;
    private final TraceClasses classes;
    private final Sequences sequences;
    private final ApiCounts apis;
    private final Steps steps;

    /** @param mostCells pairs times classes that there is room for */
    PairSurvey(
            Traces traces,
            StatsPlan plan,
            TraceClasses classes,
            Sequences sequences,
            ApiCounts apis,
            long mostCells,
            Steps steps) {
        this.traces = traces;
        this.order = plan.order();
        this.classes = classes;
        this.sequences = sequences;
        this.apis = apis;
        this.steps = steps;
        pairs = new PairTable(Math.max(1, classes.size()), mostCells, ranks(apis));
        FileWork.each(plan.threads(), traces.size(), Worker::new);
    }

    /** The place of each API among all, by the files that it occurs in; equal ones by name. */
    private static int[] ranks(ApiCounts apis) {
        int[] files = new int[apis.apis()];
        for (int api = 0; api < files.length; api++) {
            files[api] = apis.files(api);
        }
        int[] sorted = IntStream.range(0, files.length)
                .boxed()
                .sorted(Comparator.comparingInt(api -> -files[api]))
                .mapToInt(api -> api)
                .toArray();
        int[] ranks = new int[files.length];
        for (int rank = 0; rank < ranks.length; rank++) {
            ranks[sorted[rank]] = rank;
        }
        return ranks;
    }

    private final class Worker implements IntConsumer {
        private final Present present = new Present(apis.apis());
        private final PairSet set = new PairSet();
        private int[] calls = new int[0];

        @Override
        public void accept(int file) {
            int length = traces.length(file);
            if (!sequences.counts(file)) {
                steps.done(length);
                return;
            }
            int family = classes.of(file);
            present.clear();
            set.clear();
            int last = -1;
            for (int from = 0; from < length; from += BLOCK) {
                int count = Math.min(BLOCK, length - from);
                if (calls.length < count) {
                    calls = new int[Math.min(BLOCK, Math.max(count, 2 * calls.length))];
                }
                traces.calls(file, order, from, count, calls, 0);
                present.add(calls, count);
                if (family >= 0) {
                    last = pairs(count, last);
                }
            }
            synchronized (pairs) {
                long mark = family < 0 ? 0 : sequences.mark(file, family);
                apis.addSequence(family < 0 ? classes.size() : family, present.apis(), present.distinct(), mark);
                if (family >= 0) {
                    pairs.add(family, set.pairs(), set.size(), mark);
                }
            }
            steps.done(length);
        }

        /** Those of a block; gives its last call. */
        private int pairs(int count, int before) {
            int last = before;
            for (int i = 0; i < count; i++) {
                if (last >= 0) {
                    set.add(PairSet.pair(last, calls[i]));
                }
                last = calls[i];
            }
            return last;
        }
    }
}
