package io.ichnite.nn;

import static io.ichnite.tensor.Kernels.PANEL;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One thread's way over the windows of its samples. */
final class WindowMaxRun extends Op.Run {
    /** A sieve makes tables of the embedding's rows: it pays from half as many windows on. */
    private static final int SIFTED = 2;

    private final WindowMaxOp op;
    private final int sumsAt;
    private final int[] tokens;
    private final WindowBatch batch;
    private final WindowRace race;
    /** Made when it is first wanted. */
    private @Nullable WindowSieve sieve;

    private final int[] which;
    private final int[] wanted;
    /** Each sample's first window of nothing but zeros; −1 where it has none. */
    private final int[] firstZero;

    private final float[][] slope;
    private float[] x = {};
    private float[] dx = {};

    WindowMaxRun(WindowMaxOp op, int sumsAt, int group) {
        super(group * op.filters);
        int windows = op.batch(group);
        this.op = op;
        this.sumsAt = sumsAt;
        this.tokens = new int[(op.block - 1) * op.taps.stride() + op.taps.size()];
        this.batch = new WindowBatch(op, windows);
        this.race = new WindowRace(op, y);
        this.which = new int[windows];
        this.wanted = new int[windows];
        this.firstZero = new int[group];
        this.slope = new float[op.branches()][op.filters];
    }

    @Override
    void forward(Pass pass) {
        race.start(pass.rows());
        Arrays.fill(firstZero, -1);
        for (int s = 0; s < pass.rows(); s++) {
            for (int t = 0; t < op.taps.windows(); t += op.block) {
                int end = Math.min(op.taps.windows(), t + op.block);
                if (end - t > batch.room()) {
                    compete();
                }
                read(pass, s, t, end);
                for (int w = t; w < end; w++) {
                    if (!add(pass, s, w, t) && firstZero[s] < 0) {
                        firstZero[s] = w;
                    }
                }
            }
        }
        compete();
        for (int s = 0; s < pass.rows(); s++) {
            if (firstZero[s] >= 0) {
                race.offerZeros(s, firstZero[s]);
            }
        }
    }

    /** The batch's windows against those before them. */
    private void compete() {
        if (op.coarse.usable() && SIFTED * batch.count() >= op.embedding.rows()) {
            if (sieve == null) {
                sieve = new WindowSieve(op, which.length);
            }
            sieve.lay(batch);
            for (int panel = 0; panel < op.panels(); panel++) {
                race.some(batch, panel, which, wanted, sieve.sift(batch, panel, which, wanted));
            }
        } else {
            race.all(batch);
        }
        batch.clear();
    }

    /** Reads the integers of windows {@code t … end − 1}. */
    private void read(Pass pass, int s, int t, int end) {
        int first = op.taps.place(t, op.taps.firstTap(t));
        int last = op.taps.place(end - 1, 0) + op.taps.endTap(end - 1);
        pass.read(s, first, last - first, tokens, 0);
    }

    /**
     * Adds a window to the batch.
     *
     * @param origin the window whose first integer is the first that was read
     * @return false if it holds nothing but zeros and lies wholly inside: then it is not added
     */
    private boolean add(Pass pass, int s, int w, int origin) {
        int begin = op.taps.firstTap(w);
        int count = op.taps.endTap(w) - begin;
        int at = op.taps.place(w, begin) - op.taps.place(origin, op.taps.firstTap(origin));
        int any = 0;
        for (int i = at; i < at + count; i++) {
            any |= tokens[i];
        }
        if (any == 0 && count == op.taps.size()) {
            return false;
        }
        if (any < 0 || any >= op.embedding.rows()) {
            EmbeddingOp.check(op.embedding, tokens, at, count, pass.sample(s), op.taps.place(w, begin));
        }
        batch.add(s, w, tokens, at, begin, count);
        return true;
    }

    @Override
    void backward(Pass pass, float[] sums) {
        x = x.length == 0 ? new float[op.window + PANEL] : x;
        dx = dx.length == 0 ? new float[op.window] : dx;
        for (int s = 0; s < pass.rows(); s++) {
            slopes(s);
            long[] order = new long[op.filters];
            for (int f = 0; f < op.filters; f++) {
                order[f] = (long) race.winner[s * op.filters + f] << 32 | f;
            }
            Arrays.sort(order);
            for (int i = 0; i < op.filters; ) {
                int w = (int) (order[i] >>> 32);
                int end = i;
                while (end < op.filters && (int) (order[end] >>> 32) == w) {
                    end++;
                }
                backWindow(pass, s, w, Arrays.copyOfRange(order, i, end), sums);
                i = end;
            }
        }
    }

    /** The derivatives by the sums of each branch, at the windows that won. */
    private void slopes(int s) {
        int at = s * op.filters;
        op.kernels.slope(Activations.curve(op.pattern.after()), y, at, dy, at, op.filters);
        for (int b = 0; b < op.branches(); b++) {
            for (int f = 0; f < op.filters; f++) {
                slope[b][f] = op.branches() == 1 ? dy[at + f] : dy[at + f] * race.won[1 - b][at + f];
            }
            op.kernels.slope(
                    Activations.curve(op.pattern.branches().get(b).activation()),
                    race.won[b],
                    at,
                    slope[b],
                    0,
                    op.filters);
        }
    }

    /** One window, for the filters that it won. */
    private void backWindow(Pass pass, int s, int w, long[] its, float[] sums) {
        read(pass, s, w, w + 1);
        batch.clear();
        batch.add(s, w, tokens, 0, op.taps.firstTap(w), op.taps.endTap(w) - op.taps.firstTap(w));
        batch.lookup(0, x, 0);
        batch.clear();
        Arrays.fill(dx, 0f);
        for (long one : its) {
            int f = (int) one;
            for (int b = 0; b < op.branches(); b++) {
                if (slope[b][f] != 0f) {
                    int at = sumsAt + op.branchSums(b);
                    op.kernels.multiply(
                            1, op.window, 1, slope[b], f, 1, x, 0, op.window, sums, at + f * op.window, op.window);
                    op.kernels.multiply(
                            1, op.window, 1, slope[b], f, 1, op.byFilter, op.kernel(f, b), op.window, dx, 0, op.window);
                    sums[at + op.window * op.filters + f] += slope[b][f];
                }
            }
        }
        int width = op.embedding.width();
        for (int k = op.taps.firstTap(w); k < op.taps.endTap(w); k++) {
            int row = sumsAt + tokens[k - op.taps.firstTap(w)] * width;
            for (int j = 0; j < width; j++) {
                sums[row + j] += dx[k * width + j];
            }
        }
    }
}
