package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvBlocksTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    /** All lines, those that are too long cut to one length. */
    private static List<String> lines(String text, int size) throws IOException {
        CsvBlocks blocks = new CsvBlocks(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), size);
        List<String> lines = new ArrayList<>();
        Block block = new Block(size);
        while (blocks.next(block) != null) {
            assertEquals('\n', block.bytes[block.to - 1]);
            String all = new String(block.bytes, 0, block.to - 1, StandardCharsets.ISO_8859_1);
            for (String line : all.split("\n", -1)) {
                lines.add(cut(line));
            }
        }
        return lines;
    }

    private static String cut(String line) {
        return line.length() > CsvBlocks.LONGEST_LINE ? "long" : line;
    }

    @Test
    void cutsAtLineEndsWhateverTheSize() throws IOException {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            List<String> expected = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i >= 0; i--) {
                int length = random.nextInt(12) == 0 ? 65500 + random.nextInt(200_000) : random.nextInt(20);
                String line = "x".repeat(length);
                text.append(line).append('\n');
                expected.add(cut(line));
            }
            boolean open =
                    random.nextBoolean() && !expected.get(expected.size() - 1).isEmpty();
            String whole = open ? text.substring(0, text.length() - 1) : text.toString();
            int size = random.nextInt(3) == 0 ? 1 + random.nextInt(100) : 1 + random.nextInt(300_000);
            assertEquals(expected, lines(whole, size), "ichnite.seed=" + SEED + " round " + round + " size " + size);
        }
    }

    @Test
    void aLineWithoutEndIsNotHeld() throws IOException {
        CsvBlocks blocks = new CsvBlocks(new Endless(), 1 << 16);
        Block block = new Block(1 << 16);
        assertTrue(blocks.next(block) != null);
        assertTrue(block.to > CsvBlocks.LONGEST_LINE && block.to <= block.bytes.length);
        assertEquals(null, blocks.next(block));
    }

    /** A gigabyte of one line. */
    private static final class Endless extends java.io.InputStream {
        private long left = 1L << 30;

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] into, int at, int count) {
            int n = (int) Math.min(left, count);
            left -= n;
            java.util.Arrays.fill(into, at, at + n, (byte) 'x');
            return n == 0 ? -1 : n;
        }
    }
}
