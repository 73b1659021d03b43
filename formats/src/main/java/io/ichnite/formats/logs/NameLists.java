package io.ichnite.formats.logs;

import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.ingest.TraceFormat;

/**
 * Lists of names alone, without threads, as data sets of sequences have them; {@link ListShape} says which layouts there
 * are and how they are told apart. All calls are of thread 0.
 *
 * <ul>
 *   <li>A name on each line: the calls of one file, which has the id of its source.
 *   <li>A sequence on each line, parted by blanks or commas, behind a label and a tab perhaps: the id of a file is the
 *       number of its line. If the file has but one line, it has the id of its source.
 *   <li>A table: id and label stand in it.
 * </ul>
 */
public final class NameLists implements TraceKind {
    @Override
    public String word() {
        return "text";
    }

    @Override
    public boolean recognises(byte[] head) {
        return ListShape.sure(head);
    }

    @Override
    public TraceFormat format(Reading how) {
        return (plain, source, calls) -> new ListReader(how.limits().text(), source, calls).read(plain);
    }
}
