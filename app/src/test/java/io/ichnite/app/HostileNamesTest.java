package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of files, labels and calls that mean harm to whoever looks at them, through every command. */
class HostileNamesTest {
    private static final String ESCAPE = "\u001b[31m";
    private static final String TURN = "\u202e";
    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    private final Path folder;

    HostileNamesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Lists of names in a zip, whose members can be called anything. */
    private Path zip(String name, int files) throws IOException {
        Path zip = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i < files; i++) {
                out.putNextEntry(new ZipEntry("../../" + ESCAPE + TURN + MARKUP + "\n,\"" + i));
                StringBuilder calls = new StringBuilder();
                for (int call = 0; call < 30 + i % 7; call++) {
                    calls.append(call % 3 == 0 ? "Nt<b>" : "Nt&" + (i % 3) + call % 5)
                            .append('\n');
                }
                out.write(calls.toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
        return zip;
    }

    private Path labels(int files) throws IOException {
        StringBuilder csv = new StringBuilder("file_id,label\n");
        for (int i = 0; i < files; i++) {
            String id = "../../" + ESCAPE + TURN + MARKUP + "\n,\"" + i;
            csv.append('"').append(id.replace("\"", "\"\"")).append("\",");
            csv.append('"').append(MARKUP + TURN + " " + i % 3).append("\"\n");
        }
        return Files.writeString(folder.resolve("labels.csv"), csv.toString());
    }

    private static void harmless(String what, String shown) {
        assertFalse(shown.contains(ESCAPE), what + ": " + shown);
        assertFalse(shown.contains(TURN), what + ": " + shown);
    }

    private static Ran shown(Object... words) {
        Ran ran = Bench.run(words);
        assertTrue(ran.code() == 0 || ran.code() == 3, words[0] + ": " + ran.err());
        harmless(words[0] + " on stdout", ran.out());
        harmless(words[0] + " on stderr", ran.err());
        return ran;
    }

    private void nothingIsMarkup() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().matches(".*\\.(html|svg)")).forEach(pages::add);
        }
        assertTrue(pages.size() > 10, pages.toString());
        for (Path page : pages) {
            String text = Files.readString(page);
            assertFalse(text.contains("<img src=x"), page.toString());
            harmless(page.toString(), text);
        }
    }

    @Test
    void nothingOfThemReachesATerminalOrAPage() throws IOException {
        int files = 45;
        Path store = folder.resolve("s.store");
        Path model = folder.resolve("m.ichnite");
        shown("ingest", zip("a.zip", files), "-o", store, "--format", "text", "--labels", labels(files));
        shown("stats", store, "-o", folder.resolve("stats"));
        shown("stats", store, "--json");
        shown("audit", store, "-o", folder.resolve("audit"), "--score-rows", "45", "--folds", "2");
        shown("audit", store, "--json", "--no-score");
        Ran ran = Bench.train(store, model);
        assertEquals(0, ran.code(), ran.err());
        harmless("train", ran.out() + ran.err());
        shown("describe", model);
        shown("describe", folder);
        shown("compare", model, model, store, "-o", folder.resolve("comparison"));
        shown("compare", model, model, store, "--json");
        shown("scan", model, store);
        shown("scan", model, store, "--json");
        shown("scan", model, zip("b.zip", 3), "--format", "text");
        shown("evaluate", model, store, "-o", folder.resolve("evaluation"));
        shown("evaluate", model, store, "--json");
        shown("predict", model, store, "-o", folder.resolve("p.csv"));
        shown("crossvalidate", store, "--model", "linear", "--folds", "2", "-o", folder.resolve("cv"));
        nothingIsMarkup();
    }

    @Test
    void rejectsAreHarmlessToo() throws IOException {
        Path zip = folder.resolve("bad.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(ESCAPE + TURN + ".csv"));
            out.write(("file_id,api,tid,index\n1," + ESCAPE + TURN + ",0,0\n1,good,0,1\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry(TURN + "x.csv"));
            out.write((ESCAPE + TURN + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Ran ran = shown("ingest", zip, "-o", folder.resolve("s"));
        assertEquals(3, ran.code());
        harmless("rejected.csv", Files.readString(folder.resolve("s/rejected.csv")));
    }
}
