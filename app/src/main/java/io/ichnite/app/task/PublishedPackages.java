package io.ichnite.app.task;

import java.io.IOException;
import java.nio.file.Path;

/** Where published packages come from. */
@FunctionalInterface
interface PublishedPackages {
    /**
     * Puts every package into a folder, each under the name that Maven gives to its copies.
     *
     * @param folder is there, and empty
     * @throws IOException if they cannot be had; the message is for a person
     */
    void into(Path folder) throws IOException;
}
