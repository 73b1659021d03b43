package io.ichnite.formats.fuzz;

import io.ichnite.error.BadInput;
import io.ichnite.formats.archive.Archive;
import io.ichnite.formats.archive.Zstandard;
import io.ichnite.formats.dataset.ArchiveTraces;
import io.ichnite.formats.dataset.TraceKinds;
import io.ichnite.formats.logs.LineLabels;
import io.ichnite.formats.sequences.JsonLists;
import io.ichnite.formats.traces.Outcome;
import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.ToldCalls;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.fuzz.FuzzTarget;
import io.ichnite.fuzz.FuzzTargets;
import io.ichnite.ingest.Limits;
import io.ichnite.ingest.TraceFormat;
import io.ichnite.ingest.TraceIngest;
import io.ichnite.ingest.TraceSource;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What may hold traces: compressed data, archives, other people's formats. */
public final class TraceFuzzTargets implements FuzzTargets {
    /** Small, so that an input can go beyond each of them. */
    private static final Limits LIMITS = new Limits(24, 512, 50, 20, 1 << 20, 10_000);

    /** What Zstandard may hold by its documentation: of a frame that is its own window, 128 MiB about twice. */
    private static final long UNFOLDING = 300L << 20;

    private static final Reading HOW = new Reading(LIMITS, Outcome.RETURN);

    @Override
    public List<FuzzTarget> all() {
        List<FuzzTarget> all = new ArrayList<>(List.of(
                FuzzTarget.of("zstandard", 4096, BadInput.class, (b, s) -> unfold(b), TraceSeeds::zstandard)
                        .withMemory(UNFOLDING, 1000),
                FuzzTarget.of("zip", 4096, BadInput.class, (b, s) -> archive(b), TraceSeeds::zips),
                FuzzTarget.of("tar", 8192, BadInput.class, (b, s) -> tar(b), TraceSeeds::tars),
                FuzzTarget.of("archive-traces", 8192, BadInput.class, (b, s) -> archiveTraces(b), TraceSeeds::archives)
                        .withMemory(UNFOLDING, 1000),
                FuzzTarget.of(
                        "line-labels", 1024, BadInput.class, TraceFuzzTargets::lineLabels, TraceSeeds::lineLabels),
                FuzzTarget.of("json-lists", 2048, BadInput.class, (b, s) -> lists(b), TraceSeeds::lists)));
        for (String word : TraceKinds.words().split("\\|")) {
            TraceKind kind = TraceKinds.named(word);
            if (kind != null) {
                all.add(FuzzTarget.of(word, 4096, BadInput.class, (b, s) -> kind(kind, b), () -> TraceSeeds.of(word))
                        .withMemory(UNFOLDING, 1000));
            }
        }
        return all;
    }

    private static InputStream plain(byte[] bytes) throws IOException {
        return TraceIngest.plain(
                new BufferedInputStream(new ByteArrayInputStream(bytes)),
                "in",
                new Zstandard(),
                LIMITS,
                () -> bytes.length);
    }

    private static void unfold(byte[] bytes) throws IOException {
        try (InputStream plain = plain(bytes)) {
            plain.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void archive(byte[] bytes) throws IOException {
        if (!Archive.recognises(Arrays.copyOf(bytes, Math.min(Archive.HEAD, bytes.length)))) {
            throw BadInput.in("in", "is no archive");
        }
        Archive archive = Archive.open(new BufferedInputStream(new ByteArrayInputStream(bytes)), "in", LIMITS);
        for (Archive.Member member = archive.next(); member != null; member = archive.next()) {
            // Some are left unread, as a reader of traces leaves what it refuses.
            if (member.path().length() % 3 != 0) {
                member.bytes().transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    /** As it is, and with the sums of its headers made right. */
    private static void tar(byte[] bytes) throws IOException {
        try {
            archive(bytes);
        } catch (BadInput e) {
            for (int at = 0; at + 512 <= bytes.length; at += 512) {
                int sum = 8 * ' ';
                for (int i = 0; i < 512; i++) {
                    sum += i >= 148 && i < 156 ? 0 : bytes[at + i] & 0xFF;
                }
                if (sum > 8 * ' ') {
                    System.arraycopy(
                            String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII), 0, bytes, at + 148, 8);
                }
            }
            archive(bytes);
        }
    }

    private static void archiveTraces(byte[] bytes) throws IOException {
        if (!Archive.recognises(Arrays.copyOf(bytes, Math.min(Archive.HEAD, bytes.length)))) {
            throw BadInput.in("in", "is no archive");
        }
        read(new ArchiveTraces(HOW, new Zstandard(), null, false), new ByteArrayInputStream(bytes));
    }

    /** A file that is said to be of a kind, as it is and unfolded. */
    private static void kind(TraceKind kind, byte[] bytes) throws IOException {
        kind.recognises(bytes);
        try (InputStream plain = plain(bytes)) {
            read(kind.format(HOW), plain);
        }
    }

    private static void read(TraceFormat format, InputStream plain) throws IOException {
        format.read(plain, new TraceSource("in", "in"), new ToldCalls());
    }

    private static void lineLabels(byte[] bytes, Path scratch) throws IOException {
        Path file = Files.write(scratch.resolve("in"), bytes);
        LineLabels.recognises(file);
        LineLabels.read(file).labels();
    }

    private static void lists(byte[] bytes) throws IOException {
        BadInput labels = null;
        try {
            JsonLists.labels(new ByteArrayInputStream(bytes), "in");
        } catch (BadInput e) {
            labels = e;
        }
        try {
            JsonLists.ids(new ByteArrayInputStream(bytes), "in");
        } catch (BadInput e) {
            if (labels != null) {
                throw e;
            }
        }
    }
}
