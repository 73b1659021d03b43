package io.ichnite.app.task;

import io.ichnite.app.show.OutputFile;
import io.ichnite.app.source.Data;
import io.ichnite.formats.json.Numbers;
import java.io.IOException;
import java.util.List;

/** What was answered for each row by who had not seen it. Reads ids and labels from the data, which must be open still. */
public final class OutOfFold {
    private final Data data;
    private final int classes;
    private final List<Pool> repeats;

    /** @param data labelled rows, those of the pools */
    OutOfFold(Data data, int classes, List<Pool> repeats) {
        this.data = data;
        this.classes = classes;
        this.repeats = List.copyOf(repeats);
    }

    /** As CSV: a row each time a row was held out. */
    void write(Appendable out) throws IOException {
        out.append("file_id,fold,repeat,label");
        for (int c = 0; c < classes; c++) {
            out.append(",prob").append(String.valueOf(c));
        }
        out.append('\n');
        for (int repeat = 0; repeat < repeats.size(); repeat++) {
            Pool pool = repeats.get(repeat);
            for (int row = 0; row < data.size(); row++) {
                String label = data.label(row);
                out.append(OutputFile.field(data.id(row)));
                out.append(',').append(String.valueOf(pool.folds().of().get(row) + 1));
                out.append(',').append(String.valueOf(repeat + 1));
                out.append(',').append(OutputFile.field(label == null ? "" : label));
                for (int c = 0; c < classes; c++) {
                    out.append(',').append(Numbers.text(pool.probabilities(0)[row * classes + c]));
                }
                out.append('\n');
            }
        }
    }
}
