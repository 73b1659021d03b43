package io.ichnite.app.task;

import io.ichnite.data.Examples;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.formats.csv.CsvColumn;
import io.ichnite.sample.Families;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A factor for the loss of each class. */
final class ClassWeights {
    /** The word for weights by counts. */
    static final String BALANCED = "balanced";

    private ClassWeights() {}

    /**
     * @param wish {@code balanced}, or a CSV with the columns class and weight; null for none
     * @return one factor a class; empty for none
     * @throws BadConfig if balancing is asked for and a class has no training row
     */
    static List<Float> of(@Nullable String wish, Families families, Examples train) throws IOException {
        if (wish == null) {
            return List.of();
        }
        return wish.equals(BALANCED) ? balanced(families, train) : read(Path.of(wish), families);
    }

    /** Rows over classes times the class's own rows, so that every class weighs the same and the mean over rows is 1. */
    private static List<Float> balanced(Families families, Examples train) {
        int[] counts = new int[families.size()];
        for (int row = 0; row < train.size(); row++) {
            counts[train.label(row)]++;
        }
        List<Float> weights = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                throw new BadConfig("--class-weights balanced: class '"
                        + families.names().get(i) + "' has no training row; give it a weight by a file");
            }
            weights.add((float) ((double) train.size() / ((double) counts.length * counts[i])));
        }
        return weights;
    }

    private static List<Float> read(Path file, Families families) throws IOException {
        List<Float> weights = new ArrayList<>(Collections.nCopies(families.size(), 1f));
        for (Map.Entry<String, String> row :
                CsvColumn.read(file, "class", "weight").entrySet()) {
            int index = families.indexOf(row.getKey());
            if (index < 0) {
                throw BadInput.in(
                        file.toString(),
                        "expected a class of " + String.join(", ", families.names()) + ", found '" + row.getKey()
                                + "'");
            }
            weights.set(index, number(file, row.getKey(), row.getValue()));
        }
        return weights;
    }

    private static float number(Path file, String name, String text) {
        try {
            float number = Float.parseFloat(text);
            if (number >= 0 && !Float.isInfinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as any other text that is no weight
        }
        throw BadInput.in(file.toString(), "class " + name + ": expected a weight of at least 0, found '" + text + "'");
    }
}
