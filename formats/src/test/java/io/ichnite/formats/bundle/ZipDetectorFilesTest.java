package io.ichnite.formats.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadBundle;
import io.ichnite.formats.Mutations;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.novelty.Detectors;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.FittedDetector;
import io.ichnite.novelty.Head;
import io.ichnite.novelty.KeptDetector;
import io.ichnite.novelty.LayerCombination;
import io.ichnite.novelty.Matrix;
import io.ichnite.novelty.Scorer;
import io.ichnite.novelty.TrainingRows;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import io.ichnite.tensor.SplitMix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detectors survive being written and read; damaged ones are refused by name. */
class ZipDetectorFilesTest {
    private static final int WIDTH = 6;
    private static final int ROWS = 30;

    private final Kernels kernels = KernelChoice.choose("auto").kernels();

    @TempDir
    private Path folder = Path.of("");

    private static FeatureRows rows(long seed) {
        SplitMix random = new SplitMix(seed);
        float[] x = new float[ROWS * WIDTH];
        float[] logits = new float[ROWS * 2];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.max(0, 1 + random.normal());
        }
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) random.normal();
        }
        return FeatureRows.of(x, WIDTH).withLogits(logits, 2);
    }

    private FittedDetector fitted(DetectorPlan plan) {
        double[] w = new double[2 * WIDTH];
        for (int i = 0; i < w.length; i++) {
            w[i] = i % 5 - 2;
        }
        TrainingRows training = TrainingRows.of(
                        rows(1), IntStream.range(0, ROWS).map(r -> r % 2).toArray(), 2)
                .withHead(Head.of(Matrix.of(2, WIDTH, w), new double[] {0.5, -0.5}));
        return Detectors.fit(plan, training, kernels).detector();
    }

    private FittedDetector combined() {
        FittedDetector one = fitted(DetectorPlan.defaults(DetectorKind.RELATIVE_NORMALISED));
        FittedDetector two = fitted(DetectorPlan.defaults(DetectorKind.MAHALANOBIS));
        return LayerCombination.fit(List.of(one, two), rows(2).beside(rows(3)), rows(4).beside(rows(5)), kernels);
    }

    private static KeptDetector kept(FittedDetector detector) {
        TreeMap<String, String> facts = new TreeMap<>(Map.of("rows", "30", "name\n", "é \"quoted\""));
        return new KeptDetector(detector, List.of("7", "dense_1"), OptionalDouble.empty(), facts);
    }

    @Test
    void whatIsWrittenReadsBack() throws IOException {
        for (DetectorKind kind : DetectorKind.values()) {
            FittedDetector detector = !kind.named()
                    ? kind == DetectorKind.COMBINED
                            ? combined()
                            : fitted(DetectorPlan.defaults(DetectorKind.MAHALANOBIS)
                                    .withSeedCompatible())
                    : fitted(DetectorPlan.defaults(kind).withK(3));
            KeptDetector kept = kept(detector);
            Path file = folder.resolve("d");
            ZipDetectorFiles.write(kept, file);
            byte[] bytes = Files.readAllBytes(file);
            KeptDetector back = ZipDetectorFiles.read(file);
            assertEquals(kept.facts(), back.facts());
            assertEquals(kept.layers(), back.layers());
            assertEquals(kept.threshold(), back.threshold());
            assertEquals(detector.parts(), back.detector().parts());
            ZipDetectorFiles.write(back, file);
            assertArrayEquals(bytes, Files.readAllBytes(file), "the same bytes");
            Scorer scorer = new Scorer(kernels, 1);
            FeatureRows asked = kind == DetectorKind.COMBINED ? rows(6).beside(rows(7)) : rows(6);
            assertArrayEquals(scorer.score(detector, asked), scorer.score(back.detector(), asked));
        }
    }

    @Test
    void aThresholdIsKept() throws IOException {
        Path file = folder.resolve("d");
        ZipDetectorFiles.write(
                kept(fitted(DetectorPlan.defaults(DetectorKind.ENERGY))).withThreshold(-1.1), file);
        assertEquals(OptionalDouble.of(-1.1), ZipDetectorFiles.read(file).threshold());
        assertThrows(IllegalArgumentException.class, () -> kept(fitted(DetectorPlan.defaults(DetectorKind.ENERGY)))
                .withThreshold(Double.NaN));
    }

    @Test
    void aDetectorMayLieWithinAnotherZip() throws IOException {
        KeptDetector kept = kept(combined());
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("manifest.json", new byte[3]);
        DetectorEntries.write(kept, "novelty/", entries);
        assertTrue(DetectorEntries.present("novelty/", entries));
        assertEquals(
                entries.size() - 1, DetectorEntries.names("novelty/", entries).size());
        assertEquals(
                kept.detector().parts(),
                DetectorEntries.read("novelty/", entries).detector().parts());
    }

    @Test
    void whatIsNoDetectorIsSaidToBeNone() throws IOException {
        refused(Files.writeString(folder.resolve("text"), "hello"), "expected a detector made by ichnite");
        Path other = folder.resolve("zip");
        try (OutputStream out = Files.newOutputStream(other)) {
            StoredZip.write(Map.of("manifest.json", new byte[2]), out);
        }
        refused(other, "found a zip of [manifest.json]");
        refused(folder, "expected an ordinary file");
        Map<String, byte[]> entries = entries();
        entries.put("more.npy", new byte[3]);
        refused(write(entries), "and nothing else");
        entries.remove("more.npy");
        byte[] factor = entries.remove("1/factor.npy");
        assertNotNull(factor);
        refused(write(entries), "expected one entry 1/factor.npy");
        byte[] json = entries.get("detector.json");
        assertNotNull(json);
        entries.put("1/factor.npy", factor);
        entries.put(
                "detector.json",
                new String(json, StandardCharsets.UTF_8)
                        .replace("\"format\": 1", "\"format\": 2")
                        .getBytes(StandardCharsets.UTF_8));
        refused(write(entries), "a newer one made it");
        Map<String, byte[]> endless = entries();
        // not a number, where a matrix has one
        byte[] means = endless.get("1/means.npy");
        assertNotNull(means);
        Arrays.fill(means, means.length - 8, means.length, (byte) -1);
        refused(write(endless), "expected finite numbers");
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        DetectorEntries.write(kept(combined()), "", entries);
        return entries;
    }

    private Path write(Map<String, byte[]> entries) throws IOException {
        Path file = folder.resolve("made");
        try (OutputStream out = Files.newOutputStream(file)) {
            StoredZip.write(entries, out);
        }
        return file;
    }

    private static void refused(Path file, String words) {
        BadBundle bad = assertThrows(BadBundle.class, () -> ZipDetectorFiles.read(file));
        assertTrue(String.valueOf(bad.getMessage()).contains(words), bad.getMessage());
        assertTrue(String.valueOf(bad.getMessage()).startsWith(file.toString()), bad.getMessage());
    }

    @Test
    void damageIsAnErrorWithAName() throws IOException {
        Path file = folder.resolve("d");
        ZipDetectorFiles.write(kept(combined()), file);
        byte[] valid = Files.readAllBytes(file);
        Mutations.fuzz(valid, 2000, 300, bytes -> ZipDetectorFiles.read(Files.write(file, bytes)));
        // each entry itself, its sums made right
        for (String name : entries().keySet()) {
            Map<String, byte[]> entries = entries();
            byte[] entry = entries.get(name);
            assertNotNull(entry);
            int head = name.endsWith(".npy") ? 128 : entry.length;
            Mutations.fuzz(entry, head, name.endsWith(".npy") ? 150 : 1500, bytes -> {
                entries.put(name, bytes);
                ZipDetectorFiles.read(write(entries));
            });
        }
    }
}
