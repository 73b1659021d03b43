package io.ichnite.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.data.MemoryTraces;
import io.ichnite.error.BadConfig;
import io.ichnite.sample.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is counted, beside counting by hand. */
class TraceStatsTest {
    private static final NaiveStats TRACES = NaiveStats.random(7, 120, 4, 60);

    private static TraceStats stats(NaiveStats traces, StatsPlan plan) {
        return TraceStats.of(traces.traces, traces, plan, StatsProgress.none());
    }

    private static TraceStats stats(NaiveStats traces) {
        return stats(traces, StatsPlan.defaults());
    }

    @Test
    void filesAreCountedOneByOne() {
        TraceStats stats = stats(TRACES);
        assertEquals(TRACES.files.size(), stats.files());
        for (int file = 0; file < stats.files(); file++) {
            List<String> names = TRACES.traces.names(file, Order.TID);
            assertEquals(names.size(), stats.length(file));
            assertEquals(new HashSet<>(names).size(), stats.distinctApis(file));
            assertEquals(TRACES.threads(file), stats.threads(file));
            assertEquals(TRACES.turns(file, Order.ARRIVAL), stats.turns(file));
            int first = 0;
            while (!TRACES.traces.names(first, Order.TID).equals(names)) {
                first++;
            }
            assertEquals(first, stats.firstAlike(file));
        }
    }

    @ParameterizedTest
    @EnumSource
    void apisAndSequencesAreCountedByClass(Order order) {
        TraceStats stats = stats(TRACES, StatsPlan.defaults().withOrder(order));
        List<String> classes = TRACES.classes();
        assertEquals(classes, stats.classes().names());
        Map<String, Set<List<String>>> sequences = TRACES.sequences(order);
        Set<List<String>> every = new HashSet<>();
        sequences.values().forEach(every::addAll);
        assertEquals(every.size(), stats.sequences());
        for (int family = 0; family <= classes.size(); family++) {
            String label = family == classes.size() ? "" : classes.get(family);
            Set<List<String>> own = sequences.getOrDefault(label, Set.of());
            assertEquals(own.size(), stats.sequences(family));
            Map<List<String>, Integer> occurrences = NaiveStats.occurrences(own, false);
            for (int api = 0; api < stats.apiNames().size(); api++) {
                String name = stats.apiNames().get(api);
                long calls = 0;
                int files = 0;
                for (int file = 0; file < stats.files(); file++) {
                    if (NaiveStats.text(TRACES.files.get(file).label()).equals(label)) {
                        long times = TRACES.traces.names(file, order).stream()
                                .filter(name::equals)
                                .count();
                        calls += times;
                        files += times > 0 ? 1 : 0;
                    }
                }
                assertEquals(calls, stats.apis().calls(family, api));
                assertEquals(files, stats.apis().files(family, api));
                assertEquals(
                        occurrences.getOrDefault(List.of(name), 0), stats.apis().sequences(family, api));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void pairsAndApisSetClassesApart(Order order) {
        TraceStats stats = stats(TRACES, StatsPlan.defaults().withOrder(order).withKept(100_000));
        apart(stats, order, stats.apart(), false);
        apart(stats, order, stats.pairsApart(), true);
    }

    /** Every test there is, its counts, its chance, and its rate of false discoveries. */
    private static void apart(TraceStats stats, Order order, Contrast contrast, boolean pairs) {
        List<String> classes = TRACES.classes();
        Map<String, Set<List<String>>> sequences = TRACES.sequences(order);
        int all = classes.stream()
                .mapToInt(label -> sequences.getOrDefault(label, Set.of()).size())
                .sum();
        List<Map<List<String>, Integer>> counts = classes.stream()
                .map(label -> NaiveStats.occurrences(sequences.getOrDefault(label, Set.of()), pairs))
                .toList();
        Set<List<String>> items = new LinkedHashSet<>();
        counts.forEach(each -> items.addAll(each.keySet()));
        assertEquals(items.size(), contrast.items());
        assertEquals((long) items.size() * classes.size(), contrast.tests());
        List<Double> chances = new ArrayList<>();
        for (List<Apart> list : contrast.byClass()) {
            assertEquals(items.size(), list.size());
            list.forEach(apart -> chances.add(apart.logChance()));
        }
        double least = Double.NEGATIVE_INFINITY;
        for (int family = 0; family < classes.size(); family++) {
            Set<List<String>> seen = new HashSet<>();
            least = Double.NEGATIVE_INFINITY;
            for (Apart apart : contrast.byClass().get(family)) {
                List<String> item = new ArrayList<>();
                item.add(stats.apiNames().get(apart.first()));
                if (pairs) {
                    item.add(stats.apiNames().get(apart.second()));
                }
                assertTrue(seen.add(item));
                int having = 0;
                for (Map<List<String>, Integer> each : counts) {
                    having += each.getOrDefault(item, 0);
                }
                int own = sequences.getOrDefault(classes.get(family), Set.of()).size();
                assertEquals(counts.get(family).getOrDefault(item, 0), apart.here());
                assertEquals(own, apart.ofHere());
                assertEquals(having - apart.here(), apart.elsewhere());
                assertEquals(all - own, apart.ofElsewhere());
                assertEquals(new FisherExact(all).logChance(apart.here(), own, having), apart.logChance(), 0);
                assertTrue(apart.logChance() >= least);
                least = apart.logChance();
                assertEquals(falseRate(apart.logChance(), chances), apart.q(), 1e-12);
                assertTrue(apart.oddsRatio() > 0 && Double.isFinite(apart.oddsRatio()));
            }
        }
        long found = contrast.byClass().stream()
                .flatMap(List::stream)
                .filter(apart -> apart.q() <= Contrast.RATE)
                .count();
        assertEquals(found, contrast.found());
    }

    /** min over p' ≥ p of m p' / #(p'' ≤ p'), by the definition. */
    private static double falseRate(double chance, List<Double> chances) {
        double least = 1;
        for (double other : chances) {
            if (other >= chance) {
                long rank = chances.stream().filter(each -> each <= other).count();
                least = Math.min(least, Math.exp(other) * chances.size() / rank);
            }
        }
        return least;
    }

    @Test
    void ordersAreComparedPlaceByPlace() {
        TraceStats stats = stats(TRACES);
        assertEquals(Order.values().length, stats.orders().size());
        for (OrderChange change : stats.orders()) {
            int filesTid = 0;
            int filesArrival = 0;
            long tid = 0;
            long arrival = 0;
            long turns = 0;
            for (int file = 0; file < stats.files(); file++) {
                List<String> own = TRACES.traces.names(file, change.order());
                long unlikeTid = unlike(own, TRACES.traces.names(file, Order.TID));
                long unlikeArrival = unlike(own, TRACES.traces.names(file, Order.ARRIVAL));
                tid += unlikeTid;
                arrival += unlikeArrival;
                filesTid += unlikeTid > 0 ? 1 : 0;
                filesArrival += unlikeArrival > 0 ? 1 : 0;
                turns += TRACES.threads(file) > 1 ? TRACES.turns(file, change.order()) : 0;
            }
            assertEquals(filesTid, change.filesUnlikeTid());
            assertEquals(filesArrival, change.filesUnlikeArrival());
            assertEquals(tid, change.callsUnlikeTid());
            assertEquals(arrival, change.callsUnlikeArrival());
            assertEquals(turns, change.turns());
        }
        assertTrue(stats.same(Order.TID, Order.TID) && !stats.same(Order.ARRIVAL, Order.TID));
    }

    private static long unlike(List<String> one, List<String> other) {
        long unlike = 0;
        for (int i = 0; i < one.size(); i++) {
            unlike += one.get(i).equals(other.get(i)) ? 0 : 1;
        }
        return unlike;
    }

    @Test
    void lengthsKeepWhatTheyKeep() {
        TraceStats stats = stats(TRACES, StatsPlan.defaults().withLengths(List.of(1, 10, 30, 60)));
        for (int family = -1; family < stats.classes().size(); family++) {
            List<LengthShare> shares = stats.lengthShares(family);
            for (LengthShare share : shares) {
                int files = 0;
                int whole = 0;
                long calls = 0;
                long kept = 0;
                for (int file = 0; file < stats.files(); file++) {
                    if (stats.classes().of(file) == family) {
                        files++;
                        whole += stats.length(file) <= share.length() ? 1 : 0;
                        calls += stats.length(file);
                        kept += Math.min(share.length(), stats.length(file));
                    }
                }
                assertEquals(new LengthShare(share.length(), files, whole, calls, kept), share);
            }
        }
        LengthShare last = stats.lengthShares().get(3);
        assertEquals(1, last.shareKept());
        assertEquals(1, last.shareWhole());
    }

    @Test
    void threadsDoNotChangeANumber() {
        String one = told(stats(TRACES));
        assertEquals(one, told(stats(TRACES, StatsPlan.defaults().withThreads(7))));
        // and with room for few pairs
        StatsPlan plan = StatsPlan.defaults();
        String few = told(TraceStats.of(TRACES.traces, TRACES, plan, StatsProgress.none(), 1 << 20, 100));
        assertNotEquals(one, few);
        for (int threads : new int[] {2, 5}) {
            assertEquals(
                    few,
                    told(TraceStats.of(
                            TRACES.traces, TRACES, plan.withThreads(threads), StatsProgress.none(), 1 << 20, 100)));
        }
    }

    private static String told(TraceStats stats) {
        return stats.apart() + "\n" + stats.pairsApart() + "\n" + stats.orders() + "\n" + stats.lengths() + "\n"
                + stats.lengthShares();
    }

    @Test
    void whereThereIsNoRoomPairsOfCommonApisStay() {
        TraceStats whole = stats(TRACES, StatsPlan.defaults().withKept(100_000));
        int classes = whole.classes().size();
        for (int room : new int[] {4, 40, 200, 500}) {
            TraceStats cut = TraceStats.of(
                    TRACES.traces,
                    TRACES,
                    StatsPlan.defaults().withKept(100_000),
                    StatsProgress.none(),
                    1 << 20,
                    room * classes);
            Contrast pairs = cut.pairsApart();
            assertTrue(pairs.items() <= room, pairs.items() + " of " + room);
            boolean fits = whole.pairsApart().items() <= room;
            assertEquals(fits, pairs.among() == cut.apiNames().size());
            for (Apart apart : pairs.byClass().get(0)) {
                Apart same = whole.pairsApart().byClass().get(0).stream()
                        .filter(other -> other.first() == apart.first() && other.second() == apart.second())
                        .findFirst()
                        .orElseThrow();
                assertEquals(same.here(), apart.here(), "what stays is counted whole");
                assertEquals(same.elsewhere(), apart.elsewhere());
            }
            List<Integer> common = IntStream.range(0, cut.apiNames().size())
                    .boxed()
                    .sorted(Comparator.comparingInt(api -> -cut.apis().files(api)))
                    .limit(pairs.among())
                    .toList();
            assertTrue(pairs.byClass().get(0).stream()
                    .allMatch(apart -> common.contains(apart.first()) && common.contains(apart.second())));
        }
    }

    @Test
    void whereThereIsNoRoomRareLabelsStandTogether() {
        int apis = TRACES.traces.apis().size();
        TraceStats cut =
                TraceStats.of(TRACES.traces, TRACES, StatsPlan.defaults(), StatsProgress.none(), 3 * apis, 1 << 20);
        assertEquals(3, cut.classes().size());
        assertEquals(2, cut.classes().together());
        assertEquals(TraceClasses.OTHERS, cut.classes().names().get(2));
        int files = cut.classes().unlabelled();
        for (int family = 0; family < 3; family++) {
            files += cut.classes().files(family);
        }
        assertEquals(cut.files(), files);
        assertEquals(0, stats(TRACES).classes().together());
    }

    @Test
    void whatOccursInTheSameSequencesStandsTogether() {
        NaiveStats traces = new NaiveStats(List.of(
                MemoryTraces.File.of("1", "a", "Open", "Close", "Read"),
                MemoryTraces.File.of("2", "a", "Close", "Open", "Read", "Read"),
                MemoryTraces.File.of("3", "b", "Read"),
                MemoryTraces.File.of("4", "b", "Read", "Write"),
                MemoryTraces.File.of("5", "b", "Write", "Write"),
                MemoryTraces.File.of("6", "b", "Write", "Write")));
        TraceStats stats = stats(traces);
        List<Together> together = Together.of(stats.apart().byClass().get(0));
        assertEquals(
                List.of(0, 1),
                List.of(
                        together.get(0).first().first(),
                        together.get(0).others().get(0).first()));
        assertEquals(3, together.size());
        assertEquals(3, stats.sequences(1), "5 and 6 are the same and count once");
        assertEquals(4, stats.firstAlike(5));
        Apart open = together.get(0).first();
        assertEquals(List.of(2, 2, 0, 3), List.of(open.here(), open.ofHere(), open.elsewhere(), open.ofElsewhere()));
        assertEquals(0.1, Math.exp(open.logChance()), 1e-12);
        assertEquals(2.5 * 3.5 / (0.5 * 0.5), open.oddsRatio());
    }

    @Test
    void nothingAndOneClassAreNoComparison() {
        TraceStats nothing = stats(new NaiveStats(List.of()));
        assertEquals(0, nothing.files());
        assertTrue(Double.isNaN(nothing.lengths().median()));
        assertTrue(Double.isNaN(nothing.lengthShares().get(0).shareKept()));
        assertEquals(0, nothing.pairsApart().tests());
        NaiveStats unlabelled =
                new NaiveStats(List.of(MemoryTraces.File.of("1", null, "A", "B"), MemoryTraces.File.of("2", null)));
        assertEquals(0, stats(unlabelled).apart().items());
        assertEquals(2, stats(unlabelled).classes().unlabelled());
        assertEquals(2, stats(unlabelled).sequences(0));
        NaiveStats one =
                new NaiveStats(List.of(MemoryTraces.File.of("1", "x", "A", "B"), MemoryTraces.File.of("2", "x", "B")));
        assertEquals(0, stats(one).apart().tests());
        assertEquals(List.of(List.of()), stats(one).apart().byClass());
    }

    @Test
    void anOrderThatIsNotKeptIsRefused() {
        MemoryTraces some = new MemoryTraces(
                List.of(MemoryTraces.File.of("1", "a", "X", "Y")), EnumSet.of(Order.ARRIVAL, Order.LONGEST));
        NaiveStats facts = new NaiveStats(List.of(MemoryTraces.File.of("1", "a", "X", "Y")));
        assertThrows(BadConfig.class, () -> TraceStats.of(some, facts, StatsPlan.defaults(), StatsProgress.none()));
        TraceStats stats =
                TraceStats.of(some, facts, StatsPlan.defaults().withOrder(Order.ARRIVAL), StatsProgress.none());
        assertEquals(2, stats.orders().size());
        assertFalse(stats.same(Order.CLOCK, Order.ARRIVAL));
    }

    @Test
    void plansCheckThemselves() {
        StatsPlan plan = StatsPlan.defaults();
        assertThrows(IllegalArgumentException.class, () -> plan.withLengths(List.of(0)));
        assertThrows(IllegalArgumentException.class, () -> plan.withLengths(List.of(5, 5)));
        assertThrows(IllegalArgumentException.class, () -> plan.withKept(0));
        assertThrows(IllegalArgumentException.class, () -> plan.withThreads(0));
    }

    @Test
    void quantilesAreNumpys() {
        // numpy.quantile([3, 1, 10, 4], [0, .1, .25, .5, .75, .9, .99, 1])
        Spread spread = Spread.of(new int[] {3, 1, 10, 4});
        assertEquals(1, spread.least());
        assertEquals(1.6, spread.p10(), 1e-12);
        assertEquals(2.5, spread.p25(), 1e-12);
        assertEquals(3.5, spread.median(), 1e-12);
        assertEquals(5.5, spread.p75(), 1e-12);
        assertEquals(8.2, spread.p90(), 1e-12);
        assertEquals(9.82, spread.p99(), 1e-12);
        assertEquals(10, spread.most());
        assertEquals(4.5, spread.mean());
    }
}
