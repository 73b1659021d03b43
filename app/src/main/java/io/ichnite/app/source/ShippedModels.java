package io.ichnite.app.source;

import io.ichnite.error.BadConfig;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models that come with ichnite: all bundles in {@code models/} of a checkout. */
public final class ShippedModels {
    private ShippedModels() {}

    /**
     * By name.
     *
     * @param home the checkout; null if not known
     * @throws BadConfig if there are none
     */
    public static List<Path> of(@Nullable Path home) throws IOException {
        String instead = "; name one, as in scan model.ichnite FILE";
        if (home == null) {
            throw new BadConfig(
                    "no MODEL is named, and where those lie that come with ichnite is not known: start it by"
                            + " ./ichnite, or set ICHNITE_HOME" + instead);
        }
        Path folder = home.resolve("models");
        if (!Files.isDirectory(folder)) {
            throw new BadConfig("no MODEL is named, and there is no folder " + folder + instead);
        }
        List<Path> models = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.ichnite")) {
            for (Path file : all) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    models.add(file);
                }
            }
        }
        if (models.isEmpty()) {
            throw new BadConfig("no MODEL is named, and there is none in " + folder + instead);
        }
        models.sort(Comparator.comparing(Path::toString));
        return models;
    }
}
