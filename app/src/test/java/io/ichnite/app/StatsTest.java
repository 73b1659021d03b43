package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What traces are made of, as the black box says it. */
class StatsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVIL = "<img src=x onerror=alert(1)>";

    @TempDir
    private Path folder = Path.of("");

    private Path csv(String text) throws IOException {
        return Files.writeString(folder.resolve("in.csv"), text);
    }

    /** Files 1 to 6 of class 0, 7 to 12 of class 1, which alone has the evil name; each two calls longer than its number; 12 is 11 again. */
    private Path small() throws IOException {
        StringBuilder csv = new StringBuilder("file_id,label,api,tid,index\n");
        for (int id = 1; id <= 12; id++) {
            for (int i = 0; i < 2 + Math.min(id, 11); i++) {
                csv.append(id).append(id > 6 ? ",1," : ",0,").append(id > 6 && i == 1 ? EVIL : "Open" + i % 2);
                csv.append(',').append(1 + i % 2).append(',').append(i / 2).append('\n');
            }
        }
        return csv(csv.toString());
    }

    private static List<JsonNode> json(Ran ran, String what) {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : ran.lines()) {
            JsonNode node = JSON.readTree(line);
            if (node.get("what").asString().equals(what)) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    @Test
    void aPersonReadsTables() throws IOException {
        Ran ran = Bench.good("stats", small());
        String out = ran.out();
        assertTrue(out.contains(": 12 files, "), out);
        assertTrue(out.contains("2 classes, 11 distinct sequences in the order tid"), out);
        assertTrue(out.contains("1 file (8 %) repeats the calls of another"), out);
        assertTrue(out.contains("what a length keeps"), out);
        assertTrue(out.contains("12 of 12 files (100 %) have several threads."), out);
        assertTrue(out.contains("Fisher's exact test, two-sided"), out);
        assertTrue(out.contains(" APIs in 2 classes: "), out);
        assertTrue(out.contains(EVIL), "a name of plain characters is shown as it is on a terminal");
    }

    @Test
    void aProgramReadsObjects() throws IOException {
        Ran ran = Bench.good("stats", small(), "--json", "--length", "6,2", "--top", "3");
        JsonNode data = json(ran, "data").get(0);
        assertEquals(12, data.get("files").asInt());
        assertEquals(11, data.get("sequences").asInt());
        assertEquals(12, data.get("files_of_several_threads").asInt());
        assertEquals("tid", data.get("order").asString());
        assertEquals(64, data.get("digest").asString().length());
        assertEquals(2, json(ran, "class").size());
        assertEquals(5, json(ran, "order").size());
        List<JsonNode> lengths = json(ran, "length");
        assertEquals(6, lengths.size());
        assertEquals(2, lengths.get(0).get("length").asInt());
        assertTrue(lengths.get(0).get("class").isNull());
        assertEquals(24, lengths.get(0).get("kept").asInt());
        assertEquals("1", lengths.get(5).get("class").asString());
        List<JsonNode> tests = json(ran, "tests");
        assertEquals(
                List.of("api", "pair"),
                List.of(
                        tests.get(0).get("item").asString(),
                        tests.get(1).get("item").asString()));
        assertEquals(
                2 * tests.get(0).get("items").asInt(), tests.get(0).get("tests").asInt());
        JsonNode evil = json(ran, "apart").stream()
                .filter(node -> node.get("item").asString().equals("api"))
                .findFirst()
                .orElseThrow();
        assertEquals(EVIL, evil.get("api").asString());
        assertEquals(0, evil.get("here").asInt());
        assertEquals(6, evil.get("of_here").asInt());
        assertEquals(5, evil.get("elsewhere").asInt());
        // 1 of binomial(11, 5) tables
        assertEquals(Math.log10(1 / 462.0), evil.get("log10_p").asDouble(), 1e-9);
        assertEquals(0.5 * 0.5 / (6.5 * 5.5), evil.get("odds_ratio").asDouble(), 1e-12);
    }

    @Test
    void everythingIsAFile() throws IOException {
        Path results = folder.resolve("results");
        Bench.good("stats", small(), "-o", results, "--order", "arrival");
        List<String> files = Files.readAllLines(results.resolve("stats-files.csv"));
        assertEquals("file_id,label,calls,apis,threads,turns,same_as", files.get(0));
        assertEquals("1,0,3,2,2,3,", files.get(1));
        assertEquals("11,1,13,3,2,13,", files.get(11));
        assertEquals("12,1,13,3,2,13,11", files.get(12));
        assertEquals(13, files.size());
        List<String> classes = Files.readAllLines(results.resolve("stats-classes.csv"));
        assertTrue(classes.get(0).startsWith("scope,class,files,sequences,calls,apis,calls_mean,calls_min,calls_p10"));
        assertTrue(classes.get(1).startsWith("class,0,6,6,"));
        assertTrue(classes.get(3).startsWith("all,,12,"));
        List<String> apis = Files.readAllLines(results.resolve("stats-apis.csv"));
        assertEquals(
                "scope,class,api,calls,share_of_calls,files,share_of_files,sequences,share_of_sequences", apis.get(0));
        assertTrue(apis.contains("class,1," + EVIL + ",6,0.08823529411764706,6,1.0,5,1.0"), String.join("\n", apis));
        assertEquals(6, Files.readAllLines(results.resolve("stats-orders.csv")).size());
        assertEquals(
                1 + 3 * 9,
                Files.readAllLines(results.resolve("stats-lengths.csv")).size());
        assertEquals(
                "class,rank,first,second,here,of_here,share_here,elsewhere,of_elsewhere,share_elsewhere,odds_ratio,"
                        + "log10_p,q,log10_q,same_as_rank",
                Files.readAllLines(results.resolve("stats-apart-pairs.csv")).get(0));
        String page = Files.readString(results.resolve("report.html"));
        assertFalse(page.contains(EVIL));
        assertTrue(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
        try (Stream<Path> all = Files.list(results)) {
            for (Path file : all.toList()) {
                String text = file.toString();
                if (text.endsWith(".svg")) {
                    assertFalse(Files.readString(file).contains("<img"), text);
                    if (Files.exists(Path.of(text.replace(".svg", ".png")))) {
                        assertTrue(Files.size(Path.of(text.replace(".svg", ".png"))) > 1000, text);
                    }
                }
                if (text.endsWith(".csv") || text.endsWith(".html")) {
                    assertFalse(Files.readString(file).contains("NaN"), text);
                    assertFalse(Files.readString(file).contains("Infinity"), text);
                }
            }
        }
        for (String name : List.of(
                "lengths", "lengths-by-class", "kept", "whole", "orders", "apis", "apart-apis", "apart-pairs")) {
            assertTrue(Files.exists(results.resolve("stats-" + name + ".svg")), name);
        }
    }

    @Test
    void sameAsNamesTheFirstFileWithTheSameCalls() throws IOException {
        Path results = folder.resolve("results");
        Bench.good("stats", csv("file_id,label,api,tid,index\n7,0,A,1,0\n8,0,B,1,0\n9,1,A,5,3\n"), "-o", results);
        List<String> files = Files.readAllLines(results.resolve("stats-files.csv"));
        assertEquals(List.of("7,0,1,1,1,1,", "8,0,1,1,1,1,", "9,1,1,1,1,1,7"), files.subList(1, 4));
    }

    @Test
    void numbersDoNotDependOnThreads() throws IOException {
        Path traces = Bench.traces(folder.resolve("t.csv"), 60, true, 4);
        Set<String> outs = new HashSet<>();
        Set<String> pages = new HashSet<>();
        for (String threads : List.of("1", "4")) {
            Path results = folder.resolve("r" + threads);
            outs.add(Bench.good("stats", traces, "--threads", threads, "--json", "-o", results)
                    .out());
            pages.add(Files.readString(results.resolve("report.html"))
                    + Files.readString(results.resolve("stats-apart-pairs.csv")));
        }
        assertEquals(1, outs.size());
        assertEquals(1, pages.size());
    }

    @Test
    void labelsComeFromAFileToo() throws IOException {
        Path traces = csv("file_id,api,tid,index\n1,A,1,0\n2,B,1,0\n3,C,1,0\n");
        Ran none = Bench.good("stats", traces);
        assertTrue(none.out().contains("No file has a label: nothing is compared."), none.out());
        Path labels = Files.writeString(folder.resolve("l.csv"), "file_id,label\n1,\"<b>bad</b>\"\n2,\u202Egood\n");
        Path results = folder.resolve("results");
        Ran two = Bench.good("stats", traces, "--labels", labels, "-o", results);
        assertTrue(two.out().contains("1 file has no label"), two.out());
        assertTrue(two.out().contains("\\u202Egood"), two.out());
        assertFalse(two.out().contains("\u202E"));
        String page = Files.readString(results.resolve("report.html"));
        assertFalse(page.contains("<b>bad") || page.contains("\u202E"));
        assertTrue(page.contains("&lt;b&gt;bad&lt;/b&gt;"));
    }

    @Test
    void oneClassHasNothingToBeSetApartFrom() throws IOException {
        Path results = folder.resolve("results");
        Ran ran = Bench.good("stats", csv("file_id,label,api,tid,index\n1,0,A,1,0\n2,0,B,1,0\n"), "-o", results);
        assertTrue(ran.out().contains("All labels are one class"), ran.out());
        assertTrue(ran.out().contains("No file has several threads: every order gives the same calls."), ran.out());
        assertFalse(Files.exists(results.resolve("stats-apart-apis.svg")));
        assertEquals(
                1, Files.readAllLines(results.resolve("stats-apart-apis.csv")).size());
    }

    @Test
    void nothingIsNothing() throws IOException {
        Path results = folder.resolve("results");
        Ran ran = Bench.good("stats", csv("file_id,label,api,tid,index\n"), "-o", results);
        assertTrue(ran.out().contains(": 0 files, 0 calls, 0 APIs, 0 classes"), ran.out());
        assertTrue(Files.readString(results.resolve("report.html")).contains("There is no file in these data."));
        Ran json = Bench.good("stats", csv("file_id,label,api,tid,index\n"), "--json");
        assertEquals(0, json(json, "data").get(0).get("files").asInt());
        assertTrue(json(json, "data").get(0).get("calls_a_file").get("median").isNull());
    }

    @Test
    void rowsThatAreLeftOutAreSaid() throws IOException {
        Ran ran = Bench.run("stats", csv("file_id,label,api,tid,index\n1,0,A,1,0\n1,0,B,1\n"), "--json");
        assertEquals(3, ran.code());
        assertEquals(1, json(ran, "data").get(0).get("rejected").asInt());
        assertTrue(ran.err().contains("in.csv:3: expected 5 columns, found 4"), ran.err());
    }

    @Test
    void whatCannotBeAskedIsRefused() throws IOException {
        Path traces = small();
        for (Object[] words : new Object[][] {
            {"stats"},
            {"stats", traces, "--top", "0"},
            {"stats", traces, "--length", "0"},
            {"stats", traces, "--length", "10,x"},
            {"stats", traces, "--order", "random"},
            {"stats", folder.resolve("none.csv")},
            {"stats", traces, "-o", traces},
            {"stats", "x.npy"},
        }) {
            Ran ran = Bench.run(words);
            assertEquals(2, ran.code(), ran.err());
            assertEquals("", ran.out());
            assertFalse(ran.err().isEmpty());
        }
    }

    @Test
    void stdinServes() {
        Ran ran = Bench.runWith("file_id,label,api,tid,index\n1,0,A,1,0\n", "stats", "-", "--json");
        assertEquals(0, ran.code(), ran.err());
        assertEquals(1, json(ran, "data").get(0).get("calls").asInt());
    }
}
