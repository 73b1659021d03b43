package io.ichnite.nn;

import io.ichnite.error.BadShape;
import io.ichnite.tensor.Kernels;
import io.ichnite.tensor.Lanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a network: outputs for rows of integers, and gradients. The weights are shared with whoever trains; after a change of
 * them call {@link #refresh}.
 *
 * <p>Not thread-safe: one call at a time, each of which uses all of its threads. The same weights and rows give the same
 * bits, whatever the number of threads: samples are shared out in groups, each group has its own gradient sums, and those
 * are added in a fixed order.
 */
public final class Network implements AutoCloseable {
    /** Groups beyond so many share gradient sums, in a fixed way; bounds memory for large batches. */
    private static final int SLOTS = 16;

    private static final int RANGE = 1 << 14;

    /** Where rows come from. Thread-safe. */
    public interface Rows {
        /** Writes row {@code i} to {@code into[at …]}. */
        void row(int i, int[] into, int at);

        /**
         * Writes the integers {@code from … from + count − 1} of row {@code i}. Who can give a part without the whole should:
         * networks of long rows ask for one part after another.
         *
         * @param length of the whole row
         */
        default void part(int i, int from, int count, int length, int[] into, int at) {
            int[] whole = new int[length];
            row(i, whole, 0);
            System.arraycopy(whole, from, into, at, count);
        }
    }

    private final NetworkSpec spec;
    private final Weights weights;
    private final Kernels kernels;
    private final Plan plan;
    private final Lanes lanes;
    private final @Nullable Lane[] lane;
    private final Prefix prefix;
    private final Reference reference;
    private final float[][] slots = new float[SLOTS][];
    private float[] total = {};
    private @Nullable Network described;

    /**
     * @throws BadShape if the weights are not the spec's
     * @throws io.ichnite.error.BadConfig if a layer other than an Embedding reads the integers
     */
    public Network(NetworkSpec spec, Weights weights, Kernels kernels, int threads) {
        this(spec, weights, kernels, threads, Rewrite.all());
    }

    /** @param rewrites how layers may be turned into faster ones */
    Network(NetworkSpec spec, Weights weights, Kernels kernels, int threads, Set<Rewrite> rewrites) {
        if (!weights.specs().equals(spec.weights())) {
            throw new BadShape("the weights are not those of network " + spec.name());
        }
        this.spec = spec;
        this.weights = weights;
        this.kernels = kernels;
        this.plan = Plan.of(spec, kernels, rewrites);
        this.lanes = new Lanes(threads);
        this.lane = new Lane[threads];
        this.prefix = plan.prefix();
        this.reference = new Reference(plan.steps(), prefix, plan.streams() ? 0 : spec.length(), plan.sums());
        refresh();
    }

    public NetworkSpec spec() {
        return spec;
    }

    /** The weights it runs with, not a copy. */
    public Weights weights() {
        return weights;
    }

    /** Derives anew what depends on the weights; call after changing them. */
    public void refresh() {
        lanes.run(
                plan.steps().size(), (own, step) -> plan.steps().get(step).op().prepare(weights.values()));
        reference.forward();
        if (described != null) {
            described.refresh();
        }
    }

    private Lane lane(int i) {
        Lane own = lane[i];
        if (own == null) {
            own = new Lane(plan.steps(), spec.length(), plan.streams(), prefix, reference);
            lane[i] = own;
        }
        return own;
    }

    /** The network's outputs: (rows, output), row-major. */
    public float[] predict(int rows, Rows reader) {
        return tap(spec.nodes().size() - 1, rows, reader);
    }

    /**
     * One layer's outputs: (rows, that layer's shape), row-major.
     *
     * @param node index in the spec, see {@link NetworkSpec#find}
     */
    public float[] tap(int node, int rows, Rows reader) {
        return taps(List.of(node), rows, reader).get(0);
    }

    /**
     * Several layers' outputs in one pass, each as {@link #tap} gives it. Layers that were taken into another one, which keeps
     * nothing of theirs, are computed apart, as they are described.
     *
     * @param nodes indexes in the spec
     */
    public List<float[]> taps(List<Integer> nodes, int rows, Rows reader) {
        List<Integer> own =
                nodes.stream().filter(node -> plan.stepOf(node) >= 0).distinct().toList();
        List<Integer> others =
                nodes.stream().filter(node -> plan.stepOf(node) < 0).distinct().toList();
        Map<Integer, float[]> known = new HashMap<>();
        if (!own.isEmpty()) {
            List<float[]> outputs = steps(own.stream().map(plan::stepOf).toList(), rows, reader);
            own.forEach(node -> known.put(node, outputs.get(own.indexOf(node))));
        }
        if (!others.isEmpty()) {
            List<float[]> outputs = asDescribed().taps(others, rows, reader);
            others.forEach(node -> known.put(node, outputs.get(others.indexOf(node))));
        }
        return nodes.stream()
                .map(node -> Objects.requireNonNull(known.get(node)))
                .toList();
    }

    /** The same network with a step for every layer; made when it is first asked for. */
    private Network asDescribed() {
        Network plain = described;
        if (plain == null) {
            Set<Rewrite> rewrites = EnumSet.complementOf(EnumSet.of(Rewrite.TABLES, Rewrite.WINDOWS));
            plain = new Network(spec, weights, kernels, lanes.count(), rewrites);
            described = plain;
        }
        return plain;
    }

    private List<float[]> steps(List<Integer> steps, int rows, Rows reader) {
        List<float[]> out = new ArrayList<>();
        for (int step : steps) {
            out.add(new float[Math.multiplyExact(rows, plan.steps().get(step).op().size)]);
        }
        reference.complete();
        int last = Collections.max(steps);
        if (steps.size() == 1 && 2 * rows <= lanes.count() && prefix.front() >= 0 && prefix.front() < last) {
            for (int row = 0; row < rows; row++) {
                int size = plan.steps().get(last).op().size;
                System.arraycopy(together(row, reader, last), 0, out.get(0), row * size, size);
            }
        } else {
            byGroups(rows, reader, steps, out);
        }
        return out;
    }

    /** One row alone, whose front all lanes compute in parts; the rest goes through time, in one. */
    private float[] together(int row, Rows reader, int step) {
        List<Lane> all = IntStream.range(0, lanes.count()).mapToObj(this::lane).toList();
        lanes.run(all.size(), (own, part) -> all.get(part).askFront(row, reader, part, all.size()));
        all.get(0).askRest(row, reader, all, step);
        return all.get(0).output(step);
    }

    private void byGroups(int rows, Rows reader, List<Integer> steps, List<float[]> out) {
        int[] order = longestFirst(rows, reader);
        int group = Math.max(1, Math.min(Lane.capacity(plan.streams()), (rows + lanes.count() - 1) / lanes.count()));
        lanes.run(groups(rows, group), (own, g) -> {
            int first = g * group;
            int count = Math.min(group, rows - first);
            Lane mine = lane(own);
            mine.ask(order, first, count, reader, steps);
            for (int i = 0; i < out.size(); i++) {
                int size = plan.steps().get(steps.get(i)).op().size;
                for (int s = 0; s < count; s++) {
                    System.arraycopy(mine.output(steps.get(i)), s * size, out.get(i), order[first + s] * size, size);
                }
            }
        });
    }

    /**
     * The rows, those with the fewest zeros in front first: rows of like length go together, as a group's states begin with its
     * longest; and the groups that are taken last are the short ones, so that no thread waits long for another. Rows that are
     * read piece by piece stay as they are.
     */
    private int[] longestFirst(int rows, Rows reader) {
        if (plan.streams()) {
            return IntStream.range(0, rows).toArray();
        }
        long[] keys = new long[rows];
        int[] tokens = new int[spec.length()];
        for (int i = 0; i < rows; i++) {
            reader.row(i, tokens, 0);
            keys[i] = (long) Lane.zeros(tokens, 0, tokens.length) << 32 | i;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    /**
     * One pass forwards and back. Weights do not change.
     *
     * @param masks dropout's; null for none
     * @param gradient out: as long as the weights, in their order
     * @param outputs out: (rows, output)
     * @return the loss of each row
     */
    public double[] backward(
            int rows, Rows reader, Objective objective, @Nullable Masks masks, float[] gradient, float[] outputs) {
        double[] losses = new double[rows];
        int groups = groups(rows, Lane.GROUP);
        int used = Math.min(SLOTS, groups);
        int[] order = longestFirst(rows, reader);
        lanes.run(used, (own, slot) -> {
            float[] sums = slot(slot);
            Lane mine = lane(own);
            for (int group = slot; group < groups; group += SLOTS) {
                int first = group * Lane.GROUP;
                int count = Math.min(Lane.GROUP, rows - first);
                mine.learn(order, first, count, reader, masks, objective, outputs, losses, sums);
            }
        });
        reduce(used);
        reference.backward(total);
        lanes.run(plan.steps().size(), (own, i) -> {
            Plan.Step step = plan.steps().get(i);
            step.op().settle(total, step.sumsAt(), weights.values(), gradient);
        });
        return losses;
    }

    private static int groups(int rows, int group) {
        return (rows + group - 1) / group;
    }

    private float[] slot(int i) {
        if (slots[i] == null) {
            slots[i] = new float[plan.sums() + reference.sums()];
        } else {
            Arrays.fill(slots[i], 0f);
        }
        return slots[i];
    }

    /** total = Σ slots, first to last. */
    private void reduce(int used) {
        if (total.length == 0) {
            total = new float[plan.sums() + reference.sums()];
        }
        lanes.run((total.length + RANGE - 1) / RANGE, (own, range) -> {
            int from = range * RANGE;
            int to = Math.min(total.length, from + RANGE);
            System.arraycopy(slots[0], from, total, from, to - from);
            for (int slot = 1; slot < used; slot++) {
                float[] sums = slots[slot];
                for (int i = from; i < to; i++) {
                    total[i] += sums[i];
                }
            }
        });
    }

    @Override
    public void close() {
        lanes.close();
        if (described != null) {
            described.close();
        }
    }
}
