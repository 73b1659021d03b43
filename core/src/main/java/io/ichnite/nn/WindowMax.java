package io.ichnite.nn;

import io.ichnite.tensor.Kernels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern in a network: an embedding of its integers, one or two convolutions that alone read it, what is done to each of
 * their numbers alone (two are multiplied, as MalConv's gate and its linear half are), and the largest of every channel over
 * all time. What lies between is never kept, so the whole needs no more memory for a longer input.
 *
 * @param embedding its place in the network
 * @param branches one, or two that are multiplied in this order
 * @param after what is done to the product
 * @param inner all layers but the last, whose own outputs are not kept
 */
record WindowMax(int embedding, List<Branch> branches, Activation after, List<Integer> inner) {
    /** Windows that overlap by more would be better served by a convolution over all of them at once. */
    private static final int LEAST_STRIDE = 2;
    /** So many rows of the embedding, and one for places outside, can be packed. */
    private static final int MOST_ROWS = (1 << Kernels.ROW_BITS) - 1;

    /**
     * A convolution and what is done to its sums.
     *
     * @param node the convolution's place in the network
     */
    record Branch(int node, LayerSpec.Conv1D conv, Activation activation) {}

    WindowMax {
        branches = List.copyOf(branches);
        inner = List.copyOf(inner);
    }

    /** The pattern that ends with a layer; null if none does. */
    static @Nullable WindowMax endingWith(NetworkSpec spec, int node) {
        boolean max = spec.nodes().get(node).layer() instanceof LayerSpec.GlobalPooling1D pooling
                && pooling.pool() == LayerSpec.Pool.MAX;
        return max ? new Finder(spec).find(spec.sources(node).get(0)) : null;
    }

    private static boolean pays(LayerSpec.Conv1D conv) {
        return conv.stride() * LEAST_STRIDE >= conv.size();
    }

    /** Walks from the end back to the integers. */
    private static final class Finder {
        private final NetworkSpec spec;
        private final List<Integer> inner = new ArrayList<>();

        Finder(NetworkSpec spec) {
            this.spec = spec;
        }

        @Nullable
        WindowMax find(int last) {
            int at = last;
            Activation after = Activation.LINEAR;
            if (at >= 0 && spec.nodes().get(at).layer() instanceof LayerSpec.Activate activate) {
                after = activate.activation();
                inner.add(at);
                at = spec.sources(at).get(0);
            }
            List<Integer> ends = List.of(at);
            if (at >= 0
                    && spec.nodes().get(at).layer() instanceof LayerSpec.Merge merge
                    && merge.join() == LayerSpec.Join.MULTIPLY) {
                inner.add(at);
                ends = spec.sources(at);
            }
            List<Branch> branches = new ArrayList<>();
            for (int end : ends) {
                Branch branch = branch(end);
                if (branch == null) {
                    return null;
                }
                branches.add(branch);
            }
            return fitting(branches, after);
        }

        private @Nullable Branch branch(int end) {
            int at = end;
            Activation activation = Activation.LINEAR;
            if (at >= 0 && spec.nodes().get(at).layer() instanceof LayerSpec.Activate activate) {
                activation = activate.activation();
                inner.add(at);
                at = spec.sources(at).get(0);
            }
            if (at < 0 || !(spec.nodes().get(at).layer() instanceof LayerSpec.Conv1D conv)) {
                return null;
            }
            if (conv.activation() != Activation.LINEAR && activation != Activation.LINEAR) {
                return null;
            }
            inner.add(at);
            return new Branch(at, conv, conv.activation() == Activation.LINEAR ? activation : conv.activation());
        }

        private @Nullable WindowMax fitting(List<Branch> branches, Activation after) {
            int embedding = spec.sources(branches.get(0).node()).get(0);
            LayerSpec.Conv1D first = branches.get(0).conv();
            boolean fits = branches.size() <= 2
                    && pays(first)
                    && after != Activation.SOFTMAX
                    && embedding >= 0
                    && spec.nodes().get(embedding).layer() instanceof LayerSpec.Embedding table
                    && table.rows() <= MOST_ROWS
                    && spec.sources(embedding).get(0) < 0;
            for (Branch branch : branches) {
                LayerSpec.Conv1D conv = branch.conv();
                fits &= spec.sources(branch.node()).get(0) == embedding
                        && branch.activation() != Activation.SOFTMAX
                        && conv.size() == first.size()
                        && conv.stride() == first.stride()
                        && conv.padding() == first.padding()
                        && conv.filters() == first.filters();
            }
            if (!fits) {
                return null;
            }
            for (int node : inner) {
                fits &= readers(node) == 1;
            }
            inner.add(embedding);
            return fits && readers(embedding) == branches.size()
                    ? new WindowMax(embedding, branches, after, inner)
                    : null;
        }

        /** How often a layer is read; the network's output is read once more. */
        private int readers(int node) {
            int readers = node == spec.nodes().size() - 1 ? 1 : 0;
            for (int i = node + 1; i < spec.nodes().size(); i++) {
                for (int source : spec.sources(i)) {
                    readers += source == node ? 1 : 0;
                }
            }
            return readers;
        }
    }
}
