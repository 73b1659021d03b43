package io.ichnite.nn;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What can be known of a sample that begins with zeros, as traces shorter than the network's length do: the first rows of
 * many steps depend on those zeros alone, so they are the same for all samples. They are computed once, for a sample of nothing
 * but zeros, the {@link Reference}. Away from the sequence's beginning these rows repeat, so it computes few of them.
 *
 * <p>Exact: a row is taken over only where every number that it is computed from is the same, so the bits are too.
 */
final class Prefix {
    private static final int TOKENS = -1;

    private final List<Plan.Step> steps;
    /** Whether the first rows of a step can be known. */
    private final boolean[] inside;
    /** Whether what is dropped in training goes into it, or a state: then nothing is known in training. */
    private final boolean[] late;
    /** The first row that the sequence's beginning does not touch. */
    private final int[] edge;
    /** From the edge on, a row equals the one so many rows before. */
    private final int[] period;
    /** How many rows the reference computes. */
    private final int[] computed;

    private final int front;

    /** @param used whether anything is to be known at all */
    Prefix(List<Plan.Step> steps, boolean used) {
        this.steps = steps;
        int n = steps.size();
        this.inside = new boolean[n];
        this.late = new boolean[n];
        this.edge = new int[n];
        this.period = new int[n];
        this.computed = new int[n];
        for (int i = 0; i < n; i++) {
            describe(i, used);
        }
        for (int i = n - 1; i >= 0; i--) {
            if (inside[i]) {
                computed[i] = Math.min(op(i).rows(), wholeTiles(i, Math.max(computed[i], kept(i))));
                askInputs(i);
            }
        }
        this.front = findFront();
    }

    private void describe(int i, boolean used) {
        boolean readsInside = used;
        late[i] = op(i).causal() || op(i).drops();
        int inputEdge = 0;
        int inputPeriod = 1;
        for (int input : steps.get(i).inputs()) {
            if (input != TOKENS) {
                readsInside &= inside[input];
                late[i] |= late[input];
                inputEdge = Math.max(inputEdge, edge[input]);
                inputPeriod = common(inputPeriod, period[input]);
            }
        }
        Taps taps = op(i).taps();
        inside[i] = readsInside && op(i).rows() > 1 && (op(i).causal() || taps != null);
        if (op(i).causal() || taps == null) {
            edge[i] = op(i).rows();
            period[i] = 1;
        } else {
            edge[i] = wholeTiles(i, (inputEdge + taps.before() + taps.stride() - 1) / taps.stride());
            period[i] = common(inputPeriod / divisor(inputPeriod, taps.stride()), op(i).tile());
        }
    }

    /** The reference's rows of step i need rows of its inputs. */
    private void askInputs(int i) {
        Taps taps = op(i).taps();
        for (int input : steps.get(i).inputs()) {
            if (input != TOKENS && taps != null) {
                int rows = taps.place(computed[i] - 1, 0) + taps.size();
                computed[input] = Math.max(computed[input], Math.min(op(input).rows(), rows));
            }
        }
    }

    /** Rounds rows up to what is computed together. */
    private int wholeTiles(int i, int rows) {
        int tile = op(i).tile();
        return (rows + tile - 1) / tile * tile;
    }

    private static int divisor(int a, int b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    private static int common(int a, int b) {
        return a / divisor(a, b) * b;
    }

    private Op op(int i) {
        return steps.get(i).op();
    }

    /**
     * Whether the first rows of a step can be known.
     *
     * @param learning whether numbers may be dropped, and derivatives go back
     */
    boolean inside(int i, boolean learning) {
        return inside[i] && !(learning && late[i]);
    }

    /** How many rows of a step the reference computes. */
    int computed(int i) {
        return computed[i];
    }

    /** How many rows of a step stand for all that can be known. */
    int kept(int i) {
        return Math.min(edge[i] + period[i], op(i).rows());
    }

    /** The row of the reference that a known row of a step equals. */
    int fold(int i, int row) {
        return row < edge[i] ? row : edge[i] + (row - edge[i]) % period[i];
    }

    /** Which rows of each step one sample is to compute, and which known ones it has to be given. */
    static final class Span {
        /** The first row to compute; for what is causal, the step to begin with. */
        final int[] from;
        /** The first row that somebody reads: from there to {@link #from} they have to be filled in. */
        final int[] need;
        /** The row after the last to compute. */
        final int[] to;

        Span(int steps) {
            from = new int[steps];
            need = new int[steps];
            to = new int[steps];
        }
    }

    /**
     * Finds what a sample has to compute.
     *
     * @param own how many zeros it begins with
     * @param shared how many all samples of its group begin with, as states go through time together
     * @param wanted the steps whose rows are all wanted; none after the last of them is computed
     */
    void measure(int own, int shared, boolean learning, List<Integer> wanted, Span span) {
        int last = Collections.max(wanted);
        int[] alike = span.need; // until all are found, the rows that are known to the whole group
        for (int i = 0; i <= last; i++) {
            int mine = Integer.MAX_VALUE;
            int group = Integer.MAX_VALUE;
            for (int input : steps.get(i).inputs()) {
                mine = Math.min(mine, input == TOKENS ? own : span.from[input]);
                group = Math.min(group, input == TOKENS ? shared : alike[input]);
            }
            if (learning && late[i] || op(i).taps() == null && !op(i).causal()) {
                mine = 0;
                group = 0;
            }
            span.from[i] = op(i).causal() ? group : known(i, mine);
            span.to[i] = op(i).rows();
            alike[i] = op(i).causal() ? group : known(i, group);
        }
        Arrays.fill(span.need, 0, last + 1, Integer.MAX_VALUE);
        wanted.forEach(step -> span.need[step] = 0);
        for (int i = last; i >= 0; i--) {
            Taps taps = op(i).taps();
            int first = op(i).causal() ? span.from[i] : taps == null ? 0 : Math.max(0, taps.place(span.from[i], 0));
            for (int input : steps.get(i).inputs()) {
                if (input != TOKENS) {
                    span.need[input] = Math.min(span.need[input], first);
                }
            }
            span.need[i] = inside[i] ? Math.min(span.need[i], span.from[i]) : 0;
        }
    }

    /**
     * The last step of the front: up to it all steps have windows, and nobody behind it reads what comes before it. So its rows
     * can be computed by several lanes, each with what its own need. −1 if there is none.
     */
    int front() {
        return front;
    }

    private int findFront() {
        int last = -1;
        for (int i = 0; i < steps.size() && op(i).taps() != null && op(i).rows() > 1; i++) {
            int end = i;
            boolean alone = steps.subList(i + 1, steps.size()).stream()
                    .flatMap(step -> step.inputs().stream())
                    .allMatch(input -> input >= end);
            last = alone ? i : last;
        }
        return last;
    }

    /** Cuts a measured span down to what the front's rows from {@code begin} to {@code end} need. */
    void cut(Span span, int begin, int end) {
        int[] low = new int[front + 1];
        int[] high = new int[front + 1];
        Arrays.fill(low, Integer.MAX_VALUE);
        low[front] = begin;
        high[front] = end;
        for (int i = front; i >= 0; i--) {
            Taps taps = op(i).taps();
            span.need[i] = Math.min(low[i], span.from[i]);
            span.from[i] = Math.max(span.from[i], low[i] / op(i).tile() * op(i).tile());
            span.to[i] = Math.max(span.from[i], Math.min(op(i).rows(), wholeTiles(i, high[i])));
            for (int input : steps.get(i).inputs()) {
                if (input != TOKENS && taps != null) {
                    low[input] = Math.min(low[input], Math.max(0, taps.place(span.from[i], 0)));
                    int after = taps.place(span.to[i] - 1, 0) + taps.size();
                    high[input] = Math.max(high[input], Math.min(op(input).rows(), after));
                }
            }
        }
    }

    private int known(int i, int places) {
        Taps taps = op(i).taps();
        if (!inside[i] || taps == null) {
            return 0;
        }
        return taps.within(places) / op(i).tile() * op(i).tile();
    }
}
