package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files of three classes, each mostly of bytes of its own: 90 until the end of 2017, 60 in 2018 alike, and 60 in 2019, half of
 * which have other bytes. Two have no date.
 */
class DriftTest {
    private static Path folder = Path.of("");
    private static Path manifest = Path.of("");
    private static Path groups = Path.of("");
    private static Path novel = Path.of("");
    private static Path model = Path.of("");

    @BeforeAll
    static void train(@TempDir Path into) throws IOException {
        folder = into;
        Random random = new Random(5);
        StringBuilder rows = new StringBuilder("name,label,first_seen\n");
        StringBuilder projects = new StringBuilder("name,project\n");
        Files.createDirectories(folder.resolve("files"));
        for (int i = 0; i < 210; i++) {
            LocalDate day = i < 90
                    ? LocalDate.of(2016, 1, 1).plusDays(8L * i)
                    : LocalDate.of(i < 150 ? 2018 : 2019, 1, 1).plusDays(6L * ((i - 90) % 60));
            boolean moved = i >= 150 && i / 3 % 2 == 0;
            String name = "files/" + i + ".bin";
            write(random, folder.resolve(name), 80 * (i % 3) + (moved ? 40 : 0));
            String date = i == 120 ? "soon" : i == 121 ? "" : day.toString();
            rows.append(name)
                    .append(',')
                    .append("abc".charAt(i % 3))
                    .append(',')
                    .append(date)
                    .append('\n');
            projects.append(name)
                    .append(moved ? ",new" + i % 3 : ",old" + i % 4)
                    .append('\n');
        }
        StringBuilder others = new StringBuilder("name\n");
        for (int i = 0; i < 10; i++) {
            String name = "files/novel" + i + ".bin";
            write(random, folder.resolve(name), 240);
            others.append(name).append('\n');
        }
        manifest = Files.writeString(folder.resolve("set.csv"), rows);
        groups = Files.writeString(folder.resolve("groups.csv"), projects);
        novel = Files.writeString(folder.resolve("novel.csv"), others);
        model = folder.resolve("model.ichnite");
        Bench.good(
                "train",
                manifest,
                "-o",
                model,
                "--network",
                "malconv",
                "--length",
                "600",
                "--epochs",
                "4",
                "--learning-rate",
                "0.003",
                "--train-until",
                "2017",
                "--validation",
                "0.4",
                "--kernels",
                "plain");
    }

    private static void write(Random random, Path file, int from) throws IOException {
        byte[] bytes = new byte[400 + random.nextInt(400)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(10) < 8 ? from + random.nextInt(16) : random.nextInt(256));
        }
        Files.write(file, bytes);
    }

    private static Bench.Ran drift(Path output, Object... more) {
        List<Object> words = new ArrayList<>(List.of("drift", model, manifest, "-o", output, "--kernels", "plain"));
        words.addAll(List.of(more));
        return Bench.run(words.toArray());
    }

    @Test
    void followsAModelThroughTime() throws IOException {
        Path output = folder.resolve("drift");
        Bench.Ran ran = drift(
                output,
                "--train-until",
                "2017",
                "--bucket",
                "year",
                "--novel",
                novel,
                "--group",
                groups + ":project",
                "--json");
        assertEquals(3, ran.code(), ran.err());
        JsonNode json = JsonMapper.shared().readTree(ran.out());
        assertEquals(2, json.get("buckets").size());
        JsonNode first = json.get("buckets").get(0);
        JsonNode second = json.get("buckets").get(1);
        assertEquals("2018", first.get("bucket").asString());
        assertEquals(58, first.get("rows").asInt());
        assertEquals(60, second.get("rows").asInt());
        assertEquals(30, second.get("unseen").get("rows").asInt());
        assertEquals(3, second.get("unseen").get("groups").asInt());
        assertTrue(first.get("rejected").asDouble() < second.get("rejected").asDouble());
        assertEquals(10, json.get("novel").get("rows").asInt());
        assertTrue(json.get("novel").get("layers").get("7").get("auroc").asDouble() > 0.9);
        assertEquals(2, json.get("undated").asInt());
        assertEquals(2, json.get("aut").get("periods").asInt());

        assertEquals(
                List.of("name", "files/120.bin", "files/121.bin"), Files.readAllLines(output.resolve("undated.csv")));
        int validated = json.get("validation").get("rows").asInt();
        assertEquals(90, validated + json.get("trained").asInt());
        for (String layer : List.of("7", "8")) {
            String file = "confidence_Ga" + layer + "_";
            assertEquals(
                    validated,
                    Files.readAllLines(output.resolve(file + "In.txt")).size());
            assertEquals(
                    10, Files.readAllLines(output.resolve(file + "Out.txt")).size());
            assertEquals(
                    58, Files.readAllLines(output.resolve(file + "2018.txt")).size());
            assertEquals(
                    60, Files.readAllLines(output.resolve(file + "2019.txt")).size());
        }
        List<String> rows = Files.readAllLines(output.resolve("rows.csv"));
        assertEquals(119, rows.size());
        assertEquals(
                Files.readAllLines(output.resolve("confidence_Ga7_2018.txt")).get(0),
                rows.get(1).split(",")[7]);
        List<String> table = Files.readAllLines(output.resolve("drift.csv"));
        // validation, novel, and all, seen and unseen of both buckets
        assertEquals(1 + 1 + 1 + 6, table.size());
        int columns = table.get(0).split(",", -1).length;
        table.forEach(line -> assertEquals(columns, line.split(",", -1).length, line));
        assertTrue(table.stream().noneMatch(line -> line.contains("NaN") || line.contains("Infinity")));
        String page = Files.readString(output.resolve("report.html"));
        assertTrue(page.contains("What to look at first") && page.contains("files/120.bin"));
        assertFalse(page.contains("NaN"));
        for (String picture :
                List.of("accuracy", "macro_f1", "seen_unseen", "scores_7", "familiarity_8", "class_mix")) {
            assertTrue(Files.exists(output.resolve(picture + ".svg")), picture);
        }
    }

    @Test
    void theSameAgainIsTheSame() throws IOException {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        assertEquals(3, drift(one, "--train-until", "2017", "--threads", "1").code());
        assertEquals(3, drift(other, "--train-until", "2017", "--threads", "3").code());
        try (Stream<Path> files = Files.list(one)) {
            for (Path file : files.toList()) {
                assertEquals(-1, Files.mismatch(file, other.resolve(file.getFileName())), file.toString());
            }
        }
        assertTrue(Files.exists(one.resolve("confidence_Ga7_2018-Q4.txt")));
        assertFalse(Files.exists(one.resolve("confidence_Ga7_Out.txt")));
    }

    @Test
    void emptyBucketsAreListed() throws IOException {
        Path output = folder.resolve("empty");
        Bench.Ran ran = drift(output, "--train-until", "2017", "--bucket", "2018,2020,2021");
        assertEquals(3, ran.code(), ran.err());
        assertEquals("", Files.readString(output.resolve("confidence_Ga7_2021.txt")));
        assertTrue(Files.readAllLines(output.resolve("drift.csv")).stream()
                .anyMatch(line -> line.startsWith("2021,2021-01-01,2021-12-31,all,0,0,0,,")));
        assertTrue(ran.lines().stream().anyMatch(line -> line.startsWith("2021") && line.contains(" 0 ")));
    }

    @Test
    void theSeedsWay() throws IOException {
        Path output = folder.resolve("seed");
        Bench.Ran ran = drift(
                output,
                "--train-until",
                "2017",
                "--bucket",
                "2018-03,2018,2019",
                "--sample",
                "0.3",
                "--seed-compatible");
        assertEquals(3, ran.code(), ran.err());
        // 15 rows have a text up to 201803, of which pandas draws 4 (30 % are 4.5, and halves go to the even number)
        assertEquals(
                4,
                Files.readAllLines(output.resolve("confidence_Ga0_2018-03.txt")).size());
        assertEquals(
                13,
                Files.readAllLines(output.resolve("confidence_Ga1_2018.txt")).size());
        assertEquals(
                18,
                Files.readAllLines(output.resolve("confidence_Ga1_2019.txt")).size());
        List<String> rows = Files.readAllLines(output.resolve("rows.csv"));
        // of 15, RandomState(1) draws 3, 7, 6, 2
        assertEquals(
                List.of("files/93.bin", "files/97.bin", "files/96.bin", "files/92.bin"),
                rows.subList(1, 5).stream().map(row -> row.split(",")[0]).toList());
    }

    @Test
    void labelsThatTheModelDoesNotKnowAreNamed() throws IOException {
        Path other = folder.resolve("other.csv");
        Files.writeString(other, Files.readString(manifest).replaceAll("(files/15[0-9].bin),a", "$1,worm"));
        Path output = folder.resolve("foreign");
        Bench.Ran ran = Bench.run(
                "drift",
                model,
                other,
                "--train-until",
                "2017",
                "--bucket",
                "year",
                "-o",
                output,
                "--kernels",
                "plain",
                "--json");
        assertEquals(3, ran.code(), ran.err());
        JsonNode json = JsonMapper.shared().readTree(ran.out());
        assertEquals(4, json.get("foreign").get("worm").asInt());
        assertEquals(60, json.get("buckets").get(1).get("rows").asInt());
        assertEquals(56, json.get("buckets").get(1).get("labelled").asInt());
        assertTrue(Files.readString(output.resolve("report.html")).contains("worm"));
    }

    @Test
    void rejectionIsChosen() throws IOException {
        Path output = folder.resolve("transcend");
        Bench.Ran ran = drift(
                output,
                "--train-until",
                "2017",
                "--bucket",
                "year",
                "--transcend",
                "--error-rate",
                "0.2",
                "--budget",
                "3",
                "--detector",
                "relative",
                "--layers",
                "8",
                "--json");
        assertEquals(3, ran.code(), ran.err());
        JsonNode json = JsonMapper.shared().readTree(ran.out());
        assertEquals("relative", json.get("detector").asString());
        assertFalse(json.get("buckets").get(0).get("layers").has("7"));
        long firstDay = Files.readAllLines(output.resolve("look_first.csv")).stream()
                .filter(line -> line.startsWith("1,"))
                .count();
        assertEquals(3, firstDay);
    }

    @Test
    void whatCannotBeJudgedIsRefused() throws IOException {
        refused("2016", "trained on rows first seen until", "--bucket", "year");
        refused("2020", "expected rows first seen after 2020-12-31", "--bucket", "year");
        refused("soon", "--train-until: expected a date");
        refused("2017", "--bucket: expected month, quarter, year", "--bucket", "week");
        refused("2017", "--sample", "--sample", "0");
        refused("2017", "--error-rate", "--error-rate", "1");
        refused("2017", "--budget", "--budget", "0");
        refused("2017", "--group: expected FILE.csv:COLUMN", "--group", "sequence");
        refused("2017", "--detector", "--detector", "guess");
        refused("2017", "--covariance", "--covariance", "guess");
        refused("2017", "no layer", "--layers", "99");
        Path strangers = Files.writeString(
                folder.resolve("strangers.csv"), "name,label,first_seen\nfiles/200.bin,a,2019-01-01\n");
        Bench.Ran ran = Bench.run(
                "drift", model, strangers, "--train-until", "2017", "-o", folder.resolve("no"), "--kernels", "plain");
        assertEquals(2, ran.code(), ran.err());
        assertTrue(ran.err().contains("expected the rows that trained the model"), ran.err());
        assertFalse(Files.exists(folder.resolve("no")));
    }

    private static void refused(String until, String why, Object... more) {
        List<Object> words = new ArrayList<>(List.of("--train-until", until));
        words.addAll(List.of(more));
        Bench.Ran ran = drift(folder.resolve("refused"), words.toArray());
        assertEquals(2, ran.code(), ran.err());
        assertTrue(ran.err().contains(why), ran.err());
        assertFalse(Files.exists(folder.resolve("refused")));
    }
}
