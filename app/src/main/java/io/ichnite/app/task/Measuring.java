package io.ichnite.app.task;

import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.data.Examples;
import io.ichnite.model.ModelBundle;
import io.ichnite.tensor.Kernels;
import java.util.List;

/** Measures a model on labelled data. */
public final class Measuring {
    private final Streams streams;
    private final Kernels kernels;
    private final int threads;

    public Measuring(Streams streams, Kernels kernels, int threads) {
        this.streams = streams;
        this.kernels = kernels;
        this.threads = threads;
    }

    /** @throws io.ichnite.error.BadInput if no row has a label, or one is none of the model's classes */
    public Measured of(ModelBundle model, Data data) {
        List<Integer> rows = Labels.labelled(data, streams::say);
        Labels.check(data, rows, model.families());
        Examples examples = data.examples(model.vocabulary(), data.encoding(model.encoding()), model.families(), rows);
        Progress progress = new Progress(streams, System::nanoTime);
        try {
            return Measured.of(
                    model, examples, null, kernels, threads, (done, all) -> progress.part("evaluating", done, all));
        } finally {
            progress.clear();
        }
    }
}
