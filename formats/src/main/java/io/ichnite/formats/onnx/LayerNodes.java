package io.ichnite.formats.onnx;

import io.ichnite.error.BadConfig;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.LayerSpec.Activate;
import io.ichnite.nn.LayerSpec.Bidirectional;
import io.ichnite.nn.LayerSpec.Conv1D;
import io.ichnite.nn.LayerSpec.Dense;
import io.ichnite.nn.LayerSpec.Dropout;
import io.ichnite.nn.LayerSpec.Embedding;
import io.ichnite.nn.LayerSpec.GlobalPooling1D;
import io.ichnite.nn.LayerSpec.Merge;
import io.ichnite.nn.LayerSpec.Pool;
import io.ichnite.nn.LayerSpec.Pooling1D;
import io.ichnite.nn.LayerSpec.Recurrent;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Shape;
import java.util.ArrayList;
import java.util.List;

/** The nodes that stand for a layer; the last of them has the layer's name. Not thread-safe. */
final class LayerNodes {
    private final Graph graph;
    private final Wiring wiring;
    private final RecurrentNodes recurrent;

    LayerNodes(Graph graph, Wiring wiring) {
        this.graph = graph;
        this.wiring = wiring;
        this.recurrent = new RecurrentNodes(graph, wiring);
    }

    /**
     * What a layer gives.
     *
     * @param sums what its activation was applied to; the same value where it has none
     */
    record Given(Value value, Value sums) {}

    /**
     * Any layer but an Embedding.
     *
     * @param at where its weights begin
     * @param name that nothing has yet, for its output
     * @throws BadConfig if ONNX cannot say it
     */
    Given layer(LayerSpec layer, List<Value> inputs, int at, String name) {
        Value x = inputs.get(0);
        if (layer instanceof Conv1D conv) {
            return activated(conv.activation(), own -> convolution(conv, x, at, name, own), name);
        }
        if (layer instanceof Dense dense) {
            return activated(dense.activation(), own -> dense(dense, x, at, name, own), name);
        }
        if (layer instanceof Activate activate) {
            return new Given(wiring.activate(activate.activation(), x, name), x);
        }
        return plain(plainLayer(layer, inputs, at, name));
    }

    private Value plainLayer(LayerSpec layer, List<Value> inputs, int at, String name) {
        Value x = inputs.get(0);
        if (layer instanceof Pooling1D pooling) {
            return pooling(pooling, x, name);
        }
        if (layer instanceof GlobalPooling1D pooling) {
            return global(pooling, x, name);
        }
        if (layer instanceof Recurrent one) {
            return recurrent.oneWay(one, x, at, name);
        }
        if (layer instanceof Bidirectional both) {
            return recurrent.bothWays(both, x, at, name);
        }
        if (layer instanceof Dropout) {
            return wiring.each("Identity", x, name, Attributes.none());
        }
        if (layer instanceof Merge merge) {
            return wiring.join(merge.join(), inputs, name);
        }
        throw new BadConfig(layer.name() + ": a layer of kind " + layer.kind() + " cannot be written as ONNX");
    }

    /** @param ids integers (batch, time) */
    Value embedding(Embedding layer, String ids, int time, int at, String name) {
        String table = graph.weights(
                name + "/embeddings",
                List.of(layer.rows(), layer.width()),
                new Pieces().then(at, layer.rows() * layer.width()));
        graph.node("Gather", List.of(table, ids), name, Attributes.none());
        return new Value(name, Layout.ROWS, Shape.of(time, layer.width()));
    }

    private interface Sums {
        Value under(String name);
    }

    private Given activated(Activation activation, Sums sums, String name) {
        Value before = sums.under(activation == Activation.LINEAR ? name : graph.fresh(name + "/sums"));
        return new Given(wiring.activate(activation, before, name), before);
    }

    private static Given plain(Value value) {
        return new Given(value, value);
    }

    /** @param sums the name of what comes out */
    private Value convolution(Conv1D layer, Value input, int at, String name, String sums) {
        int channels = input.shape().last();
        int filters = layer.filters();
        // ours is (size, channels, filters), ONNX' (filters, channels, size)
        Pieces kernel = new Pieces()
                .then(at, List.of(filters, channels, layer.size()), List.of(1, filters, channels * filters));
        List<String> inputs = new ArrayList<>();
        inputs.add(wiring.as(input, Layout.CHANNELS_FIRST).name());
        inputs.add(graph.weights(name + "/kernel", List.of(filters, channels, layer.size()), kernel));
        if (layer.bias()) {
            inputs.add(bias(at + layer.size() * channels * filters, filters, name));
        }
        Attributes attributes = window(input, layer.size(), layer.stride(), layer.padding());
        graph.node("Conv", inputs, sums, attributes);
        return new Value(sums, Layout.CHANNELS_FIRST, layer.output(List.of(input.shape())));
    }

    /** What convolutions and pools are told of their windows. */
    private static Attributes window(Value input, int size, int stride, Padding padding) {
        int time = input.shape().extent(0);
        int before = padding.before(time, size, stride);
        int last = (padding.windows(time, size, stride) - 1) * stride + size - before;
        return Attributes.none()
                .integers("kernel_shape", List.of((long) size))
                .integers("strides", List.of((long) stride))
                .integers("pads", List.of((long) before, (long) Math.max(0, last - time)));
    }

    private Value pooling(Pooling1D layer, Value input, String name) {
        Value x = wiring.as(input, Layout.CHANNELS_FIRST);
        Attributes attributes = window(input, layer.size(), layer.stride(), layer.padding());
        graph.node(layer.pool() == Pool.MAX ? "MaxPool" : "AveragePool", List.of(x.name()), name, attributes);
        return new Value(name, Layout.CHANNELS_FIRST, layer.output(List.of(input.shape())));
    }

    private Value global(GlobalPooling1D layer, Value x, String name) {
        Attributes attributes = Attributes.none()
                .integers("axes", List.of((long) x.layout().time()))
                .integer("keepdims", 0);
        graph.node(layer.pool() == Pool.MAX ? "ReduceMax" : "ReduceMean", List.of(x.name()), name, attributes);
        return new Value(name, Layout.VECTOR, layer.output(List.of(x.shape())));
    }

    /** @param sums the name of what comes out */
    private Value dense(Dense layer, Value input, int at, String name, String sums) {
        Value x = wiring.channelsLast(input);
        int channels = x.shape().last();
        int units = layer.units();
        String kernel =
                graph.weights(name + "/kernel", List.of(channels, units), new Pieces().then(at, channels * units));
        Shape shape = layer.output(List.of(x.shape()));
        if (x.layout() == Layout.VECTOR && layer.bias()) {
            String bias = bias(at + channels * units, units, name);
            graph.node("Gemm", List.of(x.name(), kernel, bias), sums, Attributes.none());
            return new Value(sums, x.layout(), shape);
        }
        // a Gemm without a bias is valid, but ONNX Runtime of 2021 fails where it joins one with an activation
        String product = layer.bias() ? graph.fresh(name + "/product") : sums;
        graph.node("MatMul", List.of(x.name(), kernel), product, Attributes.none());
        if (layer.bias()) {
            graph.node("Add", List.of(product, bias(at + channels * units, units, name)), sums, Attributes.none());
        }
        return new Value(sums, x.layout(), shape);
    }

    private String bias(int at, int count, String name) {
        return graph.weights(name + "/bias", List.of(count), new Pieces().then(at, count));
    }
}
