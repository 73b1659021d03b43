package io.ichnite.formats.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.data.Encoding;
import io.ichnite.error.BadBundle;
import io.ichnite.formats.Mutations;
import io.ichnite.formats.RandomSpecs;
import io.ichnite.formats.SmallSeed;
import io.ichnite.formats.safetensors.SafeTensors;
import io.ichnite.linear.LinearModel;
import io.ichnite.model.BaselineModel;
import io.ichnite.model.Familiarity;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.SeenRows;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Shape;
import io.ichnite.nn.Weights;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorParts;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.novelty.Detectors;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.TrainingRows;
import io.ichnite.sample.Families;
import io.ichnite.sample.Order;
import io.ichnite.sample.Vocabulary;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.train.Optimizer;
import io.ichnite.train.OptimizerSpec;
import io.ichnite.train.OptimizerState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipModelFilesTest {
    private final ZipModelFiles files = new ZipModelFiles();
    private final Random random = new Random(Mutations.SEED);

    private final Path folder;

    ZipModelFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everyBundleComesBack() throws IOException {
        RandomSpecs specs = new RandomSpecs(random);
        Path file = folder.resolve("model");
        for (int round = 0; round < 60; round++) {
            ModelBundle bundle = bundle(specs.next(), 3);
            bundle = round % 2 == 0 ? bundle : bundle.withBaseline(null);
            bundle = round % 3 == 0 ? bundle.withFamiliarity(null) : bundle;
            bundle = round % 4 == 0 ? bundle : bundle.withOptimizer(optimizer(bundle.network()));
            files.write(bundle, file);
            byte[] once = Files.readAllBytes(file);
            ModelBundle back = files.read(file);
            assertEquals(bundle.manifest(), back.manifest(), "seed " + Mutations.SEED);
            assertEquals(bundle.network(), back.network());
            assertEquals(bundle.vocabulary(), back.vocabulary());
            assertEquals(bundle.families(), back.families());
            assertEquals(bundle.encoding(), back.encoding());
            assertEquals(bundle.weights().specs(), back.weights().specs());
            assertArrayEquals(bundle.weights().values(), back.weights().values());
            assertSame(bundle.baseline(), back.baseline());
            assertEquals(bundle.rows(), back.rows());
            assertSame(bundle.familiarity(), back.familiarity());
            assertSame(bundle.optimizer(), back.optimizer());
            files.write(back, file);
            assertArrayEquals(once, Files.readAllBytes(file), "the same bundle, the same bytes");
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList(), "nothing is left beside it");
        }
    }

    @Test
    void anyUnzipOpensIt() throws IOException {
        Path file = written();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            assertEquals(
                    List.of(
                            "manifest.json",
                            "network.json",
                            "vocabulary.txt",
                            "weights.safetensors",
                            "baseline.json",
                            "baseline.safetensors",
                            "rows.json",
                            "familiarity.json",
                            "familiarity/detector.json",
                            "familiarity/factor.npy",
                            "familiarity/means.npy"),
                    names);
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                assertEquals(ZipEntry.STORED, entry.getMethod());
                assertEquals("1980-01-01T00:00", entry.getTimeLocal().toString());
                try (InputStream in = zip.getInputStream(entry)) {
                    assertEquals(entry.getSize(), in.readAllBytes().length);
                }
            }
        }
    }

    @Test
    void theManifestKeepsItsSpelling() throws IOException {
        Manifest manifest = Manifest.of(
                "0.1.0", 7, "abc", Map.of("epochs", "3"), Map.of("loss", 0.1, "val_loss", Double.NaN, "rate", 1e-5));
        NetworkSpec network = SmallSeed.spec(false);
        ModelBundle bundle = new ModelBundle(
                manifest,
                network,
                new Vocabulary(Vocabulary.Kind.ICHNITE, List.of("NtClose", "a\\b\nc\ud800")),
                Families.of(List.of("0", "1", "2", "3", "4", "5", "6", "7")),
                new Encoding(Order.FIRST_SEEN, 120, true),
                Weights.zeros(network.weights()));
        Path file = folder.resolve("m");
        files.write(bundle, file);
        Map<String, byte[]> entries = StoredZip.read(Files.readAllBytes(file), "m");
        assertEquals(
                """
                {
                  "format": 1,
                  "version": "0.1.0",
                  "seed": 7,
                  "data_digest": "abc",
                  "options": {"epochs": "3"},
                  "metrics": {"loss": 0.1, "rate": 1e-05, "val_loss": "NaN"},
                  "families": ["0", "1", "2", "3", "4", "5", "6", "7"],
                  "encoding": {"order": "first-seen", "length": 120, "reverse": true},
                  "vocabulary": "ichnite"
                }
                """,
                new String(entries.get("manifest.json"), StandardCharsets.UTF_8));
        assertEquals(
                "NtClose\na\\\\b\\u000ac\\ud800\n", new String(entries.get("vocabulary.txt"), StandardCharsets.UTF_8));
        assertEquals(bundle.vocabulary(), files.read(file).vocabulary());
        assertEquals(manifest, files.read(file).manifest());
        // a bundle of today is the same bytes on every JDK, zone and system
        assertEquals(
                "2a37b4749b1cfe1f3a60085bb893e2dba16a6fc430ab5987869006b96582c33f", sha256(Files.readAllBytes(file)));
    }

    @Test
    void theBaselineKeepsItsSpelling() throws IOException {
        NetworkSpec network = SmallSeed.spec(false);
        ModelBundle bundle = new ModelBundle(
                Manifest.of("0.1.0", 7, "abc", Map.of(), Map.of()),
                network,
                Vocabulary.none(),
                Families.of(List.of("0", "1", "2", "3", "4", "5", "6", "7")),
                new Encoding(Order.TID, 120, false),
                Weights.zeros(network.weights()),
                new BaselineModel(
                        List.of(9, 0, 2, 3, 4, 5, 6, 7),
                        LinearModel.of(
                                new int[] {5, LinearModel.BUCKETS - 1},
                                new float[] {1, 1.5f},
                                new float[16],
                                new float[] {1, -Float.MAX_VALUE, 0, 0, 0, 0, 0, -1})),
                null);
        Path file = folder.resolve("m");
        files.write(bundle, file);
        Map<String, byte[]> entries = StoredZip.read(Files.readAllBytes(file), "m");
        assertEquals(
                "{\"rows\": [9, 0, 2, 3, 4, 5, 6, 7], \"features\": 2}\n",
                new String(entries.get("baseline.json"), StandardCharsets.UTF_8));
        SafeTensors numbers = SafeTensors.read(Objects.requireNonNull(entries.get("baseline.safetensors")), "m");
        assertEquals(List.of("buckets", "idf", "weights", "biases"), numbers.names());
        assertSame(bundle.baseline(), files.read(file).baseline());
        assertEquals(
                "225429edd77592aaa1fd1e6560e0edb88831006cd550167a4ba76a480acfba98", sha256(Files.readAllBytes(file)));
    }

    @Test
    void aBaselineWithoutFeaturesComesBack() throws IOException {
        BaselineModel bare = new BaselineModel(
                List.of(1, 1, 0, 0, 0, 0, 0, 0),
                LinearModel.of(new int[0], new float[0], new float[0], new float[] {1, 2, 3, 4, 5, 6, 7, 8}));
        Path file = folder.resolve("m");
        files.write(bundle(SmallSeed.spec(false), 8).withBaseline(bare), file);
        assertSame(bare, files.read(file).baseline());
    }

    @Test
    void halfABaselineIsRefused() throws IOException {
        for (String entry : List.of("baseline.json", "baseline.safetensors")) {
            Map<String, byte[]> entries = new LinkedHashMap<>(StoredZip.read(Files.readAllBytes(written()), "model"));
            entries.remove(entry);
            Path file = folder.resolve("half");
            try (OutputStream out = Files.newOutputStream(file)) {
                StoredZip.write(entries, out);
            }
            BadBundle e = assertThrows(BadBundle.class, () -> files.read(file));
            assertTrue(String.valueOf(e.getMessage()).contains("expected the entries"), e.getMessage());
        }
    }

    /** Numbers of the baseline, by which index in the file they have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 4 | expected buckets below 1048576, ascending, found 4 after 4",
                "0 | -1 | expected buckets below 1048576, ascending, found -1 after -1",
                "1 | 1048576 | expected buckets below 1048576, ascending, found 1048576 after 3",
                "1 | 4.5 | buckets: expected whole numbers, found 4.5",
                "0 | NaN | buckets: expected finite numbers, found NaN",
                "2 | 0.99 | expected idf of at least 1, found 0.99",
                "3 | Infinity | idf: expected finite numbers, found Infinity",
                "4 | NaN | weights: expected finite numbers, found NaN",
                "20 | -Infinity | biases: expected finite numbers, found -Infinity",
            })
    void hostileNumbersAreRefused(int index, float number, String expected) throws IOException {
        Path file = changed("baseline.safetensors", text -> {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int at = 8 + (int) buffer.getLong(0) + 4 * index;
            // the two buckets are 3 and 4: where the first is set to 4, the second repeats it
            buffer.putFloat(at, number);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        });
        BadBundle e = assertThrows(BadBundle.class, () -> files.read(file));
        assertTrue(
                String.valueOf(e.getMessage()).startsWith(file + ": baseline.safetensors: " + expected),
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "manifest.json | \"format\": 1 | \"format\": 2 | manifest.json: format: this ichnite reads format 1, found 2",
                "manifest.json | \"seed\" | \"sead\" | manifest.json: seed: this field is missing",
                "manifest.json | \"seed\": 1 | \"x\": 1, \"seed\": 1 | manifest.json: x: unknown field",
                "manifest.json | \"length\": 120 | \"length\": 121 | the encoding has 121 calls, the network takes 120",
                "manifest.json | \"1\", | \"0\", | manifest.json: a class is named twice",
                "manifest.json | \"1\", | '' | the network gives (8) numbers for 7 families",
                "network.json | \"units\": 8 | \"units\": 9 | weights.safetensors: lstm1/kernel: expected an array of shape",
                "network.json | Embedding | Lambda | network.json: layers[0].kind: 'Lambda' is no layer",
                "network.json | { | [ | network.json:2: expected JSON",
                "vocabulary.txt | call 1 | call\\1 | vocabulary.txt: line 2 has an escape that is none",
                "vocabulary.txt | call 47\\n | call 47\\nx\\n | embed: has 50 rows, the vocabulary needs 51",
                "familiarity.json | 0.1 | 1.5 | familiarity/: threshold -3.5, error rate 1.5",
                "familiarity.json | \"error_rate\" | \"rate\" | familiarity.json: error_rate: this field is missing",
                "familiarity.json | { | {\"x\": 1, | familiarity.json: x: unknown field",
                "familiarity/detector.json | \"threshold\" | \"thresold\" | familiarity/detector.json: thresold: unknown field",
                "familiarity/detector.json | \"10\" | \"99\" | the detector takes layer 99, which the network lacks",
                "familiarity/detector.json | \"10\" | \"0\" | the detector takes 8 features, its layers [0] give 1920",
                "familiarity/detector.json | \"10\" | '' | familiarity/: a detector of 8 features, and 0 layers",
                "familiarity/detector.json | \"mahalanobis\" | \"knn\" | familiarity/: knn: ",
                "familiarity/factor.npy | f8 | f4 | familiarity/factor.npy: ",
                "baseline.json | 8 | -8 | baseline.json: rows: expected whole numbers from 0",
                "baseline.json | 1, 2 | 1.5, 2 | baseline.json: rows: expected whole numbers from 0",
                "baseline.json | 1, 2 | 2 | baseline.json: rows: expected a count for each of 8 families",
                "baseline.json | 1, 2, 3, 4, 5, 6, 7, 8 | 0, 0, 0, 0, 0, 0, 0, 0 | baseline.json: rows: expected a count for each of 8 families, not all 0",
                "baseline.json | \"features\": 2 | \"features\": 3 | baseline.safetensors: buckets: expected an array of shape (3), found (2)",
                "baseline.json | \"features\": 2 | \"features\": 0 | baseline.safetensors: expected 1 arrays, found 4",
                "baseline.json | \"features\": 2 | \"features\": 65537 | baseline.json: features: expected a whole number from 0 to 65536",
                "baseline.json | \"features\" | \"fetures\" | baseline.json: features: this field is missing",
                "baseline.json | { | {\"x\": 1, | baseline.json: x: unknown field",
                "baseline.safetensors | biases | biased | baseline.safetensors: biases: expected an array of shape (8), found none",
                "baseline.safetensors | F32 | F16 | baseline.safetensors: buckets.dtype: expected F32",
                "weights.safetensors | F32 | F16 | weights.safetensors: embed/embeddings.dtype: expected F32",
            })
    void namesFileAndEntry(String entry, String old, String fresh, String expected) throws IOException {
        Path file = changed(
                entry,
                text -> text.replaceFirst(
                        java.util.regex.Pattern.quote(old.replace("\\n", "\n")),
                        java.util.regex.Matcher.quoteReplacement(
                                fresh.replace("\\n", "\n").replace("''", ""))));
        BadBundle e = assertThrows(BadBundle.class, () -> files.read(file));
        assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": " + expected), e.getMessage());
    }

    @Test
    void weightsThatAreNoNumbersAreRefusedBothWays() throws IOException {
        ModelBundle bundle = bundle(SmallSeed.spec(false), 8);
        Path file = folder.resolve("m");
        bundle.weights().values()[5] = Float.NaN;
        assertThrows(IllegalArgumentException.class, () -> files.write(bundle, file));
        assertTrue(Files.notExists(file));
        Path changed =
                changed("weights.safetensors", text -> text.substring(0, text.length() - 4) + "\0\0\u0080\u007f");
        BadBundle e = assertThrows(BadBundle.class, () -> files.read(changed));
        assertTrue(
                String.valueOf(e.getMessage()).contains("weights.safetensors: dense/bias: expected finite numbers"),
                e.getMessage());
    }

    @Test
    void partsThatDoNotBelongTogetherAreNotWritten() {
        ModelBundle good = bundle(SmallSeed.spec(false), 8);
        Path file = folder.resolve("m");
        ModelBundle families = new ModelBundle(
                good.manifest(),
                good.network(),
                good.vocabulary(),
                new Families(List.of("a")),
                good.encoding(),
                good.weights());
        assertThrows(IllegalArgumentException.class, () -> files.write(families, file));
        ModelBundle weights = new ModelBundle(
                good.manifest(),
                good.network(),
                good.vocabulary(),
                good.families(),
                good.encoding(),
                Weights.zeros(SmallSeed.spec(true).weights()));
        assertThrows(IllegalArgumentException.class, () -> files.write(weights, file));
        ModelBundle baseline = good.withBaseline(baseline(3));
        assertThrows(IllegalArgumentException.class, () -> files.write(baseline, file));
        assertTrue(Files.notExists(file));
    }

    @Test
    void foreignFilesAreRefused() throws IOException {
        Path file = folder.resolve("foreign");
        Files.write(file, new byte[0]);
        assertThrows(BadBundle.class, () -> files.read(file));
        Files.writeString(file, "not a zip at all, but long enough to be one");
        assertThrows(BadBundle.class, () -> files.read(file));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write(new byte[100]);
        }
        BadBundle e = assertThrows(BadBundle.class, () -> files.read(file));
        assertTrue(String.valueOf(e.getMessage()).contains("word/document.xml"), e.getMessage());
        assertThrows(BadBundle.class, () -> files.read(folder));
        assertThrows(IOException.class, () -> files.read(folder.resolve("absent")));
        try (OutputStream out = Files.newOutputStream(file)) {
            StoredZip.write(Map.of("a", new byte[1]), out);
        }
        assertThrows(BadBundle.class, () -> files.read(file));
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] valid = Files.readAllBytes(written());
        Path file = folder.resolve("cut");
        for (int length = 0; length < valid.length; length += 1 + random.nextInt(200)) {
            Files.write(file, java.util.Arrays.copyOf(valid, length));
            assertThrows(BadBundle.class, () -> files.read(file), "at " + length + ", seed " + Mutations.SEED);
        }
    }

    @Test
    void damageIsRefused() throws IOException {
        byte[] valid = Files.readAllBytes(written());
        Path file = folder.resolve("fuzz");
        // a sum over each entry sees to it that no damage passes
        Mutations.fuzz(valid, 4000, 1500, bytes -> {
            Files.write(file, bytes);
            if (java.util.Arrays.equals(valid, bytes)) {
                throw new BadBundle("fuzz", "undamaged");
            }
            files.read(file);
            throw new AssertionError("damage went unseen");
        });
    }

    @Test
    void damageWithRightSumsIsRefusedOrRead() throws IOException {
        Map<String, byte[]> valid = StoredZip.read(Files.readAllBytes(written()), "model");
        Path file = folder.resolve("fuzz");
        for (String entry : valid.keySet()) {
            Mutations.fuzz(valid.get(entry), 2500, 400, bytes -> {
                Map<String, byte[]> entries = new LinkedHashMap<>(valid);
                entries.put(entry, bytes);
                try (OutputStream out = Files.newOutputStream(file)) {
                    StoredZip.write(entries, out);
                }
                ModelBundle read = files.read(file);
                assertEquals(read.network().weights(), read.weights().specs());
            });
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Path written() throws IOException {
        Path file = folder.resolve("model");
        files.write(bundle(SmallSeed.spec(false), 8), file);
        return file;
    }

    /** A bundle with one entry rewritten, its sums right again. */
    private Path changed(String entry, UnaryOperator<String> change) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>(StoredZip.read(Files.readAllBytes(written()), "model"));
        String old = new String(entries.get(entry), StandardCharsets.ISO_8859_1);
        String fresh = change.apply(old);
        assertTrue(!fresh.equals(old), "the change changes something");
        entries.put(entry, fresh.getBytes(StandardCharsets.ISO_8859_1));
        Path file = folder.resolve("changed");
        try (OutputStream out = Files.newOutputStream(file)) {
            StoredZip.write(entries, out);
        }
        return file;
    }

    private ModelBundle bundle(NetworkSpec network, int families) {
        Weights weights = Weights.zeros(network.weights());
        for (int i = 0; i < weights.values().length; i++) {
            weights.values()[i] = random.nextFloat() - 0.5f;
        }
        int rows = ((LayerSpec.Embedding) network.nodes().get(0).layer()).rows();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rows - 2; i++) {
            names.add("call " + i);
        }
        List<String> classes = new ArrayList<>();
        for (int i = 0; i < families; i++) {
            classes.add(String.valueOf(i));
        }
        return new ModelBundle(
                Manifest.of(
                        "0.1.0",
                        1,
                        "",
                        Map.of("epochs", "5"),
                        Map.of("accuracy", random.nextDouble(), "inf", Double.NEGATIVE_INFINITY)),
                network,
                rows < 2 ? Vocabulary.none() : new Vocabulary(Vocabulary.Kind.ICHNITE, names),
                new Families(classes),
                new Encoding(Order.TID, network.length(), random.nextBoolean()),
                weights,
                baseline(families),
                new SeenRows(
                        List.of("a,\"b\"", "dataset/\u202Ec"),
                        random.nextBoolean() ? List.of() : List.of("d\ne"),
                        random.nextBoolean() ? null : LocalDate.of(2017, 12, 31)),
                familiarity(network),
                null);
    }

    /** A rule with and without what it remembers, by turns. */
    private OptimizerState optimizer(NetworkSpec network) {
        Weights numbers = Weights.zeros(network.weights());
        for (int i = 0; i < numbers.values().length; i++) {
            numbers.values()[i] = random.nextFloat();
        }
        OptimizerSpec rms = new OptimizerSpec.RmsProp(1e-4f, 0.8999999761581421, 1e-7, random.nextBoolean());
        return switch (random.nextInt(3)) {
            case 0 -> new OptimizerState(rms, null);
            case 1 -> new OptimizerState(rms, new Optimizer.Memory(0, null, numbers));
            default ->
                new OptimizerState(
                        OptimizerSpec.Adam.defaults(), new Optimizer.Memory(1L << 40, numbers, numbers.copy()));
        };
    }

    /** Of the narrowest layer; of several the last before the end. */
    private Familiarity familiarity(NetworkSpec network) {
        List<Shape> shapes = network.shapes();
        int node = 0;
        for (int i = 0; i < shapes.size(); i++) {
            node = shapes.get(i).size() < shapes.get(node).size()
                            || shapes.get(i).size() == shapes.get(node).size() && i < shapes.size() - 1
                    ? i
                    : node;
        }
        int width = shapes.get(node).size();
        double[] features = random.doubles(3L * width * 2).toArray();
        TrainingRows rows = TrainingRows.of(FeatureRows.of(features, width), new int[] {0, 1, 0, 1, 0, 1}, 2);
        DetectorPlan plan = DetectorPlan.defaults(DetectorKind.MAHALANOBIS);
        return new Familiarity(
                Detectors.fit(plan, rows, KernelChoice.choose("plain").kernels())
                        .detector(),
                List.of(String.valueOf(node + (network.functional() ? 1 : 0))),
                -3.5,
                0.1,
                new TreeMap<>(Map.of("chosen by", "a\ntest")));
    }

    @Test
    void anOptimiserThatSaysNothingIsRefused() throws IOException {
        ModelBundle bundle = bundle(new RandomSpecs(random).next(), 3);
        Weights numbers = Weights.zeros(bundle.network().weights());
        OptimizerState good =
                new OptimizerState(OptimizerSpec.RmsProp.defaults(), new Optimizer.Memory(5, null, numbers));
        Path file = folder.resolve("model");
        files.write(bundle.withOptimizer(good), file);
        Map<String, byte[]> entries = new LinkedHashMap<>(StoredZip.read(Files.readAllBytes(file), "m"));
        for (String[] change : new String[][] {
            {"\"rmsprop\"", "\"sgd\"", "rule: expected rmsprop or adam"},
            {"\"rho\": 0.9", "\"rho\": 1.5", "rho: expected a number of 0 or more and below 1"},
            {"1e-07", "0", "epsilon: expected a number above 0"},
            {"0.0001", "-1", "learning rate must be above 0"},
            {"\"updates\": 5", "\"updates\": -5", "updates: expected a whole number"},
        }) {
            String rule = new String(Objects.requireNonNull(entries.get("optimizer.json")), StandardCharsets.UTF_8);
            assertTrue(rule.contains(change[0]), rule);
            Map<String, byte[]> changed = new LinkedHashMap<>(entries);
            changed.put("optimizer.json", rule.replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8));
            assertRefused(changed, file, change[2]);
        }
        Map<String, byte[]> lost = new LinkedHashMap<>(entries);
        lost.remove("optimizer.safetensors");
        assertRefused(lost, file, "updates: expected 0, as there is no optimizer.safetensors");
        Map<String, byte[]> alone = new LinkedHashMap<>(entries);
        alone.remove("optimizer.json");
        assertRefused(alone, file, "optimizer.json");
        numbers.values()[0] = -1;
        assertThrows(IllegalArgumentException.class, () -> files.write(bundle.withOptimizer(good), file));
        byte[] negative =
                Objects.requireNonNull(entries.get("optimizer.safetensors")).clone();
        negative[negative.length - 1] = (byte) 0xbf;
        entries.put("optimizer.safetensors", negative);
        assertRefused(entries, file, "the optimiser's mean of squares has -0.5");
    }

    private void assertRefused(Map<String, byte[]> entries, Path file, String expected) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            StoredZip.write(entries, out);
        }
        BadBundle e = assertThrows(BadBundle.class, () -> files.read(file));
        assertTrue(String.valueOf(e.getMessage()).contains(expected), e.getMessage());
    }

    private static void assertSame(@Nullable OptimizerState expected, @Nullable OptimizerState actual) {
        assertEquals(expected == null, actual == null);
        if (expected == null || actual == null) {
            return;
        }
        assertEquals(expected.rule(), actual.rule());
        Optimizer.Memory wanted = expected.memory();
        Optimizer.Memory found = actual.memory();
        assertEquals(wanted == null, found == null);
        if (wanted != null && found != null) {
            assertEquals(wanted.step(), found.step());
            assertArrayEquals(wanted.second().values(), found.second().values());
            Weights first = wanted.first();
            assertArrayEquals(
                    first == null ? null : first.values(),
                    found.first() == null
                            ? null
                            : Objects.requireNonNull(found.first()).values());
        }
    }

    private static void assertSame(@Nullable Familiarity expected, @Nullable Familiarity actual) {
        if (expected == null || actual == null) {
            assertEquals(expected, actual);
            return;
        }
        assertEquals(expected.layers(), actual.layers());
        assertEquals(expected.threshold(), actual.threshold());
        assertEquals(expected.errorRate(), actual.errorRate());
        assertEquals(expected.facts(), actual.facts());
        DetectorParts one = expected.detector().parts();
        DetectorParts two = actual.detector().parts();
        assertEquals(one.kind(), two.kind());
        assertEquals(one.numbers(), two.numbers());
        assertEquals(one.matrices().keySet(), two.matrices().keySet());
        one.matrices()
                .forEach((name, matrix) -> assertArrayEquals(
                        matrix.toArray(),
                        Objects.requireNonNull(two.matrices().get(name)).toArray()));
    }

    @Test
    void halfADetectorAndOneOfAnotherNetworkAreRefused() throws IOException {
        byte[] valid = Files.readAllBytes(written());
        Path file = folder.resolve("half");
        for (String entry : List.of(
                "familiarity.json", "familiarity/detector.json", "familiarity/factor.npy", "familiarity/means.npy")) {
            Map<String, byte[]> entries = new LinkedHashMap<>(StoredZip.read(valid, "model"));
            assertNotNull(entries.remove(entry));
            write(entries, file);
            assertThrows(BadBundle.class, () -> files.read(file), entry);
        }
        Map<String, byte[]> more = new LinkedHashMap<>(StoredZip.read(valid, "model"));
        more.put("familiarity/more.npy", new byte[3]);
        write(more, file);
        assertThrows(BadBundle.class, () -> files.read(file));
        Map<String, byte[]> order = new LinkedHashMap<>(StoredZip.read(valid, "model"));
        byte[] rows = Objects.requireNonNull(order.remove("rows.json"));
        order.put("rows.json", rows);
        write(order, file);
        assertThrows(BadBundle.class, () -> files.read(file));

        ModelBundle good = bundle(SmallSeed.spec(false), 8);
        Familiarity own = Objects.requireNonNull(good.familiarity());
        ModelBundle other = good.withFamiliarity(new Familiarity(own.detector(), List.of("embed"), 0, 0.1));
        Path unwritten = folder.resolve("unwritten");
        assertThrows(IllegalArgumentException.class, () -> files.write(other, unwritten));
        assertTrue(Files.notExists(unwritten));
    }

    private static void write(Map<String, byte[]> entries, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            StoredZip.write(entries, out);
        }
    }

    /** Two features, buckets 3 and 4; 1 row of the first class, 2 of the second … */
    private BaselineModel baseline(int families) {
        float[] weights = new float[2 * families];
        float[] biases = new float[families];
        for (int c = 0; c < families; c++) {
            weights[c] = random.nextFloat() - 0.5f;
            weights[families + c] = random.nextFloat() - 0.5f;
            biases[c] = random.nextFloat() - 0.5f;
        }
        return new BaselineModel(
                IntStream.rangeClosed(1, families).boxed().toList(),
                LinearModel.of(new int[] {3, 4}, new float[] {1, 1 + random.nextFloat()}, weights, biases));
    }

    private static void assertSame(@Nullable BaselineModel expected, @Nullable BaselineModel actual) {
        if (expected == null || actual == null) {
            assertEquals(expected, actual);
            return;
        }
        assertEquals(expected.rows(), actual.rows());
        assertArrayEquals(expected.linear().buckets(), actual.linear().buckets());
        assertArrayEquals(expected.linear().idf(), actual.linear().idf());
        assertArrayEquals(expected.linear().weights(), actual.linear().weights());
        assertArrayEquals(expected.linear().biases(), actual.linear().biases());
    }
}
