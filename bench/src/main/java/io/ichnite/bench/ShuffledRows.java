package io.ichnite.bench;

import io.ichnite.tensor.SplitMix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in an order that is drawn, every one equally likely: each goes to one of many heaps, files beside the one that is
 * wanted, and at the end the heaps follow each other, each shuffled in memory.
 */
final class ShuffledRows implements RowSink {
    private static final int HEAP_ROWS = 500_000;
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final SplitMix draw;
    private final List<Path> heaps = new ArrayList<>();
    private final List<RowFile> open = new ArrayList<>();
    private byte[] header = {};

    /** @param rows about so many will come */
    ShuffledRows(Path file, int rows, long seed) throws IOException {
        this.file = file;
        draw = new SplitMix(seed);
        for (int i = 0; i <= rows / HEAP_ROWS; i++) {
            heaps.add(Path.of(file + ".heap-" + i));
            open.add(new RowFile(heaps.get(i), BUFFER));
        }
    }

    @Override
    public void header(byte[] line) {
        header = line.clone();
    }

    @Override
    public void row(byte[] line, int length) throws IOException {
        open.get(draw.below(open.size())).row(line, length);
    }

    @Override
    public void close() throws IOException {
        try (RowFile out = new RowFile(file)) {
            out.header(header);
            for (int i = 0; i < heaps.size(); i++) {
                open.get(i).close();
                shuffle(Files.readAllBytes(heaps.get(i)), out);
                Files.delete(heaps.get(i));
            }
        }
    }

    private void shuffle(byte[] lines, RowFile out) throws IOException {
        int count = 0;
        for (byte b : lines) {
            count += b == '\n' ? 1 : 0;
        }
        int[] starts = new int[count + 1];
        int line = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == '\n') {
                starts[++line] = i + 1;
            }
        }
        for (int i : draw.permutation(count)) {
            out.row(lines, starts[i], starts[i + 1] - starts[i]);
        }
    }
}
