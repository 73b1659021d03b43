package io.ichnite.app.task;

import io.ichnite.data.Examples;
import io.ichnite.error.BadConfig;
import io.ichnite.model.FeatureExtractor;
import io.ichnite.model.ModelBundle;
import io.ichnite.novelty.Head;
import io.ichnite.novelty.Matrix;
import io.ichnite.tensor.Kernels;
import java.util.ArrayList;
import java.util.List;

/** Asks some layers of a network about many rows, some at a time. Used by one thread. */
final class Extraction implements AutoCloseable {
    private static final int ROWS = 256;

    private final FeatureExtractor extractor;

    /**
     * @param layers by name or number; may be none, for the logits alone
     * @throws BadConfig if the network has no such layer, or no logits
     */
    Extraction(ModelBundle model, List<String> layers, Kernels kernels, int threads) {
        extractor = new FeatureExtractor(model, layers, kernels, threads);
    }

    /** Those asked for, in that order. */
    List<FeatureExtractor.Layer> layers() {
        return extractor.layers();
    }

    /** The last layer, as it is written. */
    FeatureExtractor.Head head() {
        return extractor.head();
    }

    /** The last layer, as detectors take it: a row a class. */
    Head detectorHead() {
        FeatureExtractor.Head head = extractor.head();
        int classes = head.bias().length;
        int width = head.kernel().length / classes;
        double[] weights = new double[head.kernel().length];
        double[] biases = new double[classes];
        for (int c = 0; c < classes; c++) {
            biases[c] = head.bias()[c];
            for (int j = 0; j < width; j++) {
                weights[c * width + j] = head.kernel()[j * classes + c];
            }
        }
        return Head.of(Matrix.of(classes, width, weights), biases);
    }

    /** @param watcher is told how many rows are done */
    Extracted of(Examples rows, Asking.Watcher watcher) {
        int classes = extractor.head().bias().length;
        List<float[]> all = new ArrayList<>();
        for (FeatureExtractor.Layer layer : layers()) {
            all.add(new float[Math.multiplyExact(rows.size(), layer.width())]);
        }
        float[] logits = new float[Math.multiplyExact(rows.size(), classes)];
        for (int from = 0; from < rows.size(); from += ROWS) {
            int count = Math.min(ROWS, rows.size() - from);
            FeatureExtractor.Features some = extractor.extract(new Slice(rows, from, count));
            for (int i = 0; i < all.size(); i++) {
                float[] part = some.layers().get(i);
                System.arraycopy(part, 0, all.get(i), from * layers().get(i).width(), part.length);
            }
            System.arraycopy(some.logits(), 0, logits, from * classes, count * classes);
            watcher.rows(from + count, rows.size());
        }
        return new Extracted(layers(), all, logits, classes);
    }

    @Override
    public void close() {
        extractor.close();
    }
}
