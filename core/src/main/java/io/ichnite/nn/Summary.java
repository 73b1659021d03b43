package io.ichnite.nn;

import java.util.List;
import java.util.Locale;

/** A network as a table for people, laid out as Keras prints its summaries. */
public final class Summary {
    private static final int WIDTH = 74;
    private static final String LINE = " %-38s %-20s %-12s%n";

    private Summary() {}

    /** Layers with kind, output shape and parameters, and the total; lines end as the machine ends them. */
    public static String of(NetworkSpec spec) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(Locale.ROOT, "Model: \"%s\"%n", spec.name()));
        out.append(rule('_'));
        out.append(String.format(Locale.ROOT, LINE, "Layer (type)", "Output Shape", "Param #")
                .stripTrailing());
        out.append(System.lineSeparator()).append(rule('='));
        List<Shape> shapes = spec.shapes();
        for (int i = 0; i < shapes.size(); i++) {
            LayerSpec layer = spec.nodes().get(i).layer();
            String title = layer.name() + " (" + layer.kind() + ")";
            String row = String.format(Locale.ROOT, LINE, title, shapes.get(i).withBatch(), count(parameters(spec, i)));
            out.append(row.stripTrailing()).append(System.lineSeparator());
        }
        out.append(rule('='));
        out.append(String.format(Locale.ROOT, "Total params: %s%n", count(parameters(spec))));
        return out.toString();
    }

    /** How many numbers a network learns. */
    public static long parameters(NetworkSpec spec) {
        long sum = 0;
        for (int i = 0; i < spec.nodes().size(); i++) {
            sum += parameters(spec, i);
        }
        return sum;
    }

    /** How many numbers one layer learns. */
    public static long parameters(NetworkSpec spec, int node) {
        return spec.nodes().get(node).layer().weights(spec.inputShapes(node)).stream()
                .mapToLong(w -> w.shape().size())
                .sum();
    }

    private static String count(long parameters) {
        return String.format(Locale.ROOT, "%,d", parameters);
    }

    private static String rule(char c) {
        return String.valueOf(c).repeat(WIDTH) + System.lineSeparator();
    }
}
