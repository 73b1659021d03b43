package io.ichnite.formats.bundle;

import io.ichnite.data.Encoding;
import io.ichnite.error.BadBundle;
import io.ichnite.error.IchniteException;
import io.ichnite.formats.file.Utf8;
import io.ichnite.formats.file.WholeFile;
import io.ichnite.formats.json.SpecJson;
import io.ichnite.formats.safetensors.SafeTensors;
import io.ichnite.model.BaselineModel;
import io.ichnite.model.Familiarity;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.ModelFiles;
import io.ichnite.model.SeenRows;
import io.ichnite.nn.ClassOutputs;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Families;
import io.ichnite.sample.Vocabulary;
import io.ichnite.train.OptimizerState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bundle is one zip of {@code manifest.json}, {@code network.json}, {@code vocabulary.txt} (a name a line, in the order
 * of their numbers) and {@code weights.safetensors}, and where there is a baseline {@code baseline.json} and
 * {@code baseline.safetensors}, where it is known {@code rows.json}, where a detector was chosen {@code familiarity.json} and its own
 * below {@code familiarity/}, where training can go on {@code optimizer.json} and {@code optimizer.safetensors}, in that order
 * and stored, so that the same bundle gives the same bytes on every machine.
 * Thread-safe.
 */
public final class ZipModelFiles implements ModelFiles {
    private static final String MANIFEST = "manifest.json";
    private static final String NETWORK = "network.json";
    private static final String VOCABULARY = "vocabulary.txt";
    private static final String WEIGHTS = "weights.safetensors";
    private static final List<String> ENTRIES = List.of(MANIFEST, NETWORK, VOCABULARY, WEIGHTS);

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the parts of the bundle do not belong together, or a weight is not finite
     */
    @Override
    public void write(ModelBundle bundle, Path file) throws IOException {
        String fault = fault(bundle.network(), bundle.vocabulary(), bundle.families(), bundle.encoding());
        BaselineModel baseline = bundle.baseline();
        if (fault == null
                && baseline != null
                && baseline.rows().size() != bundle.families().size()) {
            fault = "the baseline is of other families";
        }
        Familiarity familiarity = bundle.familiarity();
        if (fault == null && familiarity != null) {
            fault = FamiliarityEntries.fault(familiarity, bundle.network());
        }
        OptimizerState optimizer = bundle.optimizer();
        if (fault == null && optimizer != null) {
            fault = OptimizerEntries.fault(optimizer, bundle.weights().specs());
        }
        if (fault != null || !bundle.weights().specs().equals(bundle.network().weights())) {
            throw new IllegalArgumentException(fault == null ? "the weights are another network's" : fault);
        }
        for (float value : bundle.weights().values()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("a weight is " + value + "; the training has diverged");
            }
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(MANIFEST, utf8(ManifestJson.write(bundle)));
        entries.put(NETWORK, utf8(SpecJson.write(bundle.network())));
        entries.put(VOCABULARY, utf8(NameLines.write(bundle.vocabulary().names())));
        ByteArrayOutputStream weights = new ByteArrayOutputStream();
        SafeTensors.write(bundle.weights(), new TreeMap<>(), weights);
        entries.put(WEIGHTS, weights.toByteArray());
        if (baseline != null) {
            BaselineEntries.write(baseline, entries);
        }
        if (bundle.rows() != null) {
            entries.put(RowsEntry.NAME, RowsEntry.write(bundle.rows()));
        }
        if (familiarity != null) {
            FamiliarityEntries.write(familiarity, entries);
        }
        if (optimizer != null) {
            OptimizerEntries.write(optimizer, entries);
        }
        WholeFile.replace(file, out -> StoredZip.write(entries, out));
    }

    @Override
    public ModelBundle read(Path path) throws IOException {
        String file = path.toString();
        byte[] bytes;
        try {
            bytes = WholeFile.read(path);
        } catch (IchniteException e) {
            throw new BadBundle(file, "expected an ordinary file of at most 2 GiB");
        }
        Map<String, byte[]> entries = StoredZip.read(bytes, file);
        List<String> names = List.copyOf(entries.keySet());
        boolean measured = names.contains(BaselineEntries.COUNTS);
        boolean known = names.contains(RowsEntry.NAME);
        List<String> expected = new ArrayList<>(measured ? BaselineEntries.after(ENTRIES) : ENTRIES);
        if (known) {
            expected.add(RowsEntry.NAME);
        }
        expected.addAll(FamiliarityEntries.names(entries));
        expected.addAll(OptimizerEntries.names(entries));
        if (!names.equals(expected)) {
            throw new BadBundle(
                    file,
                    "expected the entries " + ENTRIES + ", with a baseline " + BaselineEntries.after(List.of())
                            + ", with the rows it has seen " + RowsEntry.NAME + ", with a detector "
                            + FamiliarityEntries.NAME + " and what it needs, to go on training " + OptimizerEntries.RULE
                            + " and what it remembers, found " + names);
        }
        ManifestJson.Content content = ask(file, MANIFEST, () -> ManifestJson.read(text(entries, MANIFEST), MANIFEST));
        NetworkSpec network = ask(file, NETWORK, () -> SpecJson.read(text(entries, NETWORK), NETWORK));
        Vocabulary vocabulary = ask(
                file,
                VOCABULARY,
                () -> new Vocabulary(content.vocabulary(), NameLines.read(text(entries, VOCABULARY))));
        String fault = fault(network, vocabulary, content.families(), content.encoding());
        if (fault != null) {
            throw new BadBundle(file, fault);
        }
        Weights weights = ask(file, WEIGHTS, () -> SafeTensors.read(entry(entries, WEIGHTS), WEIGHTS)
                .weights(network.weights()));
        BaselineModel baseline = !measured
                ? null
                : ask(
                        file,
                        BaselineEntries.NUMBERS,
                        () -> BaselineEntries.read(
                                text(entries, BaselineEntries.COUNTS),
                                entry(entries, BaselineEntries.NUMBERS),
                                content.families().size()));
        SeenRows rows = !known ? null : ask(file, RowsEntry.NAME, () -> RowsEntry.read(text(entries, RowsEntry.NAME)));
        Familiarity familiarity =
                FamiliarityEntries.names(entries).isEmpty() ? null : familiarity(file, network, entries);
        return new ModelBundle(
                content.manifest(),
                network,
                vocabulary,
                content.families(),
                content.encoding(),
                weights,
                baseline,
                rows,
                familiarity,
                OptimizerEntries.names(entries).isEmpty() ? null : optimizer(file, network.weights(), entries));
    }

    private static OptimizerState optimizer(String file, List<WeightSpec> weights, Map<String, byte[]> entries) {
        OptimizerState state = ask(
                file,
                OptimizerEntries.RULE,
                () -> OptimizerEntries.read(
                        text(entries, OptimizerEntries.RULE), entries.get(OptimizerEntries.NUMBERS), weights));
        String fault = OptimizerEntries.fault(state, weights);
        if (fault != null) {
            throw new BadBundle(file, OptimizerEntries.NUMBERS + ": " + fault);
        }
        return state;
    }

    private static Familiarity familiarity(String file, NetworkSpec network, Map<String, byte[]> entries) {
        Familiarity familiarity = ask(
                file,
                FamiliarityEntries.PREFIX,
                () -> FamiliarityEntries.read(text(entries, FamiliarityEntries.NAME), entries));
        String fault = FamiliarityEntries.fault(familiarity, network);
        if (fault != null) {
            throw new BadBundle(file, fault);
        }
        return familiarity;
    }

    /** Whatever is wrong with an entry is wrong with the bundle. */
    private static <T> T ask(String file, String entry, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IchniteException e) {
            throw new BadBundle(file, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new BadBundle(file, entry + ": " + e.getMessage());
        }
    }

    /** What does not fit together; null if all does. */
    private static @Nullable String fault(
            NetworkSpec network, Vocabulary vocabulary, Families families, Encoding encoding) {
        if (encoding.length() != network.length()) {
            return "the encoding has " + encoding.length() + " calls, the network takes " + network.length();
        }
        if (network.output().rank() != 1 || ClassOutputs.classes(network) != families.size()) {
            return "the network gives " + network.output() + " numbers for " + families.size() + " families";
        }
        for (NetworkSpec.Node node : network.nodes()) {
            if (node.layer() instanceof LayerSpec.Embedding embedding && embedding.rows() < vocabulary.rows()) {
                return embedding.name() + ": has " + embedding.rows() + " rows, the vocabulary needs "
                        + vocabulary.rows();
            }
        }
        return null;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] entry(Map<String, byte[]> entries, String name) {
        byte[] bytes = entries.get(name);
        return bytes == null ? new byte[0] : bytes;
    }

    private static String text(Map<String, byte[]> entries, String name) {
        try {
            return Utf8.text(entry(entries, name));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("expected UTF-8", e);
        }
    }
}
