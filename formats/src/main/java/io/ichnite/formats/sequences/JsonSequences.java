package io.ichnite.formats.sequences;

import io.ichnite.error.BadInput;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.TraceFormat;
import io.ichnite.ingest.TraceSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Reads the published system's dump of sequences: a JSON array of texts, one a file, each the names of its calls with a
 * blank between. All calls of a file are of one thread, with indices 0, 1, 2…. A name that cannot be taken is left out and
 * its index with it; so is a file without a call, and its id with it. A text may be of any length: no more of it is held
 * than a name.
 */
public final class JsonSequences implements TraceFormat {
    /** More than a name may have, so that one cut here is still refused; the rest of it is not held. */
    private static final int KEPT = 256;

    private final int tid;
    private final List<Partner> partners;
    private final List<Long> ids;

    /**
     * A list that has an entry for each sequence.
     *
     * @param name of its file, for messages
     */
    public record Partner(String name, int entries) {}

    /**
     * @param tid the thread that all calls are said to be of: another for each input, so that parts of one file that are
     *     merged follow each other
     * @param partners the lists beside the sequences, which have to be as many
     * @param ids of the files, in the order of the sequences; empty if they are to be 1, 2, 3…
     */
    public JsonSequences(int tid, List<Partner> partners, List<Long> ids) {
        this.tid = tid;
        this.partners = List.copyOf(partners);
        this.ids = List.copyOf(ids);
    }

    @Override
    public void read(InputStream plain, TraceSource source, CallSink calls) throws IOException {
        String name = source.name();
        JsonElements elements = new JsonElements(plain, name);
        long count = 0;
        for (JsonElements.Kind kind = elements.next(); kind != JsonElements.Kind.END; kind = elements.next()) {
            if (kind == JsonElements.Kind.NUMBER) {
                throw elements.bad("expected a text of the calls of a file, found the number " + elements.number());
            }
            count++;
            for (Partner partner : partners) {
                if (count > partner.entries()) {
                    throw BadInput.at(
                            name,
                            elements.line(),
                            "expected " + partner.entries() + " sequences, as many as " + partner.name()
                                    + " has entries, found more");
                }
            }
            sequence(elements, count, ids.isEmpty() ? count : ids.get((int) count - 1), calls);
        }
        for (Partner partner : partners) {
            if (count < partner.entries()) {
                throw BadInput.in(
                        name,
                        "expected " + partner.entries() + " sequences, as many as " + partner.name()
                                + " has entries, found " + count);
            }
        }
    }

    private void sequence(JsonElements elements, long number, long id, CallSink calls) throws IOException {
        byte[] word = new byte[KEPT];
        int length = 0;
        int index = 0;
        int octet;
        do {
            octet = elements.octet();
            if (octet >= 0 && octet != ' ') {
                if (length < KEPT) {
                    word[length++] = (byte) octet;
                }
            } else if (length > 0) {
                String fault = calls.call(id, tid, index, word, 0, length, elements.line());
                index++;
                if (fault != null) {
                    calls.reject(elements.line(), "element " + number + ", call " + index + ": " + fault);
                }
                length = 0;
            }
        } while (octet >= 0);
        if (index == 0) {
            calls.reject(elements.line(), "element " + number + ": file_id " + id + " has no calls");
        }
    }
}
