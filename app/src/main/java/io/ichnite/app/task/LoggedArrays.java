package io.ichnite.app.task;

import io.ichnite.formats.tensorboard.EventLog;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.Shape;
import io.ichnite.nn.Weights;
import io.ichnite.train.Insight;
import java.io.IOException;
import java.util.List;

/**
 * The arrays of a network as histograms, tagged by layer: {@code conv1d/kernel} and {@code conv1d/bias}, their gradients
 * ({@code conv1d/kernel/gradient}), and what the layer gives ({@code conv1d/output}).
 */
final class LoggedArrays {
    /** So many outputs of a layer are looked at, at most, but for one row, which is always looked at whole. */
    private static final int MOST_OUTPUTS = 1 << 20;

    private static final int MOST_ROWS = 8;

    private LoggedArrays() {}

    static void write(EventLog log, long step, Insight insight) throws IOException {
        weights(log, step, insight.weights(), "");
        Weights gradient = insight.gradient();
        if (gradient != null) {
            weights(log, step, gradient, "/gradient");
        }
        List<Shape> shapes = insight.network().shapes();
        for (int node = 0; node < shapes.size(); node++) {
            int most = Math.max(
                    1, Math.min(MOST_ROWS, MOST_OUTPUTS / shapes.get(node).size()));
            float[] outputs = insight.outputs(node, Math.min(most, insight.rows()));
            LayerSpec layer = insight.network().nodes().get(node).layer();
            log.histogram(layer.name() + "/output", step, outputs, 0, outputs.length);
        }
    }

    private static void weights(EventLog log, long step, Weights arrays, String what) throws IOException {
        for (int i = 0; i < arrays.specs().size(); i++) {
            int from = arrays.offset(i);
            int to = from + arrays.specs().get(i).shape().size();
            log.histogram(arrays.specs().get(i).name() + what, step, arrays.values(), from, to);
        }
    }
}
