package io.ichnite.formats.logs;

import io.ichnite.error.BadInput;
import io.ichnite.formats.Mutations;
import io.ichnite.formats.traces.Outcome;
import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.ToldCalls;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.ingest.Limits;
import io.ichnite.ingest.TraceSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads bytes as a kind, in pieces of a given size. */
final class Reads {
    static final TraceSource SOURCE = new TraceSource("a/some.log", "some");

    private Reads() {}

    static Reading reading(Outcome outcome) {
        return new Reading(Limits.defaults(), outcome);
    }

    static ToldCalls told(TraceKind kind, Reading how, byte[] bytes, int piece) throws IOException {
        ToldCalls told = new ToldCalls();
        kind.format(how).read(pieces(bytes, piece), SOURCE, told);
        return told;
    }

    static List<String> lines(TraceKind kind, Reading how, String text) throws IOException {
        return told(kind, how, bytes(text), Integer.MAX_VALUE).lines();
    }

    static List<String> lines(TraceKind kind, Outcome outcome, String text) throws IOException {
        return lines(kind, reading(outcome), text);
    }

    /** Damages a file; what is refused, or read as something else, counts as seen. */
    static void fuzz(TraceKind kind, Reading how, byte[] valid, int rounds) throws IOException {
        List<String> undamaged = told(kind, how, valid, Integer.MAX_VALUE).lines();
        Mutations.fuzz(valid, valid.length, rounds, bytes -> {
            kind.recognises(bytes);
            if (!told(kind, how, bytes, 1000).lines().equals(undamaged)) {
                throw BadInput.in("fuzz", "the damage shows");
            }
        });
    }

    static InputStream pieces(byte[] bytes, int piece) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int at, int length) {
                return super.read(into, at, Math.min(length, piece));
            }
        };
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = Reads.class.getResourceAsStream("/logs/" + name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return in.readAllBytes();
        }
    }
}
