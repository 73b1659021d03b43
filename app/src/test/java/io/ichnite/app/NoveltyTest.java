package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import io.ichnite.formats.json.Json;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.formats.npy.Npz;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Novelty from the command line: arrays and folders in, a detector and scores out. */
class NoveltyTest {
    private static final Path GOLDENS =
            Path.of("..", "formats", "src", "test", "resources", "goldens", "keras", "mahalanobis");
    private static final int ROWS = 60;

    @TempDir
    private Path folder = Path.of("");

    private static JsonNode json(Ran ran) {
        return Json.read(ran.out(), "stdout");
    }

    private static double[] scores(Path file) throws IOException {
        return NpyArray.read(file).doubles();
    }

    /** What {@code features} writes of rows of three classes in turn; strange ones lie elsewhere. */
    private Path features(String name, boolean strange, long seed) throws IOException {
        Path made = Files.createDirectory(folder.resolve(name));
        Random random = new Random(seed);
        for (int layer : new int[] {7, 8}) {
            int width = layer == 7 ? 9 : 6;
            float[] x = new float[ROWS * width];
            for (int i = 0; i < x.length; i++) {
                double mean = strange ? 0 : i % width % 3 == i / width % 3 ? 4 : 1;
                x[i] = (float) (mean + random.nextGaussian() * (strange ? 3 : 1));
            }
            NpyArray.of(x, ROWS, width).write(made.resolve("feature_" + layer + ".npy"));
            if (layer == 8) {
                float[] w = new float[width * 3];
                for (int i = 0; i < w.length; i++) {
                    w[i] = i / 3 % 3 == i % 3 ? 0.5f : -0.2f;
                }
                Map<String, NpyArray> head = new LinkedHashMap<>();
                head.put("W", NpyArray.of(w, width, 3));
                head.put("b", NpyArray.of(new float[] {0.1f, 0, -0.1f}, 3));
                head.put("layer", NpyArray.of(new int[] {8}, 1));
                Npz.write(head, made.resolve("head.npz"));
                float[] logits = new float[ROWS * 3];
                for (int i = 0; i < logits.length; i++) {
                    for (int j = 0; j < width; j++) {
                        logits[i] += x[i / 3 * width + j] * w[j * 3 + i % 3];
                    }
                }
                NpyArray.of(logits, ROWS, 3).write(made.resolve("logits.npy"));
            }
        }
        int[] labels = new int[ROWS];
        StringBuilder names = new StringBuilder("name,label,first_seen\n");
        for (int row = 0; row < ROWS; row++) {
            labels[row] = strange ? -1 : row % 3;
            names.append(name).append('/').append(row).append(",,\n");
        }
        NpyArray.of(labels, ROWS).write(made.resolve("labels.npy"));
        Files.writeString(made.resolve("names.csv"), names);
        Files.writeString(made.resolve("classes.txt"), "trojan\nvirus\nworm\n");
        return made;
    }

    @Test
    void asThePublishedSystem() throws IOException {
        Path detector = folder.resolve("seven.detector");
        Path known = folder.resolve("known.npy");
        Path novel = folder.resolve("novel.npy");
        JsonNode fit = json(Bench.good(
                "novelty",
                "fit",
                GOLDENS.resolve("feature_7.npy"),
                GOLDENS.resolve("labels.npy"),
                "-o",
                detector,
                "--first",
                600,
                "--covariance",
                "empirical",
                "--json"));
        assertEquals(600, fit.get("rows").asInt());
        assertEquals(126, fit.get("fits").get(0).get("rank").asInt());
        Bench.good("novelty", "score", detector, GOLDENS.resolve("ood_7.npy"), "-o", novel);
        Bench.good("novelty", "score", detector, GOLDENS.resolve("feature_7.npy"), "-o", known);
        double[] golden = golden("score_ood_7");
        double[] got = scores(novel);
        for (int i = 0; i < golden.length; i++) {
            assertEquals(golden[i], got[i], 1e-7 * Math.abs(golden[i]));
        }
        assertEquals(NpyArray.Kind.FLOAT64, NpyArray.read(novel).kind());
        NpyArray.of(Arrays.copyOfRange(scores(known), 600, 900), 300).write(known);
        JsonNode measured = json(
                Bench.good("novelty", "evaluate", "--known", known, "--novel", novel, "--json", "--resamples", 50));
        assertEquals(0.9991111111111111, measured.get("auroc").asDouble(), 1e-9);
        for (String name : List.of(
                "aupr_known", "aupr_novel", "fpr95_known_positive", "fpr95_novel_positive", "detection_accuracy")) {
            assertTrue(measured.get(name).isNumber(), name);
            JsonNode interval = measured.get("intervals").get(name);
            assertTrue(interval.get(0).asDouble() <= interval.get(1).asDouble(), name);
        }
        Bench.good(
                "novelty",
                "fit",
                GOLDENS.resolve("feature_7.npy"),
                GOLDENS.resolve("labels.npy"),
                "-o",
                detector,
                "--first",
                600,
                "--seed-compatible");
        Bench.good("novelty", "score", detector, GOLDENS.resolve("feature_7.npy"), "-o", known);
        double[] published =
                NpyArray.read(GOLDENS.resolve("score_val_seed_float32_7.npy")).doubles();
        for (int i = 0; i < published.length; i++) {
            assertEquals(published[i], scores(known)[600 + i], 1e-6 * Math.abs(published[i]));
        }
    }

    private double[] golden(String name) throws IOException {
        Path copy = folder.resolve("golden.npy");
        try (InputStream in = NoveltyTest.class.getResourceAsStream("/goldens/metrics/" + name + ".npy")) {
            assertNotNull(in, name);
            Files.write(copy, in.readAllBytes());
        }
        return scores(copy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mahalanobis",
                "relative",
                "normalised",
                "relative-normalised",
                "chi-square",
                "knn",
                "msp",
                "max-logit",
                "energy",
                "entropy",
                "gen",
                "odin",
                "react",
                "ash-p",
                "ash-s",
                "scale",
                "residual",
                "vim",
                "fdbd",
                "mad"
            })
    void everyDetectorTakesAFolder(String name) throws IOException {
        Path train = features("train", false, 1);
        Path strange = features("strange", true, 2);
        Path detector = folder.resolve("d");
        Path out = folder.resolve("s.npy");
        JsonNode fit = json(Bench.good("novelty", "fit", train, "-o", detector, "--detector", name, "--json"));
        assertEquals(name, fit.get("detector").asString());
        JsonNode scored = json(Bench.good("novelty", "score", detector, strange, "-o", out, "--json"));
        assertEquals(ROWS, scored.get("rows").asInt());
        double[] scores = scores(out);
        assertEquals(ROWS, scores.length);
        assertTrue(Arrays.stream(scores).allMatch(Double::isFinite));
        assertTrue(Arrays.stream(scores).distinct().count() > 1);
        byte[] detectorBytes = Files.readAllBytes(detector);
        byte[] scoreBytes = Files.readAllBytes(out);
        Bench.good("novelty", "fit", train, "-o", detector, "--detector", name, "--threads", 1, "--kernels", "plain");
        Bench.good("novelty", "score", detector, strange, "-o", out, "--threads", 1, "--kernels", "plain");
        assertArrayEquals(detectorBytes, Files.readAllBytes(detector));
        assertArrayEquals(scoreBytes, Files.readAllBytes(out));
    }

    @Test
    void layersCombinedByRowsThatServedNoFit() throws IOException {
        Path train = features("train", false, 1);
        Path held = features("held", false, 2);
        Path strange = features("strange", true, 3);
        Path detector = folder.resolve("d");
        Path out = folder.resolve("s.npy");
        JsonNode fit = json(Bench.good(
                "novelty",
                "fit",
                train,
                "-o",
                detector,
                "--layers",
                "7,8",
                "--combine",
                "logistic",
                "--known",
                held,
                "--novel",
                strange,
                "--json"));
        assertEquals(List.of("7", "8"), texts(fit.get("layers")));
        assertEquals(ROWS, fit.get("rows").asInt());
        assertEquals(0, fit.get("kept_from_fit").size());
        Bench.good("novelty", "score", detector, features("new", false, 4), "-o", out);
        double[] known = scores(out);
        Bench.good("novelty", "score", detector, features("stranger", true, 5), "-o", out);
        double[] novel = scores(out);
        for (int i = 0; i < ROWS; i++) {
            assertTrue(known[i] <= 0 && known[i] >= -1 && novel[i] <= 0 && novel[i] >= -1);
        }
        assertTrue(Arrays.stream(known).average().orElse(0)
                > Arrays.stream(novel).average().orElse(0) + 0.5);
        assertFalse(Files.exists(folder.resolve("d.known.txt")));
    }

    @Test
    void withoutKnownRowsAQuarterIsKeptFromTheFitAndNamed() throws IOException {
        Path train = features("train", false, 1);
        Path strange = features("strange", true, 3);
        Path detector = folder.resolve("d");
        Object[] words = {
            "novelty", "fit", train, "-o", detector, "--layers", "7,8", "--combine", "logistic", "--novel", strange
        };
        Ran ran = Bench.good(words);
        assertTrue(ran.err().contains("15 rows were kept from the fit, to combine by; named in "), ran.err());
        List<String> kept = Files.readAllLines(folder.resolve("d.known.txt"));
        assertEquals(15, kept.size());
        assertEquals(15, kept.stream().distinct().count());
        assertTrue(kept.stream().allMatch(name -> name.startsWith("train/")));
        Object[] more = Arrays.copyOf(words, words.length + 3);
        more[words.length] = "--seed";
        more[words.length + 1] = 2;
        more[words.length + 2] = "--json";
        JsonNode fit = json(Bench.good(more));
        assertEquals(45, fit.get("rows").asInt());
        List<String> others = texts(fit.get("kept_from_fit"));
        assertEquals(others, Files.readAllLines(folder.resolve("d.known.txt")));
        assertFalse(others.equals(kept), "another seed, other rows");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asString()));
        return texts;
    }

    @Test
    void scoresAreWrittenInEveryForm() throws IOException {
        Path train = features("train", false, 1);
        Path detector = folder.resolve("d");
        Bench.good("novelty", "fit", train, "-o", detector);
        Bench.good("novelty", "score", detector, train, "-o", folder.resolve("s.npy"));
        Bench.good("novelty", "score", detector, train, "-o", folder.resolve("s.txt"));
        Bench.good("novelty", "score", detector, train, "-o", folder.resolve("s.csv"));
        double[] scores = scores(folder.resolve("s.npy"));
        List<String> lines = Files.readAllLines(folder.resolve("s.txt"));
        List<String> table = Files.readAllLines(folder.resolve("s.csv"));
        assertEquals("name,score", table.get(0));
        for (int i = 0; i < ROWS; i++) {
            assertEquals(scores[i], Double.parseDouble(lines.get(i)));
            assertEquals("train/" + i + "," + lines.get(i), table.get(i + 1));
        }
        Ran ran = Bench.good(
                "novelty", "score", detector, train, "-o", folder.resolve("f.npy"), "--precision", "float32", "--json");
        double error = json(ran).get("float32_error").asDouble();
        assertTrue(error > 0 && error < 1e-4, "" + error);
        assertArrayEquals(scores, scores(folder.resolve("f.npy")), 1e-3);
        Ran text = Bench.good(
                "novelty", "evaluate", "--known", folder.resolve("s.txt"), "--novel", folder.resolve("s.npy"));
        assertTrue(text.out().contains("60 known rows, 60 novel"), text.out());
        assertTrue(text.out().contains("AUROC"), text.out());
        assertTrue(text.out().contains("0.5000"), text.out());
    }

    @Test
    void aBareArrayOfOneLayerFitsAFolderAndTheOtherWayRound() throws IOException {
        Path train = features("train", false, 1);
        Path array = folder.resolve("a.detector");
        Path whole = folder.resolve("b.detector");
        Bench.good("novelty", "fit", train.resolve("feature_8.npy"), train.resolve("labels.npy"), "-o", array);
        Bench.good("novelty", "fit", train, "-o", whole, "--layers", "8");
        for (Object[] pair : new Object[][] {{array, train}, {whole, train.resolve("feature_8.npy")}}) {
            Bench.good("novelty", "score", pair[0], pair[1], "-o", folder.resolve("s.npy"));
            double[] scores = scores(folder.resolve("s.npy"));
            Bench.good("novelty", "score", whole, train, "-o", folder.resolve("t.npy"));
            assertArrayEquals(scores(folder.resolve("t.npy")), scores);
        }
    }

    private void refused(String words, Object... command) throws IOException {
        Path out = folder.resolve("out.npy");
        Files.writeString(out, "as it was");
        Object[] all = Arrays.copyOf(command, command.length + (command[1].equals("evaluate") ? 0 : 2));
        if (!command[1].equals("evaluate")) {
            all[command.length] = "-o";
            all[command.length + 1] = out;
        }
        Ran ran = Bench.run(all);
        assertEquals(2, ran.code(), ran.err());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains(words), ran.err());
        assertFalse(ran.err().contains("\tat "), ran.err());
        assertEquals("as it was", Files.readString(out));
    }

    @ParameterizedTest
    @CsvSource({
        "--detector magic,           no detector is called 'magic'",
        "--detector combined,        no detector is called 'combined'",
        "--covariance round,         '--covariance: expected ledoit-wolf, oas or empirical'",
        "--k 0 --detector knn,       --k: expected at least 1",
        "--k 5,                      --k is of knn alone",
        "--k 61 --detector knn,      found k = 61",
        "--first 0,                  --first: expected at least 1",
        "--first 61,                 --first: expected at most 60",
        "--first 2,                  found none of class 2 (worm)",
        "--layers 9,                 'expected layers out of 7, 8'",
        "'--layers 7,8',             several layers need --combine logistic",
        "'--layers 7,7 --combine logistic --novel strange',  a layer is named twice",
        "--combine sum,              '--combine: expected logistic, found'",
        "'--layers 7,8 --combine logistic',   expected --novel DIR",
        "--combine logistic --novel strange,  and which of its layers",
        "--known strange,            --known needs --combine logistic",
        "--detector vim --layers 7,  needs layer 8",
        "--seed-compatible --covariance oas,  the published system has the empirical covariance",
        "--seed-compatible --detector knn,    --seed-compatible is of mahalanobis alone",
        "--one-sided,                --one-sided is of mad alone",
        "--main 3,                   --main is of vim and residual alone"
    })
    void optionsThatCannotBeHad(String options, String words) throws IOException {
        Path train = features("train", false, 1);
        Path strange = features("strange", true, 2);
        List<Object> command = new ArrayList<>(List.of("novelty", "fit", train));
        for (String word : options.split(" ")) {
            command.add(word.equals("strange") ? strange : word);
        }
        refused(words, command.toArray());
    }

    @Test
    void filesThatAreNot() throws IOException {
        Path train = features("train", false, 1);
        Path seven = train.resolve("feature_7.npy");
        Path labels = train.resolve("labels.npy");
        refused("no such file or folder", "novelty", "fit", folder.resolve("no.npy"), labels);
        refused("mahalanobis needs the class of each row", "novelty", "fit", seven);
        refused("msp looks at the logits", "novelty", "fit", seven, labels, "--detector", "msp");
        refused("vim needs the network's last layer", "novelty", "fit", seven, labels, "--detector", "vim");
        refused("labels.npy: expected float32 or float64", "novelty", "fit", labels, labels);
        refused("feature_7.npy: expected whole numbers of shape (60)", "novelty", "fit", seven, seven);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        refused("expected a folder made by ichnite features", "novelty", "fit", empty);
        Path nan = folder.resolve("nan.npy");
        NpyArray.of(new float[] {1, 2, Float.NaN, 4}, 2, 2).write(nan);
        refused("nan.npy: expected finite numbers; features: row 1, number 0 is NaN", "novelty", "fit", nan);
        Path gap = folder.resolve("gap.npy");
        int[] classes = new int[ROWS];
        classes[5] = 2;
        NpyArray.of(classes, ROWS).write(gap);
        refused("gap.npy: expected a row of each of 3 classes, found none of class 1", "novelty", "fit", seven, gap);
        NpyArray.of(new float[ROWS * 3 - 3], ROWS - 1, 3).write(train.resolve("logits.npy"));
        refused("logits.npy: expected 60 rows", "novelty", "fit", train, "--detector", "energy", "--layers", "7");

        Path detector = folder.resolve("d");
        Bench.good("novelty", "fit", seven, labels, "-o", detector);
        refused("expected 9 features a row", "novelty", "score", detector, train.resolve("feature_8.npy"));
        refused("expected a detector made by ichnite", "novelty", "score", seven, seven);
        refused("--precision: expected float64 or float32", "novelty", "score", detector, seven, "--precision", "half");
        Ran form = Bench.run("novelty", "score", detector, seven, "-o", folder.resolve("s.json"));
        assertTrue(form.code() == 2 && form.err().contains("ends in .npy, .txt or .csv"), form.err());

        refused(
                "expected float32 or float64 of shape (rows)",
                "novelty",
                "evaluate",
                "--known",
                seven,
                "--novel",
                seven);
        Path text = Files.writeString(folder.resolve("s.txt"), "1.5\nnone\n");
        refused("s.txt:2: expected a score, found 'none'", "novelty", "evaluate", "--known", text, "--novel", text);
        refused("'--novel=S.npy'", "novelty", "evaluate", "--known", text);
        Ran bare = Bench.run("novelty");
        assertTrue(bare.code() == 2 && bare.err().contains("expected fit or score or evaluate"), bare.err());
    }
}
