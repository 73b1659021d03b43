package io.ichnite.formats.dataset;

import io.ichnite.formats.logs.NameLists;
import io.ichnite.formats.logs.RelayLogs;
import io.ichnite.formats.logs.StraceLogs;
import io.ichnite.formats.reports.ReportKind;
import io.ichnite.formats.sequences.SequencesKind;
import io.ichnite.formats.traces.TraceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All kinds of traces beside CSV. */
public final class TraceKinds {
    /** In the order in which they are asked: the first that recognises a file reads it. */
    private static final List<TraceKind> ALL = all();

    private TraceKinds() {}

    private static List<TraceKind> all() {
        List<TraceKind> all = new ArrayList<>(ReportKind.all());
        all.add(new RelayLogs());
        all.add(new StraceLogs());
        all.add(new NameLists());
        // Takes whatever list of JSON there is.
        all.add(new SequencesKind());
        return List.copyOf(all);
    }

    /**
     * The kind of a file; null if it is of none of these, and so may be a trace CSV.
     *
     * @param head its first bytes, plain: {@link TraceKind#HEAD} of them, or all there are
     */
    public static @Nullable TraceKind of(byte[] head) {
        return ALL.stream().filter(kind -> kind.recognises(head)).findFirst().orElse(null);
    }

    /** The kind of that name; null if there is none. */
    public static @Nullable TraceKind named(String word) {
        return ALL.stream().filter(kind -> kind.word().equals(word)).findFirst().orElse(null);
    }

    /** Their names, with a bar between. */
    public static String words() {
        return ALL.stream().map(TraceKind::word).collect(Collectors.joining("|"));
    }
}
