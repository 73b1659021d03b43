package io.ichnite.model;

import java.io.IOException;
import java.nio.file.Path;

/** Models as files. Thread-safe. */
public interface ModelFiles {
    /**
     * Writes a bundle beside its place and moves it there, so that a reader finds the old file or the new one, whole. The
     * same bundle gives the same bytes.
     *
     * @throws IOException if the disk refuses
     */
    void write(ModelBundle bundle, Path file) throws IOException;

    /**
     * @throws io.ichnite.error.BadBundle if the file is no model, or damaged, or too new
     * @throws IOException if the disk refuses
     */
    ModelBundle read(Path file) throws IOException;
}
