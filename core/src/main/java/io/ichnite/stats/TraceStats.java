package io.ichnite.stats;

import io.ichnite.error.BadConfig;
import io.ichnite.sample.Order;
import io.ichnite.sample.Threads;
import io.ichnite.sample.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What many traces are made of. All of them are gone through twice, file by file; what is held grows with files, APIs and pairs of
 * calls, never with calls, and is bounded: at most {@value #MOST_CELLS} counts of an API in a class, and {@value #MOST_PAIR_CELLS} of
 * a pair in a class. What does not fit is said by {@link TraceClasses#together} and {@link Contrast#among}. The same for any
 * number of threads. Immutable.
 */
public final class TraceStats {
    /** APIs times classes that are counted, 16 bytes each. */
    static final int MOST_CELLS = 1 << 22;

    /** Pairs times classes that are counted, 12 to 20 bytes each. */
    static final int MOST_PAIR_CELLS = 1 << 24;

    /** Items that are kept of all classes together as setting them apart. */
    private static final int MOST_KEPT = 200_000;

    private final StatsPlan plan;
    private final List<String> apiNames;
    private final TraceClasses classes;
    private final Survey survey;
    private final Sequences sequences;
    private final PairTable pairCounts;
    private final Contrast apis;
    private final Contrast pairs;

    private TraceStats(
            StatsPlan plan,
            List<String> apiNames,
            TraceClasses classes,
            Survey survey,
            Sequences sequences,
            PairTable pairCounts,
            Contrast apis,
            Contrast pairs) {
        this.plan = plan;
        this.apiNames = apiNames;
        this.classes = classes;
        this.survey = survey;
        this.sequences = sequences;
        this.pairCounts = pairCounts;
        this.apis = apis;
        this.pairs = pairs;
    }

    /**
     * Counts.
     *
     * @param threads those of the traces
     * @throws BadConfig if the traces do not offer the plan's order
     */
    public static TraceStats of(Traces traces, Threads threads, StatsPlan plan, StatsProgress progress) {
        return of(traces, threads, plan, progress, MOST_CELLS, MOST_PAIR_CELLS);
    }

    /** As the other, with bounds of its own. */
    static TraceStats of(
            Traces traces, Threads threads, StatsPlan plan, StatsProgress progress, int mostCells, int mostPairCells) {
        if (!traces.offers(plan.order())) {
            throw new BadConfig("the order " + plan.order().word() + " is asked for, which these traces do not keep");
        }
        int apis = traces.apis().size();
        TraceClasses classes = TraceClasses.of(traces, Math.max(2, mostCells / Math.max(1, apis)));
        long calls = IntStream.range(0, traces.size()).mapToLong(traces::length).sum();
        Steps steps = new Steps(progress, 2 * calls);
        Survey survey = new Survey(traces, threads, classes, plan, steps);
        Sequences sequences = new Sequences(survey.high, survey.low, classes);
        PairTable pairs = new PairSurvey(traces, plan, classes, sequences, survey.apis, mostPairCells, steps).pairs;
        int[] ofClass = IntStream.range(0, classes.size()).map(sequences::of).toArray();
        int kept = Math.min(plan.kept(), Math.max(1, MOST_KEPT / Math.max(1, classes.size())));
        return new TraceStats(
                plan,
                List.copyOf(traces.apis()),
                classes,
                survey,
                sequences,
                pairs,
                Contrast.of(single(survey.apis), ofClass, kept),
                Contrast.of(pairs(pairs), ofClass, kept));
    }

    private static Contrast.Items single(ApiCounts counts) {
        return new Contrast.Items() {
            @Override
            public int size() {
                return counts.apis();
            }

            @Override
            public int count(int item, int family) {
                return counts.sequences(family, item);
            }

            @Override
            public int first(int item) {
                return item;
            }

            @Override
            public int second(int item) {
                return -1;
            }

            @Override
            public long which(int item) {
                return counts.which(item);
            }

            @Override
            public int among() {
                return counts.apis();
            }
        };
    }

    private static Contrast.Items pairs(PairTable counts) {
        return new Contrast.Items() {
            @Override
            public int size() {
                return counts.size();
            }

            @Override
            public int count(int item, int family) {
                return counts.count(item, family);
            }

            @Override
            public int first(int item) {
                return PairSet.first(counts.pair(item));
            }

            @Override
            public int second(int item) {
                return PairSet.second(counts.pair(item));
            }

            @Override
            public long which(int item) {
                return counts.which(item);
            }

            @Override
            public int among() {
                return counts.among();
            }
        };
    }

    public StatsPlan plan() {
        return plan;
    }

    /** Names of the APIs, by their numbers. */
    public List<String> apiNames() {
        return apiNames;
    }

    public TraceClasses classes() {
        return classes;
    }

    /** How many files. */
    public int files() {
        return survey.lengths.length;
    }

    /** How many calls a file made. */
    public int length(int file) {
        return survey.lengths[file];
    }

    /** How many APIs it called. */
    public int distinctApis(int file) {
        return survey.distinct[file];
    }

    /** How many threads it had. */
    public int threads(int file) {
        return survey.threads[file];
    }

    /** How many turns its threads took as calls arrived; 0 if that is not known. */
    public int turns(int file) {
        return survey.turns[file];
    }

    /** The first file with the same calls in the plan's order, whatever its class; the file itself if there is none before it. */
    public int firstAlike(int file) {
        return sequences.firstAlike(file);
    }

    /** How many distinct sequences there are. */
    public int sequences() {
        return sequences.distinct();
    }

    /** How many distinct sequences a class has; {@code classes().size()} stands for files without a label. */
    public int sequences(int family) {
        return sequences.of(family);
    }

    /** How often each API occurs in each class. */
    public ApiCounts apis() {
        return survey.apis;
    }

    /** What each order that the traces offer does to them. */
    public List<OrderChange> orders() {
        return survey.orders();
    }

    /** The APIs that set each class apart. */
    public Contrast apart() {
        return apis;
    }

    /** The pairs of calls in a row, in the plan's order, that set each class apart. */
    public Contrast pairsApart() {
        return pairs;
    }

    /** How many distinct sequences of a class hold a pair of calls in a row; 0 for a pair that is not counted. */
    public int pairSequences(int family, int first, int second) {
        return pairCounts.countOf(PairSet.pair(first, second), family);
    }

    /** How many files have several threads. */
    public int severalThreads() {
        return (int) IntStream.of(survey.threads).filter(count -> count > 1).count();
    }

    /** Calls a file, of one class; −1 for files without a label. */
    public Spread lengths(int family) {
        return Spread.of(chosen(survey.lengths, file -> classes.of(file) == family));
    }

    /** Calls a file, of all files. */
    public Spread lengths() {
        return Spread.of(survey.lengths.clone());
    }

    /** APIs a file, of one class; −1 for files without a label. */
    public Spread distinctApisOf(int family) {
        return Spread.of(chosen(survey.distinct, file -> classes.of(file) == family));
    }

    /** APIs a file, of all files. */
    public Spread distinctApis() {
        return Spread.of(survey.distinct.clone());
    }

    /** Threads a file, of one class; −1 for files without a label. */
    public Spread threadsOf(int family) {
        return Spread.of(chosen(survey.threads, file -> classes.of(file) == family));
    }

    /** Threads a file, of all files. */
    public Spread threads() {
        return Spread.of(survey.threads.clone());
    }

    /** What rows of the plan's lengths keep, of all files. */
    public List<LengthShare> lengthShares() {
        return shares(file -> true);
    }

    /** What rows of the plan's lengths keep of one class; −1 for files without a label. */
    public List<LengthShare> lengthShares(int family) {
        return shares(file -> classes.of(file) == family);
    }

    private List<LengthShare> shares(IntPredicate wanted) {
        int[] lengths = chosen(survey.lengths, wanted);
        List<LengthShare> shares = new ArrayList<>();
        for (int length : plan.lengths()) {
            int whole = 0;
            long calls = 0;
            long kept = 0;
            for (int each : lengths) {
                whole += each <= length ? 1 : 0;
                calls += each;
                kept += Math.min(each, length);
            }
            shares.add(new LengthShare(length, lengths.length, whole, calls, kept));
        }
        return shares;
    }

    private int[] chosen(int[] numbers, IntPredicate wanted) {
        return IntStream.range(0, numbers.length)
                .filter(wanted)
                .map(file -> numbers[file])
                .toArray();
    }

    /** Whether an order gives every file the same calls as another, as far as the traces offer both. */
    public boolean same(Order order, Order other) {
        if (order == other) {
            return true;
        }
        return orders().stream()
                .filter(change -> change.order() == order)
                .anyMatch(change -> other == Order.TID
                        ? change.filesUnlikeTid() == 0
                        : other == Order.ARRIVAL && change.filesUnlikeArrival() == 0);
    }
}
