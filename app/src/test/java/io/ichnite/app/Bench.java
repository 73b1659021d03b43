package io.ichnite.app;

import io.ichnite.app.show.Interruption;
import io.ichnite.app.show.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/** Runs command lines within the test, and makes small traces for them. */
final class Bench {
    /** What one command line did. */
    record Ran(int code, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** Small enough for a test, large enough to have every layer. */
    static final String[] SMALL = {
        "--network", "cnn-lstm-small", "--length", "36", "--epochs", "2", "--batch", "8", "--kernels", "plain"
    };

    private Bench() {}

    static Ran run(Object... words) {
        return runWith("", words);
    }

    static Ran runWith(String stdin, Object... words) {
        return run(stdin, new Interruption(), words);
    }

    /** Runs what somebody has asked to end already. */
    static Ran interrupted(Object... words) {
        Interruption interruption = new Interruption();
        interruption.ask();
        return run("", interruption, words);
    }

    /** Runs where the checkout is known, as by the launcher. */
    static Ran runAt(Path home, Object... words) {
        return run("", new Interruption(), home, words);
    }

    private static Ran run(String stdin, Interruption interruption, Object... words) {
        return run(stdin, interruption, null, words);
    }

    private static Ran run(String stdin, Interruption interruption, @Nullable Path home, Object... words) {
        String[] args = new String[words.length];
        for (int i = 0; i < args.length; i++) {
            args[i] = words[i].toString();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                0);
        int code = Main.run(args, streams, new Settings(home, false, 0, null, false), interruption);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs what has to end well. */
    static Ran good(Object... words) {
        Ran ran = run(words);
        Assertions.assertEquals(0, ran.code(), ran.err());
        return ran;
    }

    /** Trains the small network on some data. */
    static Ran train(Path data, Path model, Object... more) {
        Object[] words = new Object[4 + SMALL.length + more.length];
        words[0] = "train";
        words[1] = data;
        words[2] = "-o";
        words[3] = model;
        System.arraycopy(SMALL, 0, words, 4, SMALL.length);
        System.arraycopy(more, 0, words, 4 + SMALL.length, more.length);
        return run(words);
    }

    /** Traces of three classes, told apart by what they call most; ids 1, 2, 3…, classes in turn. */
    static Path traces(Path file, int files, boolean labelled, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder(labelled ? "file_id,label,api,tid,index\n" : "file_id,api,tid,index\n");
        for (int id = 1; id <= files; id++) {
            int label = id % 3;
            int calls = 20 + random.nextInt(40);
            for (int i = 0; i < calls; i++) {
                int api = random.nextInt(10) < 7 ? label * 4 + random.nextInt(4) : random.nextInt(12);
                csv.append(id)
                        .append(labelled ? "," + label : "")
                        .append(",NtCall")
                        .append(api);
                csv.append(',').append(100 + i % 2).append(',').append(i).append('\n');
            }
        }
        return Files.writeString(file, csv);
    }
}
