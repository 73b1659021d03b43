package io.ichnite.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A format whose input says what it hands over, so that whatever a reader may do can be done to a sink. A line is a letter and
 * words: {@code c FILE TID INDEX NAME}, {@code l FILE LABEL}, {@code r LINE REASON}, {@code ( NAME} and {@code )} around a part that is
 * a script too, {@code [ NAME} and {@code ]} around one that is CSV, {@code !} for damage.
 */
final class CallScript implements TraceFormat {
    private static final int DEEPEST = 20;

    @Override
    public void read(InputStream plain, TraceSource source, CallSink calls) throws IOException {
        String text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        run(List.of(text.split("\n", -1)), source, calls, 0);
    }

    private static void run(List<String> lines, TraceSource source, CallSink calls, int depth) throws IOException {
        for (int at = 0; at < lines.size(); at++) {
            String[] words = lines.get(at).split(" ", 5);
            switch (words[0]) {
                case "c" -> call(words, at + 1L, calls);
                case "l" -> {
                    String fault = words.length < 3 ? null : calls.label(calls.file(words[1]), words[2]);
                    if (fault != null) {
                        calls.reject(at + 1L, fault);
                    }
                }
                case "r" -> calls.reject(at + 1L, lines.get(at));
                case "!" -> throw io.ichnite.error.BadInput.at(source.name(), at + 1L, "is damaged");
                case "(", "[" -> {
                    boolean csv = words[0].equals("[");
                    int end = end(lines, at, words[0], csv ? "]" : ")");
                    List<String> inner = lines.subList(at + 1, end);
                    String name = source.name() + "!" + (words.length > 1 ? words[1] : "");
                    byte[] bytes = String.join("\n", inner).getBytes(StandardCharsets.UTF_8);
                    if (depth < DEEPEST) {
                        int deeper = depth + 1;
                        TraceFormat script = (in, part, sink) -> run(inner, part, sink, deeper);
                        calls.part(new TraceSource(name, name), csv ? null : script, new ByteArrayInputStream(bytes));
                    }
                    at = end;
                }
                default -> {
                    // Nothing is handed over.
                }
            }
        }
    }

    private static void call(String[] words, long line, CallSink calls) throws IOException {
        if (words.length < 5) {
            return;
        }
        byte[] name = words[4].getBytes(StandardCharsets.UTF_8);
        String fault = calls.call(calls.file(words[1]), number(words[2]), number(words[3]), name, 0, name.length, line);
        if (fault != null) {
            calls.reject(line, fault);
        }
    }

    /** Of the words that are no number from 0 to 2^31−1 too. */
    private static int number(String word) {
        return word.matches("[0-9]{1,9}") ? Integer.parseInt(word) : word.hashCode() & Integer.MAX_VALUE;
    }

    private static int end(List<String> lines, int from, String begin, String end) {
        int open = 0;
        for (int at = from; at < lines.size(); at++) {
            open += lines.get(at).startsWith(begin) ? 1 : lines.get(at).startsWith(end) ? -1 : 0;
            if (open == 0) {
                return at;
            }
        }
        return lines.size();
    }

    static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String text : List.of(
                "c 1 1 0 A\nc 1 1 1 B\nl 1 x\nc a/b 2 0 A\nl a/b y\nl a/b z\nr 5 what\n",
                "( one\nc 1 1 0 A\n!\n)\n( two\nc 1 1 0 A\n( three\nc 1 2 0 A\n)\nc 1 1 1 A\n)\n",
                "c 1 0 5 A\nc 1 0 3 A\nc 2 0 0 A\nc 1 1 4 B\nc 1 0 4 A\nc \u00e9 0 2147483647 A\n",
                "[ x.csv\nfile_id,api,tid,index\n1,A,1,0\n1,B,1,\n]\n[ y.csv\nfile,api\n]\nc 2 1 1 A\n")) {
            seeds.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return seeds;
    }
}
