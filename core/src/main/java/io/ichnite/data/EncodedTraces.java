package io.ichnite.data;

import io.ichnite.error.BadInput;
import io.ichnite.sample.Families;
import io.ichnite.sample.Traces;
import java.util.List;

/** Some files of a set of traces as rows, in the order of the list; each is encoded when it is asked for. */
public final class EncodedTraces implements Examples {
    private final TraceEncoder encoder;
    private final int[] files;
    private final int[] labels;

    private EncodedTraces(TraceEncoder encoder, int[] files, int[] labels) {
        this.encoder = encoder;
        this.files = files;
        this.labels = labels;
    }

    /** Rows whose classes are not looked at: all −1. */
    public static EncodedTraces unlabelled(List<Integer> files, TraceEncoder encoder) {
        return new EncodedTraces(encoder, toArray(files), RowClasses.unknown(files.size()));
    }

    /**
     * Rows with the classes of their labels; −1 where a file has none.
     *
     * @param traces those of the encoder
     * @throws BadInput if a label is none of the classes; names the file
     */
    public static EncodedTraces labelled(Traces traces, List<Integer> files, TraceEncoder encoder, Families families) {
        int[] labels = RowClasses.of(files, traces::label, file -> "file_id " + traces.id(file), families);
        return new EncodedTraces(encoder, toArray(files), labels);
    }

    private static int[] toArray(List<Integer> files) {
        return files.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public int size() {
        return files.length;
    }

    @Override
    public int length() {
        return encoder.length();
    }

    @Override
    public void row(int i, int[] into, int at) {
        encoder.encode(files[i], into, at);
    }

    @Override
    public int label(int i) {
        return labels[i];
    }
}
