package io.ichnite.formats.dataset;

import io.ichnite.error.BadInput;
import io.ichnite.formats.archive.Archive;
import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.Counted;
import io.ichnite.ingest.Decompression;
import io.ichnite.ingest.Shown;
import io.ichnite.ingest.TraceFormat;
import io.ichnite.ingest.TraceIngest;
import io.ichnite.ingest.TraceSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a zip or tar of traces: every member that is no folder, each found by what it holds and unfolded where it is compressed
 * itself. A member that cannot be read, is no trace, is a link or an archive again is a reject, and nothing of it is taken; an
 * archive that is damaged as such is refused. Immutable; safe for use by many threads.
 */
public final class ArchiveTraces implements TraceFormat {
    private final Reading how;
    private final Decompression decompression;
    private final @Nullable TraceKind kind;
    private final boolean csv;

    /**
     * @param kind of all members; null if each tells its own
     * @param csv whether all members are trace CSV instead
     */
    public ArchiveTraces(Reading how, Decompression decompression, @Nullable TraceKind kind, boolean csv) {
        this.how = how;
        this.decompression = decompression;
        this.kind = kind;
        this.csv = csv;
    }

    @Override
    public void read(InputStream plain, TraceSource source, CallSink calls) throws IOException {
        Archive archive = Archive.open(new BufferedInputStream(plain), source.name(), how.limits());
        int members = 0;
        for (Archive.Member member = archive.next(); member != null; member = archive.next()) {
            if (members++ == how.limits().entries()) {
                throw BadInput.in(
                        source.name(),
                        "has more than " + how.limits().entries() + " members, the limit of an archive"
                                + " (--max-entries)");
            }
            String name = source.name() + "!" + Shown.plain(member.path());
            String fault = member.fault();
            calls.part(
                    new TraceSource(name, FileIds.of(member.path())),
                    (bytes, part, sink) -> {
                        if (fault != null) {
                            throw BadInput.in(part.name(), fault);
                        }
                        one(bytes, part, sink);
                    },
                    member.bytes());
        }
        if (members == 0) {
            throw BadInput.in(source.name(), "is an archive without a file; expected traces");
        }
    }

    private void one(InputStream stored, TraceSource part, CallSink sink) throws IOException {
        Counted counted = new Counted(stored);
        InputStream plain = TraceIngest.plain(
                new BufferedInputStream(counted), part.name(), decompression, how.limits(), counted::count);
        BufferedInputStream bytes = new BufferedInputStream(plain, TraceKind.HEAD);
        bytes.mark(TraceKind.HEAD);
        byte[] head = bytes.readNBytes(TraceKind.HEAD);
        bytes.reset();
        if (Archive.recognises(head)) {
            throw BadInput.in(part.name(), "is an archive in an archive; expected a trace");
        }
        TraceKind found = kind != null || csv ? kind : TraceKinds.of(head);
        if (found == null) {
            sink.part(part, null, bytes);
        } else {
            found.format(how).read(bytes, part, sink);
        }
    }
}
