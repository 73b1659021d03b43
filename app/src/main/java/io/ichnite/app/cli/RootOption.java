package io.ichnite.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the files of a manifest lie. */
final class RootOption {
    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "of a manifest: the folder that its names are relative to (default: the manifest's own)")
    private @Nullable Path root;

    @Nullable
    Path root() {
        return root;
    }
}
