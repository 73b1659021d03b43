package io.ichnite.app.task;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.data.Examples;
import io.ichnite.error.BadConfig;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.formats.npy.Npz;
import io.ichnite.ingest.Shown;
import io.ichnite.model.FeatureExtractor;
import io.ichnite.model.ModelBundle;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes what some layers of a network make of every row, and all that detectors of the unfamiliar need beside. */
public final class FeatureFiles {
    private final Streams streams;
    private final Kernels kernels;
    private final int threads;

    public FeatureFiles(Streams streams, Kernels kernels, int threads) {
        this.streams = streams;
        this.kernels = kernels;
        this.threads = threads;
    }

    /**
     * What was written.
     *
     * @param rejected rows that were left out when the data was opened
     * @param seconds for reading and computing
     */
    public record Written(Path folder, int rows, List<FeatureExtractor.Layer> layers, long rejected, double seconds) {
        /** For programs. */
        public String json() {
            Map<String, Object> widths = new LinkedHashMap<>();
            layers.forEach(layer -> widths.put(String.valueOf(layer.number()), layer.width()));
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("rows", rows);
            object.put("layers", widths);
            object.put("rejected", rejected);
            object.put("seconds", seconds);
            object.put("output", folder.toString());
            return Json.line(object);
        }
    }

    /**
     * Asks a model about all rows, and writes {@code feature_N.npy}, {@code logits.npy}, {@code head.npz}, {@code labels.npy},
     * {@code names.csv} and {@code classes.txt}.
     *
     * @param layers by number or name
     * @throws io.ichnite.error.IchniteException if model, layers and data do not go together
     */
    public Written write(ModelBundle model, Data data, List<String> layers, Path folder) throws IOException {
        OutputFile.checkFolder(folder);
        checkClasses(model, data);
        Examples rows = data.unlabelled(model.vocabulary(), data.encoding(model.encoding()), data.rows());
        int classes = model.families().size();
        long began = System.nanoTime();
        try (Extraction extraction = new Extraction(model, layers, kernels, threads)) {
            List<FeatureExtractor.Layer> taken = extraction.layers();
            Progress progress = new Progress(streams, System::nanoTime);
            Extracted all;
            try {
                all = extraction.of(rows, (done, of) -> progress.counted("features", "files", done, of));
            } finally {
                progress.clear();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            Files.createDirectories(folder);
            for (int i = 0; i < taken.size(); i++) {
                FeatureExtractor.Layer layer = taken.get(i);
                NpyArray.of(all.features(i), rows.size(), layer.width())
                        .write(folder.resolve("feature_" + layer.number() + ".npy"));
            }
            NpyArray.of(all.logits(), rows.size(), classes).write(folder.resolve("logits.npy"));
            writeHead(extraction.head(), classes, folder.resolve("head.npz"));
            NpyArray.of(Labels.of(data, model.families()), rows.size()).write(folder.resolve("labels.npy"));
            writeNames(model, data, folder);
            return new Written(folder, rows.size(), taken, data.rejected(), seconds);
        }
    }

    /** An .h5 does not say what its outputs stand for, so labels in words cannot be told. */
    private static void checkClasses(ModelBundle model, Data data) {
        boolean open = model.manifest().version().startsWith("keras")
                && model.families()
                        .names()
                        .equals(IntStream.range(0, model.families().size())
                                .mapToObj(String::valueOf)
                                .toList());
        for (int row = 0; row < data.size() && open; row++) {
            String label = data.label(row);
            if (label != null && !label.matches("[0-9]{1,9}")) {
                throw new BadConfig(data.name() + " has labels such as '" + Shown.plain(label)
                        + "', and the model does not say what its outputs stand for: expected --classes a,b,c");
            }
        }
    }

    private static void writeHead(FeatureExtractor.Head head, int classes, Path file) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("W", NpyArray.of(head.kernel(), head.kernel().length / classes, classes));
        arrays.put("b", NpyArray.of(head.bias(), classes));
        arrays.put("layer", NpyArray.of(new int[] {head.layer()}, 1));
        Npz.write(arrays, file);
    }

    private static void writeNames(ModelBundle model, Data data, Path folder) throws IOException {
        OutputFile.write(folder.resolve("names.csv"), out -> {
            out.append("name,label,first_seen\n");
            for (int row = 0; row < data.size(); row++) {
                String label = data.label(row);
                LocalDate date = data.firstSeen(row);
                out.append(OutputFile.field(data.id(row)))
                        .append(',')
                        .append(label == null ? "" : OutputFile.field(label))
                        .append(',')
                        .append(date == null ? "" : date.toString())
                        .append('\n');
            }
        });
        OutputFile.write(folder.resolve("classes.txt"), out -> {
            for (String name : model.families().names()) {
                out.append(name.replace("\n", " ")).append('\n');
            }
        });
    }
}
