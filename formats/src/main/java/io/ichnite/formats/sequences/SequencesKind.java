package io.ichnite.formats.sequences;

import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.ingest.TraceFormat;
import java.util.List;

/** The published system's dumps, each read alone: files are 1, 2, 3…, labels those that are given beside. */
public final class SequencesKind implements TraceKind {
    @Override
    public String word() {
        return "json-sequences";
    }

    /** A list, whatever it holds. */
    @Override
    public boolean recognises(byte[] head) {
        int at = head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF ? 3 : 0;
        while (at < head.length && (head[at] == ' ' || head[at] == '\t' || head[at] == '\r' || head[at] == '\n')) {
            at++;
        }
        return at < head.length && head[at] == '[';
    }

    @Override
    public TraceFormat format(Reading how) {
        return new JsonSequences(0, List.of(), List.of());
    }
}
