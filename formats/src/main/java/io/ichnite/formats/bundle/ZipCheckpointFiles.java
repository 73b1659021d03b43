package io.ichnite.formats.bundle;

import io.ichnite.error.BadBundle;
import io.ichnite.error.IchniteException;
import io.ichnite.formats.file.Utf8;
import io.ichnite.formats.file.WholeFile;
import io.ichnite.formats.safetensors.SafeTensors;
import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import io.ichnite.train.Checkpoint;
import io.ichnite.train.CheckpointFiles;
import io.ichnite.train.Optimizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint is one stored zip, as a model is: {@code state.json} and, as safetensors, the weights, those kept so far if
 * there are any, and what the optimiser remembers. Every entry has its CRC-32. Thread-safe.
 */
public final class ZipCheckpointFiles implements CheckpointFiles {
    private static final String STATE = "state.json";
    private static final String WEIGHTS = "weights.safetensors";
    private static final String KEPT = "kept.safetensors";
    private static final String FIRST = "first_moments.safetensors";
    private static final String SECOND = "second_moments.safetensors";

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a number to go on from is not finite
     */
    @Override
    public void write(Checkpoint checkpoint, SortedMap<String, String> origin, Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(STATE, CheckpointJson.write(checkpoint, origin).getBytes(StandardCharsets.UTF_8));
        put(entries, WEIGHTS, checkpoint.weights());
        put(entries, KEPT, checkpoint.keptWeights());
        put(entries, FIRST, checkpoint.optimizer().first());
        put(entries, SECOND, checkpoint.optimizer().second());
        WholeFile.replace(file, out -> StoredZip.write(entries, out));
    }

    private static void put(Map<String, byte[]> entries, String name, @Nullable Weights weights) throws IOException {
        if (weights == null) {
            return;
        }
        for (float value : weights.values()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(name + " would hold " + value + "; the training has diverged");
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SafeTensors.write(weights, new TreeMap<>(), bytes);
        entries.put(name, bytes.toByteArray());
    }

    @Override
    public SortedMap<String, String> origin(Path file) throws IOException {
        return state(entries(file), file).origin();
    }

    @Override
    public Checkpoint read(Path file, List<WeightSpec> weights) throws IOException {
        Map<String, byte[]> entries = entries(file);
        CheckpointJson.Content state = state(entries, file);
        return new Checkpoint(
                state.position(),
                state.epochs(),
                state.kept(),
                needed(entries, WEIGHTS, weights, file),
                arrays(entries, KEPT, weights, file),
                new Optimizer.Memory(
                        state.updates(),
                        arrays(entries, FIRST, weights, file),
                        needed(entries, SECOND, weights, file)));
    }

    private static Map<String, byte[]> entries(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = WholeFile.read(file);
        } catch (IchniteException e) {
            throw new BadBundle(file.toString(), "expected an ordinary file of at most 2 GiB");
        }
        return StoredZip.read(bytes, file.toString());
    }

    private static CheckpointJson.Content state(Map<String, byte[]> entries, Path file) {
        byte[] state = entries.get(STATE);
        if (state == null) {
            throw new BadBundle(file.toString(), "expected a checkpoint, found a zip of " + entries.keySet());
        }
        try {
            String text = Utf8.text(state);
            return CheckpointJson.read(text, STATE);
        } catch (CharacterCodingException e) {
            throw new BadBundle(file.toString(), STATE + ": expected UTF-8");
        } catch (IchniteException | IllegalArgumentException e) {
            throw new BadBundle(file.toString(), String.valueOf(e.getMessage()));
        }
    }

    private static Weights needed(Map<String, byte[]> entries, String name, List<WeightSpec> specs, Path file) {
        Weights weights = arrays(entries, name, specs, file);
        if (weights == null) {
            throw new BadBundle(file.toString(), "expected an entry " + name + ", found " + entries.keySet());
        }
        return weights;
    }

    private static @Nullable Weights arrays(
            Map<String, byte[]> entries, String name, List<WeightSpec> specs, Path file) {
        byte[] bytes = entries.get(name);
        if (bytes == null) {
            return null;
        }
        try {
            return SafeTensors.read(bytes, name).weights(specs);
        } catch (IchniteException e) {
            throw new BadBundle(file.toString(), String.valueOf(e.getMessage()));
        }
    }
}
