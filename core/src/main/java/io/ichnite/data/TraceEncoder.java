package io.ichnite.data;

import io.ichnite.error.BadConfig;
import io.ichnite.sample.Traces;
import io.ichnite.sample.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Turns traces into rows of {@link Encoding#length()} integers: the calls in the encoding's order as numbers of the
 * vocabulary, the last of them where there are too many, zeros in front where there are too few; laid backwards, behind the
 * zeros, where the encoding says so. Names become numbers once, when this is made. Immutable, and safe for use by many
 * threads.
 */
public final class TraceEncoder {
    private static final int BLOCK = 1 << 10;
    private static final int LARGEST_BLOCK = 1 << 20;

    private final Traces traces;
    private final Encoding encoding;
    /** The number of each call where all have exactly one; else empty. */
    private final int[] one;
    /** The numbers of each call, none to many, where not all have exactly one; else empty. */
    private final int[][] many;

    /**
     * @throws BadConfig if the traces do not offer the order, or the vocabulary is of kind {@link Vocabulary.Kind#NONE}
     */
    public TraceEncoder(Traces traces, Vocabulary vocabulary, Encoding encoding) {
        if (!traces.offers(encoding.order())) {
            throw new BadConfig("the order " + encoding.order().word() + " is needed, which these traces do not offer");
        }
        this.traces = traces;
        this.encoding = encoding;
        int[][] numbers = numbers(traces.apis(), vocabulary);
        boolean single = Arrays.stream(numbers).allMatch(n -> n.length == 1);
        this.one = single ? Arrays.stream(numbers).mapToInt(n -> n[0]).toArray() : new int[0];
        this.many = single ? new int[0][] : numbers;
    }

    private static int[][] numbers(List<String> apis, Vocabulary vocabulary) {
        Map<String, Integer> ids = vocabulary.ids();
        return switch (vocabulary.kind()) {
            case ICHNITE ->
                apis.stream().map(name -> new int[] {ids.getOrDefault(name, 1)}).toArray(int[][]::new);
            case KERAS ->
                apis.stream()
                        .map(name -> KerasTokenizer.defaultWords(name).stream()
                                .mapToInt(word -> ids.getOrDefault(word, 0))
                                .filter(n -> n > 0)
                                .toArray())
                        .toArray(int[][]::new);
            case BYTES -> throw new BadConfig("the model was taught files of bytes, and these are traces");
            case NONE ->
                throw new BadConfig("traces need a vocabulary, and this model has none: it takes ready integers only");
        };
    }

    /** Integers a row. */
    public int length() {
        return encoding.length();
    }

    /** Writes the row of a file to {@code into[at … at + length)}. Reads no more of the trace than the row shows. */
    public void encode(int file, int[] into, int at) {
        int length = encoding.length();
        Objects.checkFromIndexSize(at, length, into.length);
        int kept = many.length == 0 ? keepCalls(file, into, at + length) : keepNumbers(file, into, at + length);
        int first = at + length - kept;
        Arrays.fill(into, at, first, 0);
        if (encoding.reverse()) {
            reverse(into, first, at + length);
        }
    }

    /** Lays the last calls so that they end before {@code end}; how many there were. */
    private int keepCalls(int file, int[] into, int end) {
        int all = traces.length(file);
        int kept = Math.min(all, encoding.length());
        traces.calls(file, encoding.order(), all - kept, kept, into, end - kept);
        for (int i = end - kept; i < end; i++) {
            into[i] = one[into[i]];
        }
        return kept;
    }

    /** The same where a call may have no number or several: reads backwards, in growing blocks, until the row is full. */
    private int keepNumbers(int file, int[] into, int end) {
        int need = encoding.length();
        int size = Math.max(BLOCK, need);
        int[] block = new int[0];
        for (int until = traces.length(file);
                until > 0 && need > 0;
                size = Math.max(size, Math.min(2 * size, LARGEST_BLOCK))) {
            int count = Math.min(until, size);
            until -= count;
            block = block.length < count ? new int[count] : block;
            traces.calls(file, encoding.order(), until, count, block, 0);
            for (int i = count - 1; i >= 0 && need > 0; i--) {
                int[] numbers = many[block[i]];
                for (int k = numbers.length - 1; k >= 0 && need > 0; k--) {
                    into[end - encoding.length() + --need] = numbers[k];
                }
            }
        }
        return encoding.length() - need;
    }

    private static void reverse(int[] row, int from, int to) {
        for (int i = from, k = to - 1; i < k; i++, k--) {
            int swap = row[i];
            row[i] = row[k];
            row[k] = swap;
        }
    }
}
