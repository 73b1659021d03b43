package io.ichnite.model;

import io.ichnite.data.Examples;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadShape;
import io.ichnite.nn.Activation;
import io.ichnite.nn.ClassOutputs;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.tensor.Kernels;
import io.ichnite.train.ExampleRows;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network makes of rows on the way to its answer: the outputs of some of its layers, and the logits, in one pass. Not
 * thread-safe: one call at a time, each of which uses all of its threads; the same rows give the same bits for any number of them.
 */
public final class FeatureExtractor implements AutoCloseable {
    /**
     * A layer that is looked at.
     *
     * @param number as Keras counts
     * @param node index in the spec
     * @param width numbers a row; an output with a time axis is laid out flat
     */
    public record Layer(int number, int node, String name, int width) {}

    /** What the layers gave for some rows, all row-major. */
    public static final class Features {
        private final List<float[]> layers;
        private final float[] logits;

        private Features(List<float[]> layers, float[] logits) {
            this.layers = List.copyOf(layers);
            this.logits = logits;
        }

        /** (rows, the layer's width) for each layer asked for; not to be changed. */
        public List<float[]> layers() {
            return layers;
        }

        /** (rows, classes): the sums that the softmax is taken of; of a single sigmoid 0 and its sum. Not to be changed. */
        public float[] logits() {
            return logits;
        }
    }

    private final Network network;
    private final Kernels kernels;
    private final List<Layer> layers;
    private final Head head;
    private final Layer before;

    /**
     * @param layers by name, or by number as Keras counts
     * @throws BadConfig if there is no such layer, or the network does not end in a dense layer over a vector, so that there are
     *     no logits
     */
    public FeatureExtractor(ModelBundle bundle, List<String> layers, Kernels kernels, int threads) {
        NetworkSpec spec = bundle.network();
        this.kernels = kernels;
        this.layers = layers.stream().map(layer -> find(spec, layer)).toList();
        this.before = feeding(spec);
        this.head = Head.of(spec, bundle.weights(), before.number());
        this.network = new Network(spec, bundle.weights(), kernels, threads);
    }

    /**
     * The layer that feeds the last one.
     *
     * @throws BadConfig if the network does not end in a dense layer over a vector, so that there are no logits
     */
    public static Layer feeding(NetworkSpec spec) {
        int last = spec.nodes().size() - 1;
        if (!(spec.nodes().get(last).layer() instanceof LayerSpec.Dense dense)
                || spec.output().rank() != 1
                || spec.sources(last).get(0) < 0
                || dense.activation() != Activation.SOFTMAX && spec.output().last() > 1) {
            throw new BadConfig("network " + spec.name()
                    + ": expected a dense layer with a softmax at its end, whose sums are" + " the logits");
        }
        return layer(spec, spec.sources(last).get(0));
    }

    /** The layers that say most of what is new where nothing is asked for: the two before the last that are vectors. */
    public static List<String> usual(NetworkSpec spec) {
        List<String> names = new ArrayList<>();
        for (int node = spec.nodes().size() - 2; node >= 0 && names.size() < 2; node--) {
            if (spec.shapes().get(node).rank() == 1) {
                names.add(0, String.valueOf(node + (spec.functional() ? 1 : 0)));
            }
        }
        return names;
    }

    /**
     * A layer by name, or by number as Keras counts.
     *
     * @throws BadConfig if there is none
     */
    public static Layer find(NetworkSpec spec, String nameOrNumber) {
        try {
            return layer(spec, spec.find(nameOrNumber));
        } catch (IllegalArgumentException e) {
            throw new BadConfig("--layers: " + e.getMessage());
        }
    }

    private static Layer layer(NetworkSpec spec, int node) {
        return new Layer(
                node + (spec.functional() ? 1 : 0),
                node,
                spec.nodes().get(node).layer().name(),
                spec.shapes().get(node).size());
    }

    /** Those asked for, in that order. */
    public List<Layer> layers() {
        return layers;
    }

    /** The last layer, which makes logits of the one before. */
    public Head head() {
        return head;
    }

    /** @throws BadShape if the rows are not of the network's length */
    public Features extract(Examples rows) {
        if (rows.length() != network.spec().length()) {
            throw new BadShape(
                    "the network takes " + network.spec().length() + " integers a row, found " + rows.length());
        }
        List<Integer> nodes = new ArrayList<>(layers.stream().map(Layer::node).toList());
        nodes.add(before.node());
        List<float[]> taps = network.taps(nodes, rows.size(), ExampleRows.from(rows, 0));
        float[] logits = head.logits(kernels, taps.get(layers.size()), rows.size());
        return new Features(taps.subList(0, layers.size()), logits);
    }

    @Override
    public void close() {
        network.close();
    }

    /** The last layer's weights: logits = x W + b. Immutable and thread-safe. */
    public static final class Head {
        private final int layer;
        private final int width;
        private final float[] kernel;
        private final float[] bias;

        private Head(int layer, int width, float[] kernel, float[] bias) {
            this.layer = layer;
            this.width = width;
            this.kernel = kernel;
            this.bias = bias;
        }

        private static Head of(NetworkSpec spec, Weights weights, int layer) {
            int last = spec.nodes().size() - 1;
            LayerSpec.Dense dense = (LayerSpec.Dense) spec.nodes().get(last).layer();
            int width = spec.inputShapes(last).get(0).size();
            int units = dense.units();
            int classes = ClassOutputs.classes(spec);
            int at = weights.values().length - width * units - (dense.bias() ? units : 0);
            float[] kernel = new float[width * classes];
            float[] bias = new float[classes];
            for (int i = 0; i < width; i++) {
                System.arraycopy(weights.values(), at + i * units, kernel, i * classes + classes - units, units);
            }
            if (dense.bias()) {
                System.arraycopy(weights.values(), at + width * units, bias, classes - units, units);
            }
            return new Head(layer, width, kernel, bias);
        }

        /** The number of the layer that feeds it, as Keras counts. */
        public int layer() {
            return layer;
        }

        /** W, of shape (width, classes), row-major; not to be changed. */
        public float[] kernel() {
            return kernel;
        }

        /** b, one a class; not to be changed. */
        public float[] bias() {
            return bias;
        }

        private float[] logits(Kernels kernels, float[] x, int rows) {
            int classes = bias.length;
            float[] logits = new float[rows * classes];
            for (int r = 0; r < rows; r++) {
                System.arraycopy(bias, 0, logits, r * classes, classes);
            }
            kernels.multiply(rows, classes, width, x, 0, width, kernel, 0, classes, logits, 0, classes);
            return logits;
        }
    }
}
