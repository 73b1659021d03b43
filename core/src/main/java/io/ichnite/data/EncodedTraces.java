package io.ichnite.data;

import io.ichnite.error.BadInput;
import io.ichnite.sample.Families;
import io.ichnite.sample.Traces;
import java.util.Arrays;
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
        int[] labels = new int[files.size()];
        Arrays.fill(labels, -1);
        return new EncodedTraces(encoder, toArray(files), labels);
    }

    /**
     * Rows with the classes of their labels; −1 where a file has none.
     *
     * @param traces those of the encoder
     * @throws BadInput if a label is none of the classes; names the file
     */
    public static EncodedTraces labelled(Traces traces, List<Integer> files, TraceEncoder encoder, Families families) {
        int[] labels = new int[files.size()];
        for (int i = 0; i < labels.length; i++) {
            int file = files.get(i);
            String label = traces.label(file);
            labels[i] = label == null ? -1 : families.indexOf(label);
            if (label != null && labels[i] < 0) {
                throw BadInput.in(
                        "file_id " + traces.id(file),
                        "expected a label of " + String.join(", ", families.names()) + ", found '" + label + "'");
            }
        }
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
