package io.ichnite.formats.keras;

import io.ichnite.error.BadBundle;
import io.ichnite.formats.Goldens;
import io.ichnite.formats.SmallSeed;
import io.ichnite.fuzz.FuzzTarget;
import io.ichnite.fuzz.FuzzTargets;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
                FuzzTarget.of("model-config", 4096, BadBundle.class, (b, s) -> config(b), KerasFuzzTargets::configs));
    }

    private static void h5(byte[] bytes, Path scratch) throws IOException {
        Path file = Files.write(scratch.resolve("in.h5"), bytes);
        KerasFiles.looksLikeKeras(file);
        KerasFiles.outline(file);
        KerasFiles.read(file, SPEC);
    }

    private static void config(byte[] bytes) {
        ModelConfig config = new ModelConfig(new String(bytes, StandardCharsets.UTF_8), "in", "model_config");
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
