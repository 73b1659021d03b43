package io.ichnite.app.task;

import io.ichnite.app.source.ByteData;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.TraceData;
import io.ichnite.data.Encoding;
import io.ichnite.data.KerasTokenizer;
import io.ichnite.sample.Traces;
import io.ichnite.sample.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What of a file a model has looked at.
 *
 * @param unit {@code calls} or {@code bytes}
 * @param all of them in the file
 * @param seen how many of these the model takes
 * @param known the share of the seen whose name it has learned; NaN of bytes
 * @param unknown the commonest of the others, and how often they were made; the commonest first
 */
public record LookedAt(String unit, long all, long seen, double known, Map<String, Integer> unknown) {
    /** So many unknown names are named. */
    private static final int NAMED = 3;

    /** Finds out for rows of one set, whose names it looks up once. */
    static final class Reader {
        private final Data data;
        private final Encoding encoding;
        private final boolean[] known;

        Reader(Data data, Vocabulary vocabulary, Encoding encoding) {
            this.data = data;
            this.encoding = encoding;
            this.known =
                    data instanceof TraceData traces ? known(traces.traces().apis(), vocabulary) : new boolean[0];
        }

        private static boolean[] known(List<String> apis, Vocabulary vocabulary) {
            Set<String> names = vocabulary.ids().keySet();
            boolean[] known = new boolean[apis.size()];
            for (int i = 0; i < known.length; i++) {
                String api = apis.get(i);
                known[i] = vocabulary.kind() == Vocabulary.Kind.KERAS
                        ? KerasTokenizer.defaultWords(api).stream().anyMatch(names::contains)
                        : names.contains(api);
            }
            return known;
        }

        LookedAt of(int row) {
            if (data instanceof ByteData bytes) {
                long all = bytes.binaries().length(row);
                return new LookedAt("bytes", all, Math.min(all, encoding.length()), Double.NaN, Map.of());
            }
            if (!(data instanceof TraceData traceData)) {
                throw new IllegalArgumentException("expected traces or files of bytes");
            }
            Traces traces = traceData.traces();
            int all = traces.length(row);
            int[] calls = new int[Math.min(all, encoding.length())];
            traces.calls(row, encoding.order(), all - calls.length, calls.length, calls, 0);
            int[] counts = new int[known.length];
            int met = 0;
            for (int call : calls) {
                met += known[call] ? 1 : 0;
                counts[call] += known[call] ? 0 : 1;
            }
            double share = calls.length == 0 ? Double.NaN : (double) met / calls.length;
            return new LookedAt("calls", all, calls.length, share, commonest(traces.apis(), counts));
        }

        private static Map<String, Integer> commonest(List<String> apis, int[] counts) {
            List<Integer> order = new ArrayList<>(IntStream.range(0, counts.length)
                    .filter(i -> counts[i] > 0)
                    .boxed()
                    .toList());
            order.sort(Comparator.comparingInt((Integer i) -> -counts[i]));
            Map<String, Integer> commonest = new LinkedHashMap<>();
            order.stream().limit(NAMED).forEach(i -> commonest.put(apis.get(i), counts[i]));
            return commonest;
        }
    }
}
