package io.ichnite.app.task;

import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.data.Examples;
import io.ichnite.model.FeatureExtractor;
import io.ichnite.model.ModelBundle;
import java.util.ArrayList;
import java.util.List;

/** What a network made of some rows: features of its layers, and logits. Not a record, as it holds arrays. Immutable. */
final class Extracted {
    private static final int ROWS = 256;

    private final int rows;
    private final int classes;
    private final List<float[]> features;
    private final float[] logits;

    private Extracted(int rows, int classes, List<float[]> features, float[] logits) {
        this.rows = rows;
        this.classes = classes;
        this.features = features;
        this.logits = logits;
    }

    /**
     * Asks about rows of data, a few at a time.
     *
     * @param what they are, for who waits
     */
    static Extracted of(
            FeatureExtractor extractor,
            ModelBundle model,
            Data data,
            List<Integer> some,
            String what,
            Streams streams) {
        Examples rows = data.unlabelled(model.vocabulary(), data.encoding(model.encoding()), some);
        int classes = model.families().size();
        List<float[]> features = new ArrayList<>();
        extractor.layers().forEach(layer -> features.add(new float[Math.multiplyExact(rows.size(), layer.width())]));
        float[] logits = new float[Math.multiplyExact(rows.size(), classes)];
        Progress progress = new Progress(streams, System::nanoTime);
        try {
            for (int from = 0; from < rows.size(); from += ROWS) {
                int count = Math.min(ROWS, rows.size() - from);
                FeatureExtractor.Features part = extractor.extract(new Slice(rows, from, count));
                for (int i = 0; i < features.size(); i++) {
                    float[] layer = part.layers().get(i);
                    System.arraycopy(
                            layer,
                            0,
                            features.get(i),
                            from * extractor.layers().get(i).width(),
                            layer.length);
                }
                System.arraycopy(part.logits(), 0, logits, from * classes, count * classes);
                progress.part(what, from + count, rows.size());
            }
        } finally {
            progress.clear();
        }
        return new Extracted(rows.size(), classes, List.copyOf(features), logits);
    }

    int rows() {
        return rows;
    }

    /** Of one layer, shape (rows, width); not to be changed. */
    float[] features(int layer) {
        return features.get(layer);
    }

    /** Shape (rows, classes), before softmax; not to be changed. */
    float[] logits() {
        return logits;
    }

    /** The softmax of the logits, shape (rows, classes). */
    float[] probabilities() {
        float[] all = new float[logits.length];
        for (int from = 0; from < all.length; from += classes) {
            double most = Double.NEGATIVE_INFINITY;
            for (int c = from; c < from + classes; c++) {
                most = Math.max(most, logits[c]);
            }
            double sum = 0;
            for (int c = from; c < from + classes; c++) {
                sum += StrictMath.exp(logits[c] - most);
            }
            for (int c = from; c < from + classes; c++) {
                all[c] = (float) (StrictMath.exp(logits[c] - most) / sum);
            }
        }
        return all;
    }
}
