package io.ichnite.formats.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.formats.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against a plain way to cut a text. */
class LinesTest {
    private static List<String> cut(byte[] bytes, int longest, int piece) throws IOException {
        Lines lines = new Lines(Reads.pieces(bytes, piece), longest);
        List<String> cut = new ArrayList<>();
        while (lines.next()) {
            cut.add(lines.number()
                    + (lines.cut() ? "..." : ":")
                    + new String(lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.ISO_8859_1)
                    + (lines.last() ? "$" : ""));
        }
        return cut;
    }

    private static List<String> plainly(byte[] bytes, int longest) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> cut = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            boolean last = end < 0;
            String line = text.substring(at, last ? text.length() : end);
            at = last ? text.length() : end + 1;
            boolean long_ = line.length() > longest;
            line = long_
                    ? line.substring(0, longest)
                    : line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            line = cut.isEmpty() && line.startsWith("\u00ef\u00bb\u00bf") ? line.substring(3) : line;
            cut.add((cut.size() + 1) + (long_ ? "..." : ":") + line + (last ? "$" : ""));
        }
        return cut;
    }

    @Test
    void cutsAsThePlainWayDoes() throws IOException {
        Random random = new Random(Mutations.SEED);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\u00ef\u00bb\u00bf" : "");
            for (int line = random.nextInt(12); line > 0; line--) {
                text.append("x".repeat(random.nextInt(40))).append(random.nextInt(3) == 0 ? "\r" : "");
                text.append(line == 1 && random.nextBoolean() ? "" : "\n");
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            int longest = 1 + random.nextInt(40);
            assertEquals(
                    plainly(bytes, longest),
                    cut(bytes, longest, 1 + random.nextInt(9)),
                    () -> "ichnite.seed=" + Mutations.SEED + ", longest " + longest + ": " + text);
        }
    }

    @Test
    void linesBeyondTheBufferAreCutOrHeld() throws IOException {
        Random random = new Random(Mutations.SEED);
        StringBuilder text = new StringBuilder();
        for (int length : new int[] {10, 131_071, 131_072, 131_073, 5, 400_000, 0, 262_144, 7, 1_000_000}) {
            text.append((char) ('a' + random.nextInt(26)))
                    .append("y".repeat(length))
                    .append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        for (int longest : new int[] {4096, 131_071, 131_072, 131_073, 500_000, 2_000_000}) {
            assertEquals(plainly(bytes, longest), cut(bytes, longest, 50_000), "longest " + longest);
            assertEquals(plainly(bytes, longest), cut(bytes, longest, Integer.MAX_VALUE), "longest " + longest);
        }
    }

    @Test
    void lineFeedsAreFoundWhereTheyAre() {
        Random random = new Random(Mutations.SEED);
        for (int round = 0; round < 5000; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                // Bytes next to a line feed by value are those that a trick with eight of them may mistake.
                bytes[i] = random.nextInt(30) == 0 ? (byte) '\n' : random.nextInt(3) == 0 ? (byte) 11 : bytes[i];
            }
            int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            int expected = -1;
            for (int i = bytes.length - 1; i >= from; i--) {
                expected = bytes[i] == '\n' ? i : expected;
            }
            assertEquals(expected, LineFeeds.find(bytes, from, bytes.length));
        }
    }
}
