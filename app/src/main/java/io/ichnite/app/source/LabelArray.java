package io.ichnite.app.source;

import io.ichnite.error.BadInput;
import io.ichnite.formats.npy.NpyArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Labels as an array: a class from 0 for each row, −1 where it is not known. */
public final class LabelArray {
    /** More classes than any data has, and few enough that something may be kept for each. */
    private static final int MOST = 1 << 20;

    private LabelArray() {}

    /**
     * @param rows how many there have to be
     * @throws BadInput if there are more or fewer, or they are no such numbers
     */
    public static int[] read(Path file, int rows) throws IOException {
        NpyArray array = NpyArray.read(file);
        if (array.kind() == NpyArray.Kind.FLOAT32
                || array.kind() == NpyArray.Kind.FLOAT64
                || array.shape().length != 1
                || array.shape()[0] != rows) {
            throw BadInput.in(
                    file.toString(),
                    "expected whole numbers of shape (" + rows + "), a class a row, found "
                            + array.kind().name().toLowerCase(Locale.ROOT) + " of shape "
                            + FeatureArray.shape(array));
        }
        int[] labels = array.ints();
        for (int label : labels) {
            if (label < -1 || label >= MOST) {
                throw BadInput.in(
                        file.toString(), "expected classes from 0, or -1 where it is not known, found " + label);
            }
        }
        return labels;
    }
}
