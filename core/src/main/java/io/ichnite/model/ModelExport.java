package io.ichnite.model;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Writes models in a form that other programs read. Thread-safe. */
public interface ModelExport {
    /** What the names of such files end in, such as {@code .onnx}. */
    String ending();

    /**
     * Writes a model. The same bundle gives the same bytes.
     *
     * @param out not closed
     * @throws io.ichnite.error.BadConfig if the model has something that this form cannot say; the message names it
     * @throws IOException if {@code out} refuses
     */
    void write(ModelBundle bundle, OutputStream out) throws IOException;

    /** The parts of a model that such a file keeps, beside network and weights. */
    default Set<ModelPart> keeps() {
        return EnumSet.allOf(ModelPart.class);
    }

    /** What somebody who takes the file should know of it, a sentence each without its full stop. */
    default List<String> remarks(ModelBundle bundle) {
        return List.of();
    }
}
