package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.formats.npy.Npz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Files of bytes, from a manifest to what a network makes of them. */
class BytesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FILES = 30;

    @TempDir
    private Path folder = Path.of("");

    private Path manifest = Path.of("");

    /** Three classes that differ in the bytes they use; a month a file from 2017 on. */
    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(folder.resolve("dataset"));
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("name,label,first_seen\n");
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = new byte[600 + random.nextInt(3000)];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = (byte) (random.nextInt(80) + 80 * (i % 3));
            }
            Files.write(folder.resolve("dataset/f" + i + ".bin"), bytes);
            csv.append("dataset/f").append(i).append(".bin,").append("abc".charAt(i % 3));
            csv.append(String.format(",%d-%02d-15 10:00:00%n", 2017 + i / 12, 1 + i % 12));
        }
        manifest =
                Files.writeString(folder.resolve("dataset.csv"), csv.toString().replace("\r", ""));
    }

    private Path model(Object... more) {
        Path model = folder.resolve("m.ichnite");
        List<Object> words = new ArrayList<>(List.of("train", manifest, "-o", model, "--length", 2500, "--epochs", 2));
        words.addAll(List.of("--baseline", "none", "--kernels", "plain", "--batch", 8));
        words.addAll(List.of(more));
        Bench.good(words.toArray());
        return model;
    }

    @Test
    void bytesAreForMalConvUnlessSomethingElseIsSaid() throws IOException {
        Path model = model();
        JsonNode told = JSON.readTree(Bench.good("describe", model, "--json").out());
        assertEquals("malconv", told.get("name").asString());
        assertEquals(9, told.get("layers").size());
        Path out = folder.resolve("p.csv");
        Bench.good("predict", model, manifest, "-o", out, "--kernels", "plain");
        List<String> lines = Files.readAllLines(out);
        assertEquals("file_id,prob0,prob1,prob2", lines.get(0));
        assertTrue(lines.get(1).startsWith("dataset/f0.bin,"), lines.get(1));
        assertEquals(FILES + 1, lines.size());
        Path alone = folder.resolve("one.csv");
        Bench.good("predict", model, folder.resolve("dataset/f0.bin"), "-o", alone, "--kernels", "plain");
        assertEquals(
                lines.get(1).substring("dataset/f0.bin,".length()),
                Files.readAllLines(alone).get(1).substring("f0.bin,".length()));
        assertEquals(2, Bench.run("evaluate", model, folder.resolve("dataset")).code());
        Bench.good("evaluate", model, manifest, "--kernels", "plain");
    }

    @Test
    void whatIsMissingEmptyOrElsewhereIsToldByNameAndCostsItsRowOnly() throws IOException {
        Path model = model();
        Files.write(folder.resolve("dataset/empty.bin"), new byte[0]);
        Files.createSymbolicLink(folder.resolve("dataset/link.bin"), folder.resolve("dataset/f1.bin"));
        Files.createSymbolicLink(folder.resolve("way"), folder.resolve("dataset"));
        Path some = Files.writeString(
                folder.resolve("some.csv"),
                """
                name,first_seen
                dataset/f1.bin,2018-01
                gone\u202E.bin,2018-01
                dataset/empty.bin,2018-01
                dataset/link.bin,2018-01
                ../../etc/passwd,2018-01
                way/f2.bin,2018-01
                /etc/passwd,2018-01
                dataset/f2.bin,yesterday
                """);
        Path out = folder.resolve("p.npy");
        Ran ran = Bench.run("predict", model, some, "-o", out, "--kernels", "plain", "--json");
        assertEquals(3, ran.code(), ran.err());
        assertArrayEquals(new int[] {2, 3}, NpyArray.read(out).shape());
        assertEquals(6, JSON.readTree(ran.out()).get("rejected").asInt());
        for (String told : List.of(
                "gone\\u202E.bin: is not there; left out",
                "dataset/empty.bin: is empty; left out",
                "dataset/link.bin: is a link, which is not followed; left out",
                "../../etc/passwd: lies outside of its folder, or behind a link; left out",
                "way/f2.bin: lies outside of its folder, or behind a link; left out",
                "/etc/passwd: lies outside of its folder, or behind a link; left out",
                "some.csv:9: expected first_seen as YYYY, YYYY-MM or YYYY-MM-DD, found 'yesterday'; taken as unknown")) {
            assertTrue(ran.err().contains(told), told + "\nin\n" + ran.err());
        }
        Path none = Files.writeString(folder.resolve("none.csv"), "name\ngone.bin\n");
        assertEquals(2, Bench.run("predict", model, none, "-o", out).code());
        Path twice = Files.writeString(folder.resolve("twice.csv"), "name\nf1.bin\nf1.bin\n");
        Ran refused = Bench.run("predict", model, twice, "-o", out);
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("twice.csv:3: name 'f1.bin' stood at line 2 already"), refused.err());
    }

    @Test
    void theSeedsFolderInFrontOfNamesIsUnderstood() throws IOException {
        Path model = model();
        Path elsewhere = Files.copy(manifest, folder.resolve("dataset/manifest.csv"));
        Path a = folder.resolve("a.npy");
        Path b = folder.resolve("b.npy");
        Bench.good("predict", model, manifest, "-o", a, "--kernels", "plain");
        Path root = folder.resolve("dataset");
        Bench.good("predict", model, elsewhere, "--root", root, "-o", b, "--kernels", "plain");
        assertArrayEquals(NpyArray.read(a).floats(), NpyArray.read(b).floats());
        assertEquals(
                2,
                Bench.run("predict", model, manifest, "--root", manifest, "-o", b)
                        .code());
    }

    @Test
    void aYearTrainsAndAPartOfItValidates() throws IOException {
        Path model = folder.resolve("m.ichnite");
        Object[] train = {
            "train",
            manifest,
            "-o",
            model,
            "--length",
            2500,
            "--epochs",
            1,
            "--train-until",
            "2018-03",
            "--validation",
            0.2,
            "--kernels",
            "plain"
        };
        Ran ran = Bench.good(train);
        assertTrue(
                ran.err().contains("15 of 30 rows were first seen after 2018-03-31 and are not looked at"), ran.err());
        assertTrue(ran.err().contains("split: 12 rows train, 3 validate"), ran.err());
        assertTrue(ran.out().contains("a linear model on counts of byte runs"), ran.out());
        Path without = Files.writeString(folder.resolve("n.csv"), "name,label\ndataset/f0.bin,a\ndataset/f1.bin,b\n");
        train[1] = without;
        Ran refused = Bench.run(train);
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("--train-until needs dates"), refused.err());
    }

    @Test
    void layersBecomeArraysThatFitEachOther() throws IOException {
        Path model = model();
        Path out = folder.resolve("features");
        Ran ran = Bench.good(
                "features", model, manifest, "--layers", "7,8,relu", "-o", out, "--kernels", "plain", "--json");
        JsonNode told = JSON.readTree(ran.out());
        assertEquals(FILES, told.get("rows").asInt());
        assertEquals(5 * 128, told.get("layers").get("6").asInt());
        NpyArray seven = NpyArray.read(out.resolve("feature_7.npy"));
        NpyArray eight = NpyArray.read(out.resolve("feature_8.npy"));
        assertArrayEquals(new int[] {FILES, 128}, seven.shape());
        assertArrayEquals(new int[] {FILES, 64}, eight.shape());
        float[] six = NpyArray.read(out.resolve("feature_6.npy")).floats();
        for (int f = 0; f < 128; f++) {
            float largest = 0;
            for (int t = 0; t < 5; t++) {
                largest = Math.max(largest, six[t * 128 + f]);
            }
            assertEquals(largest, seven.floats()[f], 1e-6, "filter " + f);
        }
        Map<String, NpyArray> head = Npz.read(out.resolve("head.npz"));
        assertEquals(8, Objects.requireNonNull(head.get("layer")).ints()[0]);
        float[] logits = NpyArray.read(out.resolve("logits.npy")).floats();
        for (int row = 0; row < FILES; row++) {
            for (int c = 0; c < 3; c++) {
                double sum = Objects.requireNonNull(head.get("b")).floats()[c];
                for (int i = 0; i < 64; i++) {
                    sum += (double) eight.floats()[row * 64 + i]
                            * Objects.requireNonNull(head.get("W")).floats()[i * 3 + c];
                }
                assertEquals(sum, logits[row * 3 + c], 1e-5);
            }
        }
        int[] labels = NpyArray.read(out.resolve("labels.npy")).ints();
        assertEquals(2, labels[29]);
        assertEquals(
                "name,label,first_seen",
                Files.readAllLines(out.resolve("names.csv")).get(0));
        assertEquals(
                "dataset/f29.bin,c,2019-06-15",
                Files.readAllLines(out.resolve("names.csv")).get(30));
        assertEquals(List.of("a", "b", "c"), Files.readAllLines(out.resolve("classes.txt")));
        assertEquals(
                2,
                Bench.run("features", model, manifest, "--layers", "70", "-o", out)
                        .code());
        Path usual = folder.resolve("usual");
        Bench.good("features", model, manifest, "-o", usual, "--kernels", "plain", "--threads", 1);
        assertEquals(-1, Files.mismatch(out.resolve("feature_7.npy"), usual.resolve("feature_7.npy")));
        assertEquals(-1, Files.mismatch(out.resolve("logits.npy"), usual.resolve("logits.npy")));
        assertFalse(Files.exists(usual.resolve("feature_6.npy")));
    }

    @Test
    void bytesAndTracesAreNotTakenForEachOther() throws IOException {
        Path traces = Bench.traces(folder.resolve("t.csv"), 12, true, 1);
        Path ofTraces = folder.resolve("t.ichnite");
        assertEquals(0, Bench.train(traces, ofTraces).code());
        Path out = folder.resolve("p.csv");
        Ran bytes = Bench.run("predict", ofTraces, manifest, "-o", out);
        assertEquals(2, bytes.code());
        assertTrue(bytes.err().contains("the model was taught traces"), bytes.err());
        Ran calls = Bench.run("predict", model(), traces, "-o", out);
        assertEquals(2, calls.code());
        assertTrue(calls.err().contains("the model was taught files of bytes"), calls.err());
        assertEquals(
                2, Bench.run("train", manifest, "-o", out, "--order", "clock").code());
        assertEquals(
                2,
                Bench.run("predict", ofTraces, traces, "--root", folder, "-o", out)
                        .code());
    }
}
