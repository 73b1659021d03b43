package io.ichnite.formats.bundle;

import io.ichnite.data.Encoding;
import io.ichnite.error.BadBundle;
import io.ichnite.fuzz.FuzzTarget;
import io.ichnite.fuzz.FuzzTargets;
import io.ichnite.fuzz.Parts;
import io.ichnite.linear.LinearModel;
import io.ichnite.model.BaselineModel;
import io.ichnite.model.Familiarity;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.SeenRows;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.novelty.Detectors;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.FittedDetector;
import io.ichnite.novelty.KeptDetector;
import io.ichnite.novelty.TrainingRows;
import io.ichnite.sample.Families;
import io.ichnite.sample.Order;
import io.ichnite.sample.Vocabulary;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.train.Checkpoint;
import io.ichnite.train.History;
import io.ichnite.train.Optimizer;
import io.ichnite.train.OptimizerSpec;
import io.ichnite.train.OptimizerState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Models, checkpoints and detectors: the zip as it is, and their entries behind sums that are right. */
public final class BundleFuzzTargets implements FuzzTargets {
    private static final NetworkSpec SPEC = NetworkSpec.chain(
            "small",
            3,
            List.of(
                    new LayerSpec.Embedding("embed", 4, 2),
                    new LayerSpec.GlobalPooling1D("pool", LayerSpec.Pool.MAX),
                    new LayerSpec.Dense("dense", 2, Activation.SOFTMAX, true)));

    /** Reads a file. */
    @FunctionalInterface
    private interface FileReader {
        void read(Path file) throws IOException;
    }

    @Override
    public List<FuzzTarget> all() {
        return List.of(
                FuzzTarget.of("bundle-zip", 8192, BadBundle.class, whole(BundleFuzzTargets::readAny), this::zips),
                FuzzTarget.of("bundle", 8192, BadBundle.class, parts(BundleFuzzTargets::model), () -> split(models())),
                FuzzTarget.of(
                        "checkpoint",
                        4096,
                        BadBundle.class,
                        parts(BundleFuzzTargets::checkpoint),
                        () -> split(checkpoints())),
                FuzzTarget.of(
                        "detector", 4096, BadBundle.class, parts(ZipDetectorFiles::read), () -> split(detectors())));
    }

    private static FuzzTarget.Reader whole(FileReader reader) {
        return (bytes, scratch) -> reader.read(Files.write(scratch.resolve("in"), bytes));
    }

    private static FuzzTarget.Reader parts(FileReader reader) {
        return (bytes, scratch) -> {
            Path file = scratch.resolve("in");
            try (OutputStream out = Files.newOutputStream(file)) {
                StoredZip.write(Parts.split(bytes), out);
            }
            reader.read(file);
        };
    }

    /** Taken if it is any of the three. */
    private static void readAny(Path file) throws IOException {
        BadBundle last = null;
        for (FileReader reader :
                List.<FileReader>of(BundleFuzzTargets::model, BundleFuzzTargets::checkpoint, ZipDetectorFiles::read)) {
            try {
                reader.read(file);
                return;
            } catch (BadBundle e) {
                last = e;
            }
        }
        if (last != null) {
            throw last;
        }
    }

    private static void model(Path file) throws IOException {
        new ZipModelFiles().read(file);
    }

    private static void checkpoint(Path file) throws IOException {
        ZipCheckpointFiles files = new ZipCheckpointFiles();
        files.origin(file);
        files.read(file, SPEC.weights());
    }

    private List<byte[]> zips() throws IOException {
        List<byte[]> all = new ArrayList<>(models());
        all.addAll(checkpoints());
        all.addAll(detectors());
        return all;
    }

    private static List<byte[]> split(List<byte[]> zips) {
        List<byte[]> all = new ArrayList<>();
        for (byte[] zip : zips) {
            all.add(Parts.join(StoredZip.read(zip, "seed")));
        }
        return all;
    }

    private static byte[] written(FileReader writer) throws IOException {
        Path file = Files.createTempFile("ichnite-fuzz", ".zip");
        writer.read(file);
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private static List<byte[]> models() throws IOException {
        ModelBundle full = new ModelBundle(
                Manifest.of("0.1.0", 1, "", Map.of("epochs", "5"), Map.of("accuracy", 0.5, "inf", Double.NaN)),
                SPEC,
                new Vocabulary(Vocabulary.Kind.ICHNITE, List.of("NtOpen", "Nt\\Close")),
                new Families(List.of("a", "b")),
                new Encoding(Order.TID, 3, true),
                weights(),
                new BaselineModel(
                        List.of(2, 1),
                        LinearModel.of(
                                new int[] {3, 4}, new float[] {1, 2}, new float[] {1, 2, 3, 4}, new float[] {0, 1})),
                new SeenRows(List.of("a,\"b\""), List.of("c"), LocalDate.of(2017, 12, 31)),
                new Familiarity(
                        detector(DetectorKind.MAHALANOBIS),
                        List.of("1"),
                        -3.5,
                        0.1,
                        new TreeMap<>(Map.of("chosen by", "a\ntest"))),
                new OptimizerState(OptimizerSpec.RmsProp.defaults(), null));
        Weights squares = weights();
        for (int i = 0; i < squares.values().length; i++) {
            squares.values()[i] = i;
        }
        ModelBundle bare = full.withBaseline(null)
                .withFamiliarity(null)
                .withOptimizer(
                        new OptimizerState(OptimizerSpec.Adam.defaults(), new Optimizer.Memory(3, weights(), squares)));
        return List.of(written(file -> new ZipModelFiles().write(full, file)), written(file -> new ZipModelFiles()
                .write(bare, file)));
    }

    private static List<byte[]> checkpoints() throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (boolean adam : new boolean[] {true, false}) {
            Checkpoint checkpoint = new Checkpoint(
                    new Checkpoint.Position(2, 1, 7, 0.5, 3, 7, 0.25),
                    List.of(new History.Epoch(
                            1, 0.5, 0.25, adam ? 0.5 : Double.NaN, adam ? 1 : Double.NaN, 1, 2, 0.1f)),
                    adam ? 1 : 0,
                    weights(),
                    adam ? weights() : null,
                    new Optimizer.Memory(7, adam ? weights() : null, weights()));
            all.add(written(
                    file -> new ZipCheckpointFiles().write(checkpoint, new TreeMap<>(Map.of("--epochs", "9")), file)));
        }
        return all;
    }

    private static List<byte[]> detectors() throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (DetectorKind kind : List.of(DetectorKind.MAHALANOBIS, DetectorKind.KNN)) {
            KeptDetector kept = new KeptDetector(
                    detector(kind), List.of("1"), OptionalDouble.of(-1.5), new TreeMap<>(Map.of("rows", "6")));
            all.add(written(file -> ZipDetectorFiles.write(kept, file)));
        }
        return all;
    }

    private static FittedDetector detector(DetectorKind kind) {
        double[] features = {0.1, 0.9, 0.4, 0.3, 0.8, 0.2, 0.7, 0.6, 0.5, 0.55, 0.35, 0.15};
        TrainingRows rows = TrainingRows.of(FeatureRows.of(features, 2), new int[] {0, 1, 0, 1, 0, 1}, 2);
        return Detectors.fit(
                        DetectorPlan.defaults(kind).withK(2),
                        rows,
                        KernelChoice.choose("plain").kernels())
                .detector();
    }

    private static Weights weights() {
        Weights weights = Weights.zeros(SPEC.weights());
        for (int i = 0; i < weights.values().length; i++) {
            weights.values()[i] = i / 8f - 0.5f;
        }
        return weights;
    }
}
