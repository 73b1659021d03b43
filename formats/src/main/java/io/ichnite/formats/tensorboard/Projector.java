package io.ichnite.formats.tensorboard;

import io.ichnite.formats.file.WholeFile;
import io.ichnite.formats.json.Numbers;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Vocabulary;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The embeddings of a network with the names of the calls, for TensorBoard's embedding projector: for each table of vectors
 * {@code NAME.tsv} (a row a number of the vocabulary) and {@code NAME-names.tsv} (name and number, under a header), and
 * {@code projector_config.pbtxt}, which names them. Each file is replaced whole; TensorBoard reads them once, so one that
 * runs already goes on showing what it first saw. Thread-safe.
 *
 * <p>Format: TensorBoard's guide "Visualizing Data using the Embedding Projector" and its {@code projector_config.proto}.
 */
public final class Projector {
    /** At most so many rows are written of a table: as many as the page draws. */
    public static final int MOST_ROWS = 10_000;
    /** And at most so many numbers, some 45 MB of text. */
    private static final int MOST_NUMBERS = 1 << 22;

    /**
     * What was written of one table.
     *
     * @param layer the embedding's name
     * @param written how many rows, the first ones
     * @param rows how many it has
     */
    public record Table(String layer, int written, int rows) {}

    private Projector() {}

    /**
     * Writes the tables of all Embedding layers. Numbers that stand for no name are shown as what they stand for
     * ({@code (padding)}, {@code (not seen in training)}) or as the number.
     *
     * @param run folder of the run, which is there
     * @param weights the network's
     * @return what was written, a table a layer
     * @throws IOException if the disk refuses
     */
    public static List<Table> write(Path run, NetworkSpec spec, Weights weights, Vocabulary vocabulary)
            throws IOException {
        List<Table> tables = new ArrayList<>();
        StringBuilder config = new StringBuilder();
        for (NetworkSpec.Node node : spec.nodes()) {
            if (node.layer() instanceof LayerSpec.Embedding embedding) {
                int most = Math.min(MOST_ROWS, Math.max(1, MOST_NUMBERS / embedding.width()));
                Table table = new Table(embedding.name(), Math.min(embedding.rows(), most), embedding.rows());
                String file = tables.isEmpty() ? "embedding" : "embedding-" + tables.size();
                replace(run.resolve(file + ".tsv"), out -> vectors(embedding, table.written(), weights, out));
                replace(run.resolve(file + "-names.tsv"), out -> names(table.written(), vocabulary, out));
                config.append("embeddings {\n  tensor_name: \"")
                        .append(PlainText.cell(embedding.name()).replace("\\", "\\\\"))
                        .append("\"\n  tensor_path: \"" + file + ".tsv\"\n  metadata_path: \"" + file)
                        .append("-names.tsv\"\n  tensor_shape: " + table.written())
                        .append("\n  tensor_shape: " + embedding.width() + "\n}\n");
                tables.add(table);
            }
        }
        // last, as it points to the others
        replace(run.resolve("projector_config.pbtxt"), out -> out.append(config));
        return List.copyOf(tables);
    }

    private static void vectors(LayerSpec.Embedding embedding, int rows, Weights weights, Appendable out)
            throws IOException {
        int at = weights.offset(indexOf(embedding.name() + "/embeddings", weights));
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < embedding.width(); i++) {
                out.append(Numbers.text(weights.values()[at++]));
                out.append(i == embedding.width() - 1 ? '\n' : '\t');
            }
        }
    }

    private static int indexOf(String name, Weights weights) {
        List<String> names = weights.specs().stream().map(WeightSpec::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("the weights are another network's: no " + name);
        }
        return index;
    }

    private static void names(int rows, Vocabulary vocabulary, Appendable out) throws IOException {
        out.append("name\tnumber\n");
        int first = vocabulary.kind().first();
        for (int row = 0; row < rows; row++) {
            int index = row - first;
            String name;
            if (index >= 0 && index < vocabulary.names().size()) {
                String own = vocabulary.names().get(index);
                name = own.isEmpty() ? "(no name)" : PlainText.cell(own);
            } else if (index < 0) {
                name = row == 0 ? "(padding)" : "(not seen in training)";
            } else {
                name = "(" + row + ")";
            }
            out.append(name).append('\t').append(String.valueOf(row)).append('\n');
        }
    }

    private interface Lines {
        void writeTo(Appendable out) throws IOException;
    }

    private static void replace(Path file, Lines lines) throws IOException {
        WholeFile.replace(file, out -> {
            Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
            lines.writeTo(text);
            text.flush();
        });
    }
}
