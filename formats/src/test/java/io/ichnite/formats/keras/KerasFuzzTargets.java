package io.ichnite.formats.keras;

import io.ichnite.error.BadBundle;
import io.ichnite.formats.Goldens;
import io.ichnite.formats.SmallSeed;
import io.ichnite.fuzz.FuzzTarget;
import io.ichnite.fuzz.FuzzTargets;
import io.ichnite.fuzz.Parts;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** HDF5 files and the description of a network that is in them. */
public final class KerasFuzzTargets implements FuzzTargets {
    private static final NetworkSpec SPEC =
            NetworkSpec.chain("dense", 2, List.of(new LayerSpec.Dense("d", 2, Activation.SOFTMAX, true)));
    private static final String CONFIG =
            "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [{\"class_name\": \"Dense\","
                    + " \"config\": {\"name\": \"d\", \"units\": 2, \"activation\": \"softmax\", \"batch_input_shape\": [null, 2]}}]}}";

    @Override
    public List<FuzzTarget> all() {
        return List.of(
                FuzzTarget.of("h5", 16_384, BadBundle.class, KerasFuzzTargets::h5, KerasFuzzTargets::files),
                FuzzTarget.of("model-config", 4096, BadBundle.class, (b, s) -> config(b), KerasFuzzTargets::configs),
                FuzzTarget.of("keras-archive", 16_384, BadBundle.class, KerasFuzzTargets::whole, () -> archives(false)),
                FuzzTarget.of("keras-parts", 16_384, BadBundle.class, KerasFuzzTargets::parts, () -> archives(true)),
                FuzzTarget.of(
                        "keras3-weights", 16_384, BadBundle.class, KerasFuzzTargets::h5, () -> List.of(savedState())));
    }

    private static void whole(byte[] bytes, Path scratch) throws IOException {
        KerasFiles.read(Files.write(scratch.resolve("in.keras"), bytes), 0);
    }

    /** Lengths and sums of the zip are put to what is in it. */
    private static void parts(byte[] bytes, Path scratch) throws IOException {
        whole(zip(Parts.split(bytes)), scratch);
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry head = new ZipEntry(entry.getKey());
                head.setTime(0);
                zip.putNextEntry(head);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IllegalArgumentException e) {
            // a name that no zip holds
            throw new BadBundle("in", "no name of an entry: " + e.getMessage());
        }
        return out.toByteArray();
    }

    private static List<byte[]> archives(boolean apart) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("metadata.json", "{\"keras_version\": \"3.15.1\"}".getBytes(StandardCharsets.UTF_8));
        entries.put(
                "config.json",
                (CONFIG.substring(0, CONFIG.length() - 1) + ", \"compile_config\": {\"optimizer\": \"rmsprop\"}}")
                        .getBytes(StandardCharsets.UTF_8));
        entries.put("model.weights.h5", savedState());
        return List.of(apart ? Parts.join(entries) : zip(entries));
    }

    /** As Keras 3 lays out arrays, with what RMSprop remembers. */
    private static byte[] savedState() throws IOException {
        Path file = Files.createTempFile("ichnite-fuzz", ".h5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            WritableGroup layer = hdf.putGroup("layers").putGroup("dense").putGroup("vars");
            WritableGroup optimizer = hdf.putGroup("optimizer").putGroup("vars");
            layer.putDataset("0", (Object) new float[][] {{1, 2}, {3, 4}});
            layer.putDataset("1", (Object) new float[] {5, 6});
            optimizer.putDataset("0", 3L);
            optimizer.putDataset("1", 0.01f);
            optimizer.putDataset("2", (Object) new float[][] {{1, 2}, {3, 4}});
            optimizer.putDataset("3", (Object) new float[] {5, 6});
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private static void h5(byte[] bytes, Path scratch) throws IOException {
        Path file = Files.write(scratch.resolve("in.h5"), bytes);
        KerasFiles.looksLikeKeras(file);
        KerasOutline outline = KerasFiles.outline(file);
        KerasFiles.read(file, SPEC);
        if (outline.whole()) {
            KerasFiles.read(file, 0);
        }
    }

    private static void config(byte[] bytes) {
        ModelConfig config = new ModelConfig(new String(bytes, StandardCharsets.UTF_8), "in", "model_config");
        Set<String> remarks = new LinkedHashSet<>();
        NetworkSpec described =
                ConfigGraph.of(config, KerasVersion.of("2.15.0"), Math.max(1, config.length()), remarks);
        if (described.nodes().size() != config.layers().size()) {
            throw new AssertionError("layers got lost");
        }
        BadBundle last = null;
        for (NetworkSpec spec : List.of(SPEC, SmallSeed.spec(true))) {
            try {
                new Fitting(config, KerasVersion.of("2.15.0")).fit(spec);
                return;
            } catch (BadBundle e) {
                last = e;
            }
        }
        if (last != null) {
            throw last;
        }
    }

    private static List<byte[]> configs() throws IOException {
        List<byte[]> all = new ArrayList<>();
        all.add(CONFIG.getBytes(StandardCharsets.UTF_8));
        try (HdfFile hdf = new HdfFile(Goldens.path("keras/models/as_bi.sigmoid.keras3.15.h5"))) {
            Object config = hdf.getAttribute("model_config").getData();
            all.add(String.valueOf(config).getBytes(StandardCharsets.UTF_8));
        }
        return all;
    }

    /** As jHDF writes them: weights alone, and with a description. */
    private static List<byte[]> files() throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (boolean described : new boolean[] {false, true}) {
            Path file = Files.createTempFile("ichnite-fuzz", ".h5");
            try (WritableHdfFile hdf = HdfFile.write(file)) {
                WritableGroup root = hdf;
                if (described) {
                    hdf.putAttribute("model_config", CONFIG);
                    hdf.putAttribute("keras_version", "2.15.0");
                    root = hdf.putGroup("model_weights");
                }
                root.putAttribute("layer_names", new String[] {"d"});
                WritableGroup layer = root.putGroup("d");
                layer.putAttribute("weight_names", new String[] {"z/kernel:0", "a:0"});
                layer.putGroup("z").putDataset("kernel:0", (Object) new float[][] {{1, 2}, {3, 4}});
                layer.putDataset("a:0", (Object) (described ? new double[] {5, 6} : new float[] {5, 6}));
            }
            all.add(Files.readAllBytes(file));
            Files.delete(file);
        }
        return all;
    }
}
