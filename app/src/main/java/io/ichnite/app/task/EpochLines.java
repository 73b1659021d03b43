package io.ichnite.app.task;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.Streams;
import io.ichnite.train.EpochListener;
import io.ichnite.train.History;
import io.ichnite.train.Insight;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON line an epoch on stdout. */
public final class EpochLines implements EpochListener {
    private final Streams streams;

    public EpochLines(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void epoch(History.Epoch epoch, Insight insight) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("epoch", epoch.epoch());
        object.put("loss", epoch.loss());
        object.put("accuracy", epoch.accuracy());
        object.put("val_loss", epoch.validationLoss());
        object.put("val_accuracy", epoch.validationAccuracy());
        object.put("samples_per_second", epoch.samplesPerSecond());
        object.put("learning_rate", epoch.learningRate());
        streams.result(Json.line(object));
        streams.out().flush();
    }
}
