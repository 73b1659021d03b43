package io.ichnite.nn;

import io.ichnite.error.BadConfig;
import io.ichnite.tensor.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What really runs: a spec's layers, some rewritten. An embedding and the convolution that alone reads it become sums of
 * table rows; windows of which only the largest count are never kept; a Bidirectional becomes two recurrent layers and what joins them.
 */
final class Plan {
    /**
     * One operation and what it reads.
     *
     * @param inputs indexes of earlier steps; −1 is the network's input
     * @param sumsAt where its gradient sums begin
     */
    record Step(Op op, List<Integer> inputs, int sumsAt) {}

    private final NetworkSpec spec;
    private final Kernels kernels;
    private final Set<Rewrite> rewrites;
    private final List<Step> steps = new ArrayList<>();
    /** The step that gives a layer's output; −1 for a layer that was taken into another. */
    private final int[] stepOf;

    /** What ends with a layer. */
    private final @Nullable WindowMax[] windows;
    /** Whether a layer was taken into such an end. */
    private final boolean[] taken;

    /** Where a layer's weights begin. */
    private final int[] weightsAt;

    private int sums;

    private Plan(NetworkSpec spec, Kernels kernels, Set<Rewrite> rewrites) {
        this.rewrites = rewrites;
        this.spec = spec;
        this.kernels = kernels;
        int nodes = spec.nodes().size();
        this.stepOf = new int[nodes];
        this.weightsAt = new int[nodes];
        this.windows = new WindowMax[nodes];
        this.taken = new boolean[nodes];
        for (int i = 0; i < nodes && rewrites.contains(Rewrite.WINDOWS); i++) {
            WindowMax found = WindowMax.endingWith(spec, i);
            windows[i] = found;
            if (found != null) {
                found.inner().forEach(inner -> taken[inner] = true);
            }
        }
    }

    /** @param rewrites how layers may be turned into faster ones; without any each runs as it is described */
    static Plan of(NetworkSpec spec, Kernels kernels, Set<Rewrite> rewrites) {
        Plan plan = new Plan(spec, kernels, rewrites);
        int at = 0;
        for (int i = 0; i < spec.nodes().size(); i++) {
            LayerSpec layer = spec.nodes().get(i).layer();
            plan.weightsAt[i] = at;
            int source = spec.sources(i).get(0);
            WindowMax windows = plan.windows[i];
            if (plan.taken[i] || plan.isTabled(i)) {
                plan.stepOf[i] = -1;
            } else if (windows != null) {
                plan.stepOf[i] = plan.add(new WindowMaxOp(windows, spec, kernels, plan.weightsAt), List.of(-1));
            } else if (source >= 0 && plan.isTabled(source)) {
                LayerSpec.Embedding embedding =
                        (LayerSpec.Embedding) spec.nodes().get(source).layer();
                Op op = new TableConvOp(
                        embedding, (LayerSpec.Conv1D) layer, spec.length(), kernels, plan.weightsAt[source], at);
                plan.stepOf[i] = plan.add(op, List.of(-1));
            } else {
                plan.stepOf[i] = plan.addPlain(i, at);
            }
            for (WeightSpec weight : layer.weights(spec.inputShapes(i))) {
                at += weight.shape().size();
            }
        }
        return plan;
    }

    /** What of a sample that begins with zeros can be known. */
    Prefix prefix() {
        return new Prefix(steps, rewrites.contains(Rewrite.PREFIX));
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** The step that gives a layer's output; −1 if no step does, as it was taken into another. */
    int stepOf(int node) {
        return stepOf[node];
    }

    /** Whether all that read the network's integers do so piece by piece. */
    boolean streams() {
        return steps.stream().filter(step -> step.inputs().contains(-1)).allMatch(step -> step.op()
                .streams());
    }

    /** How many numbers the gradients are summed up in. */
    int sums() {
        return sums;
    }

    /** Whether this layer is an embedding that only one convolution reads, and worth being taken into it. */
    private boolean isTabled(int node) {
        if (!rewrites.contains(Rewrite.TABLES)
                || !(spec.nodes().get(node).layer() instanceof LayerSpec.Embedding embedding)) {
            return false;
        }
        int readers = 0;
        boolean pays = false;
        for (int i = node + 1; i < spec.nodes().size(); i++) {
            List<Integer> sources = spec.sources(i);
            if (sources.contains(node)) {
                readers++;
                pays = spec.nodes().get(i).layer() instanceof LayerSpec.Conv1D conv
                        && TableConvOp.pays(embedding, conv);
            }
        }
        return readers == 1 && pays;
    }

    private int add(Op op, List<Integer> inputs) {
        steps.add(new Step(op, inputs, sums));
        sums = Math.addExact(sums, op.sums());
        return steps.size() - 1;
    }

    private int addPlain(int node, int at) {
        LayerSpec layer = spec.nodes().get(node).layer();
        List<Shape> shapes = spec.inputShapes(node);
        Shape input = shapes.get(0);
        boolean last = node == spec.nodes().size() - 1;
        List<Integer> inputs = new ArrayList<>();
        for (int source : spec.sources(node)) {
            if (source < 0 && !(layer instanceof LayerSpec.Embedding)) {
                throw new BadConfig(layer.name() + ": only an Embedding can read the network's input of integers");
            }
            inputs.add(source < 0 ? -1 : stepOf[source]);
        }
        if (layer instanceof LayerSpec.Bidirectional both) {
            return addBoth(both, node, input, inputs, at);
        }
        return add(op(layer, node, shapes, at, last), inputs);
    }

    private Op op(LayerSpec layer, int node, List<Shape> shapes, int at, boolean last) {
        Shape input = shapes.get(0);
        if (layer instanceof LayerSpec.Embedding embedding) {
            return new EmbeddingOp(embedding, input.extent(0), at);
        }
        if (layer instanceof LayerSpec.Conv1D conv) {
            return new ConvOp(conv, input, kernels, at, rewrites.contains(Rewrite.TOOM_COOK));
        }
        if (layer instanceof LayerSpec.Pooling1D pooling) {
            return PoolOp.of(pooling, input, kernels);
        }
        if (layer instanceof LayerSpec.GlobalPooling1D pooling) {
            return PoolOp.of(pooling, input, kernels);
        }
        if (layer instanceof LayerSpec.Recurrent recurrent) {
            return new RecurrentOp(recurrent, input, kernels, at, node, 0, false);
        }
        if (layer instanceof LayerSpec.Dense dense) {
            return new DenseOp(dense, input, kernels, at, last);
        }
        if (layer instanceof LayerSpec.Dropout dropout) {
            return new DropoutOp(dropout, input, node);
        }
        if (layer instanceof LayerSpec.Activate activate) {
            return new ActivateOp(activate, input, kernels, last);
        }
        if (layer instanceof LayerSpec.Merge merge) {
            return new MergeOp(merge.join(), shapes, merge.output(shapes));
        }
        throw new IllegalStateException(layer.kind() + " has no operation");
    }

    private int addBoth(LayerSpec.Bidirectional both, int node, Shape input, List<Integer> inputs, int at) {
        int half = 0;
        for (WeightSpec weight : both.forward().weights(List.of(input))) {
            half += weight.shape().size();
        }
        int forward = add(new RecurrentOp(both.forward(), input, kernels, at, node, 0, true), inputs);
        int backward = add(new RecurrentOp(both.backward(), input, kernels, at + half, node, 2, true), inputs);
        Shape one = both.layer().output(List.of(input));
        Op join = new MergeOp(both.join(), Arrays.asList(one, one), both.output(List.of(input)));
        return add(join, List.of(forward, backward));
    }
}
