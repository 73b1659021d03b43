package io.ichnite.formats.bundle;

import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.JsonObject;
import io.ichnite.train.Checkpoint;
import io.ichnite.train.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * state.json of a checkpoint: its origin, the place in training, the epochs that are done. Doubles are spelled so that they
 * read back equal, as sums go on from them; a validation that was not made is left out.
 */
final class CheckpointJson {
    /** Goes up with every change that an older reader would misread. */
    private static final int FORMAT = 1;

    private CheckpointJson() {}

    /** @param updates that the optimiser remembers */
    record Content(
            SortedMap<String, String> origin,
            Checkpoint.Position position,
            List<History.Epoch> epochs,
            int kept,
            long updates) {}

    static String write(Checkpoint checkpoint, SortedMap<String, String> origin) {
        Checkpoint.Position at = checkpoint.position();
        Map<String, Object> position = new LinkedHashMap<>();
        position.put("epoch", at.epoch());
        position.put("batch", at.batch());
        position.put("step", at.step());
        position.put("loss", at.loss());
        position.put("right", at.right());
        position.put("rows", at.rows());
        position.put("seconds", at.seconds());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        tree.put("origin", origin);
        tree.put("position", position);
        tree.put("kept", checkpoint.kept());
        tree.put("updates", checkpoint.optimizer().step());
        tree.put(
                "epochs",
                checkpoint.epochs().stream().map(CheckpointJson::epoch).toList());
        return Json.write(tree);
    }

    private static Map<String, Object> epoch(History.Epoch epoch) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("epoch", epoch.epoch());
        tree.put("loss", epoch.loss());
        tree.put("accuracy", epoch.accuracy());
        if (!Double.isNaN(epoch.validationLoss())) {
            tree.put("val_loss", epoch.validationLoss());
            tree.put("val_accuracy", epoch.validationAccuracy());
        }
        tree.put("seconds", epoch.seconds());
        tree.put("samples_per_second", Double.isFinite(epoch.samplesPerSecond()) ? epoch.samplesPerSecond() : 0.0);
        tree.put("learning_rate", epoch.learningRate());
        return tree;
    }

    static Content read(String text, String source) {
        JsonObject in = new JsonObject(Json.read(text, source), source, "");
        long format = in.integer("format", 1, Integer.MAX_VALUE);
        if (format != FORMAT) {
            throw in.bad("format", "this ichnite reads checkpoints of format " + FORMAT + ", found " + format);
        }
        SortedMap<String, String> origin = new TreeMap<>();
        JsonObject asked = in.object("origin");
        asked.names().forEach(name -> origin.put(name, asked.text(name)));
        JsonObject at = in.object("position");
        Checkpoint.Position position = new Checkpoint.Position(
                whole(at, "epoch"),
                whole(at, "batch"),
                at.integer("step", 0, Long.MAX_VALUE),
                at.number("loss"),
                whole(at, "right"),
                whole(at, "rows"),
                at.number("seconds"));
        at.end();
        List<History.Epoch> epochs = new ArrayList<>();
        for (JsonObject entry : in.objects("epochs")) {
            epochs.add(epoch(entry));
            if (epochs.get(epochs.size() - 1).epoch() != epochs.size()) {
                throw entry.bad("epoch", "expected " + epochs.size() + ", as epochs are counted from 1");
            }
        }
        int kept = (int) in.integer("kept", 0, epochs.size());
        long updates = in.integer("updates", 0, Long.MAX_VALUE);
        in.end();
        if (position.epoch() != epochs.size() + 1) {
            throw at.bad("epoch", "expected " + (epochs.size() + 1) + ", the one after those that are done");
        }
        return new Content(origin, position, epochs, kept, updates);
    }

    private static History.Epoch epoch(JsonObject in) {
        boolean validated = in.has("val_loss");
        History.Epoch epoch = new History.Epoch(
                whole(in, "epoch"),
                in.number("loss"),
                in.number("accuracy"),
                validated ? in.number("val_loss") : Double.NaN,
                validated ? in.number("val_accuracy") : Double.NaN,
                in.number("seconds"),
                in.number("samples_per_second"),
                in.real("learning_rate", Float.NaN));
        in.end();
        return epoch;
    }

    private static int whole(JsonObject in, String field) {
        return (int) in.integer(field, 0, Integer.MAX_VALUE);
    }
}
