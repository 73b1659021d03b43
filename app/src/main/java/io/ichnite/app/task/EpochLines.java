package io.ichnite.app.task;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.train.EpochListener;
import io.ichnite.train.History;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON line an epoch on stdout, and the progress as ever. */
public final class EpochLines implements EpochListener {
    private final Streams streams;
    private final Progress progress;

    public EpochLines(Streams streams, Progress progress) {
        this.streams = streams;
        this.progress = progress;
    }

    @Override
    public void step(Step step) {
        progress.step(step);
    }

    @Override
    public void epoch(History.Epoch epoch) {
        progress.epoch(epoch);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("epoch", epoch.epoch());
        object.put("loss", epoch.loss());
        object.put("accuracy", epoch.accuracy());
        object.put("val_loss", epoch.validationLoss());
        object.put("val_accuracy", epoch.validationAccuracy());
        object.put("samples_per_second", epoch.samplesPerSecond());
        streams.result(Json.line(object));
        streams.out().flush();
    }
}
