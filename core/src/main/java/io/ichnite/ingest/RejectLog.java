package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every rejected row as a line of a CSV {@code file,line,reason}, and the first few kept to be shown. */
final class RejectLog implements Closeable {
    static final String NAME = "rejected.csv";
    private static final int SHOWN = 20;

    private final boolean strict;
    private final BufferedWriter out;
    private final List<String> first = new ArrayList<>();
    private long count;

    RejectLog(Path folder, boolean strict) throws IOException {
        this.strict = strict;
        out = Files.newBufferedWriter(folder.resolve(NAME), StandardCharsets.UTF_8);
        out.write("file,line,reason\n");
    }

    /** @throws BadInput with just this, if strict */
    void add(String file, long line, String reason) throws IOException {
        if (strict) {
            throw BadInput.at(file, line, reason);
        }
        count++;
        if (first.size() < SHOWN) {
            first.add(file + (line > 0 ? ":" + line : "") + ": " + reason);
        }
        out.write(cell(file) + "," + line + "," + cell(reason) + "\n");
    }

    long count() {
        return count;
    }

    List<String> first() {
        return first;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** On one line, whatever is in it. */
    private static String cell(String text) {
        String line = Shown.plain(text);
        boolean plain = line.indexOf(',') < 0 && line.indexOf('"') < 0;
        return plain ? line : '"' + line.replace("\"", "\"\"") + '"';
    }
}
