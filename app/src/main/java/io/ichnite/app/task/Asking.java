package io.ichnite.app.task;

import io.ichnite.data.Examples;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.NetworkClassifier;
import io.ichnite.tensor.Kernels;

/** Asks a model about many rows, some at a time. */
final class Asking {
    private static final int ROWS = 256;

    /** Is told how many rows of all are done. */
    interface Watcher {
        void rows(int done, int all);
    }

    private Asking() {}

    /** Probabilities, (rows, classes), row-major. */
    static float[] probabilities(ModelBundle model, Examples rows, Kernels kernels, int threads, Watcher watcher) {
        int classes = model.families().size();
        float[] all = new float[Math.multiplyExact(rows.size(), classes)];
        try (NetworkClassifier classifier = new NetworkClassifier(model, kernels, threads)) {
            for (int from = 0; from < rows.size(); from += ROWS) {
                int count = Math.min(ROWS, rows.size() - from);
                float[] some = classifier.probabilities(new Slice(rows, from, count));
                System.arraycopy(some, 0, all, from * classes, some.length);
                watcher.rows(from + count, rows.size());
            }
        }
        return all;
    }
}
