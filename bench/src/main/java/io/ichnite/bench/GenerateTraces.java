package io.ichnite.bench;

import io.ichnite.tensor.SplitMix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Writes a trace CSV of any size, as large recordings are: log-normal lengths, names of calls by Zipf's law, each drawn after
 * the one before as its class is used to, several threads a file that take turns, 64 files at a time in parts of some hundred
 * rows. The same options give the same bytes; memory does not grow with the rows. {@code bench/run ingest} makes its inputs
 * with it.
 *
 * <p>{@code java -cp … io.ichnite.bench.GenerateTraces --out traces.csv --rows 5000000 [--files N] [--index thread|file]
 * [--rows-lie near|shuffled] [--first-id 1] [--seed 1]}
 *
 * <p>Without {@code --files} there are 13,887 for 90 million rows, and fewer or more in proportion. With {@code --index file}
 * one clock counts for all threads of a file, with ties and gaps; else each thread counts its own calls. Rows that lie
 * {@code shuffled} are the same ones in an order of which each is equally likely.
 */
public final class GenerateTraces {
    /** The rows of a set that was published without its files' lengths, and its files. */
    private static final double ROWS = 90e6;

    private static final int FILES = 13_887;
    private static final int FEWEST_FILES = 8;
    private static final double SIGMA = 1.71;
    /** A file's length is at most so many times the median. */
    private static final double LONGEST = 333;

    private static final int OPEN = 64;
    private static final int PART = 800;
    /** A file that is longer comes in parts that are longer. */
    private static final int LONG = 20_000;

    private static final int LONG_PARTS = 20;

    private GenerateTraces() {}

    public static void main(String[] args) throws IOException {
        Arguments options =
                new Arguments(args, Set.of("out", "rows", "files", "index", "rows-lie", "first-id", "seed"));
        int rows = options.number("rows", 5_000_000);
        int usual = (int) Math.max(FEWEST_FILES, Math.round(rows * (FILES / ROWS)));
        int seed = options.number("seed", 1);
        SplitMix draw = new SplitMix(seed);
        int[] lengths = lengths(rows, options.number("files", Math.min(rows, usual)), draw);
        boolean clock = either(options, "index", "thread", "file");
        boolean shuffled = either(options, "rows-lie", "near", "shuffled");
        Path out = Path.of(options.text("out"));
        CallModel model = new CallModel(draw);
        try (RowSink sink = shuffled ? new ShuffledRows(out, rows, SplitMix.mix(seed)) : new RowFile(out)) {
            write(lengths, options.number("first-id", 1), clock, model, draw, sink);
        }
    }

    private static boolean either(Arguments options, String name, String usual, String other) {
        String word = options.text(name, usual);
        if (!word.equals(usual) && !word.equals(other)) {
            throw new IllegalArgumentException(
                    "--" + name + ": expected " + usual + " or " + other + ", found " + word);
        }
        return word.equals(other);
    }

    /** Log-normal, at least 1, and all rows together. */
    static int[] lengths(int rows, int files, SplitMix draw) {
        if (files < 1 || files > rows) {
            throw new IllegalArgumentException("expected 1 to " + rows + " files, found " + files);
        }
        double[] raw = new double[files];
        for (int i = 0; i < files; i++) {
            raw[i] = Math.min(LONGEST, StrictMath.exp(SIGMA * draw.normal()));
        }
        double scale = rows / Arrays.stream(raw).sum();
        int[] lengths =
                Arrays.stream(raw).mapToInt(l -> Math.max(1, (int) (l * scale))).toArray();
        long left = rows - Arrays.stream(lengths).asLongStream().sum();
        for (int i = 0; left != 0; i = (i + 1) % files) {
            int step = left > 0 ? 1 : lengths[i] > 1 ? -1 : 0;
            lengths[i] += step;
            left -= step;
        }
        return lengths;
    }

    private static void write(int[] lengths, int firstId, boolean clock, CallModel model, SplitMix draw, RowSink sink)
            throws IOException {
        sink.header("file_id,label,api,tid,index\n".getBytes(StandardCharsets.US_ASCII));
        List<GeneratedFile> open = new ArrayList<>();
        int next = 0;
        while (next < lengths.length || !open.isEmpty()) {
            while (open.size() < OPEN && next < lengths.length) {
                open.add(new GeneratedFile(firstId + next, lengths[next], clock, model, draw));
                next++;
            }
            int which = draw.below(open.size());
            GeneratedFile file = open.get(which);
            int part = 1 + draw.below(PART);
            file.write(file.left() > LONG ? part * LONG_PARTS : part, sink);
            if (file.left() == 0) {
                open.set(which, open.get(open.size() - 1));
                open.remove(open.size() - 1);
            }
        }
    }
}
