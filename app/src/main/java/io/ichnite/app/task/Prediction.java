package io.ichnite.app.task;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.data.Examples;
import io.ichnite.error.BadConfig;
import io.ichnite.formats.json.Numbers;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.model.ModelBundle;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks a model about all rows and writes what it says. */
public final class Prediction {
    private final Streams streams;
    private final Kernels kernels;
    private final int threads;

    public Prediction(Streams streams, Kernels kernels, int threads) {
        this.streams = streams;
        this.kernels = kernels;
        this.threads = threads;
    }

    /**
     * Refuses a place where no prediction could be put.
     *
     * @throws BadConfig if its ending is none that a prediction has
     */
    public static void check(Path output) throws IOException {
        if (!output.toString().endsWith(".csv") && !output.toString().endsWith(".npy")) {
            throw new BadConfig(output + ": expected a name that ends in .csv or .npy");
        }
        OutputFile.check(output);
    }

    /**
     * Writes one row of probabilities for each row of data, in their order.
     *
     * @param renumber whether ids are 1 to n, whatever the data's
     */
    public void write(ModelBundle model, Data data, Path output, boolean renumber) throws IOException {
        check(output);
        write(model, data, probabilities(model, data), output, renumber);
    }

    /** Writes probabilities that are known already, shape (rows, classes), row-major. */
    void write(ModelBundle model, Data data, float[] probabilities, Path output, boolean renumber) throws IOException {
        int classes = model.families().size();
        if (output.toString().endsWith(".npy")) {
            NpyArray.of(probabilities, data.size(), classes).write(output);
            return;
        }
        OutputFile.write(output, out -> {
            out.append("file_id");
            for (int c = 0; c < classes; c++) {
                out.append(",prob").append(String.valueOf(c));
            }
            out.append('\n');
            for (int row = 0; row < data.size(); row++) {
                out.append(renumber ? String.valueOf(row + 1) : OutputFile.field(data.id(row)));
                for (int c = 0; c < classes; c++) {
                    out.append(',').append(Numbers.text(probabilities[row * classes + c]));
                }
                out.append('\n');
            }
        });
    }

    /** Shape (rows, classes), row-major. */
    float[] probabilities(ModelBundle model, Data data) {
        Examples examples = data.unlabelled(model.vocabulary(), data.encoding(model.encoding()), data.rows());
        Progress progress = new Progress(streams, System::nanoTime);
        try {
            return Asking.probabilities(
                    model,
                    examples,
                    kernels,
                    threads,
                    (done, all) -> progress.counted("predicting", "files", done, all));
        } finally {
            progress.clear();
        }
    }

    /** What was written, for programs. */
    public static String json(ModelBundle model, Data data, Path output) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("rows", data.size());
        object.put("classes", model.families().names());
        object.put("rejected", data.rejected());
        object.put("output", output.toString());
        return Json.line(object);
    }
}
