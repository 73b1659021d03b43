package io.ichnite.app.task;

import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.data.Encoding;
import io.ichnite.data.Examples;
import io.ichnite.metric.Intervals;
import io.ichnite.metric.Scores;
import io.ichnite.model.ModelBundle;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
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

    /**
     * Asks a model about all rows that have a label; warns where they are those that it was trained on.
     *
     * @param grouping of rows, for the intervals
     * @param seed of the draws of groups
     * @throws io.ichnite.error.BadInput if no row has a label, or one is none of the model's classes
     */
    public Measured of(ModelBundle model, Data data, Grouping grouping, long seed) throws IOException {
        if (data.digest().equals(model.manifest().dataDigest())) {
            streams.say(
                    "warning: the model was trained on these data: its scores, and the linear model's, say how well they"
                            + " were learnt by heart; rows that were held out would say more");
        }
        return of(model, data, Labels.labelled(data, streams::say), grouping, seed);
    }

    /** The same of some rows that have a label. */
    Measured of(ModelBundle model, Data data, List<Integer> rows, Grouping grouping, long seed) throws IOException {
        Labels.check(data, rows, model.families());
        Encoding encoding = data.encoding(model.encoding());
        List<String> groups = grouping.keys(data, encoding, rows);
        Examples examples = data.examples(model.vocabulary(), encoding, model.families(), rows);
        float[] probabilities = ask(model, examples);
        int[] labels = Labels.of(examples);
        int classes = model.families().size();
        if (model.baseline() == null) {
            streams.say(
                    "the model brings no baseline: the class mix is that of these rows, and there is no linear model");
        }
        return new Measured(
                model.families(),
                Scores.of(probabilities, classes, labels),
                Baseline.of(model, examples, labels, labels, threads),
                new Spread(
                        grouping.name(),
                        Intervals.of(probabilities, classes, labels, groups, Intervals.Plan.defaults(seed), threads)));
    }

    private float[] ask(ModelBundle model, Examples examples) {
        Progress progress = new Progress(streams, System::nanoTime);
        try {
            return Asking.probabilities(
                    model, examples, kernels, threads, (done, all) -> progress.part("evaluating", done, all));
        } finally {
            progress.clear();
        }
    }
}
