package io.ichnite.app.show;

import io.ichnite.app.picture.Picture;
import io.ichnite.app.picture.PngPicture;
import io.ichnite.app.picture.SvgPicture;
import io.ichnite.formats.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes pictures twice: as SVG, and as PNG where this machine has fonts to draw letters with. Where it has none, that is said
 * once, and an older PNG is taken away, as it would show something else than the SVG beside it. Used by one thread.
 */
public final class PictureFiles {
    private final Consumer<String> message;
    private final @Nullable String lacking;
    private boolean said;

    /** @param message takes what a person should know */
    public PictureFiles(Consumer<String> message) {
        this(message, PngPicture.unavailable());
    }

    /** @param lacking why no PNG can be drawn; null if it can */
    PictureFiles(Consumer<String> message, @Nullable String lacking) {
        this.message = message;
        this.lacking = lacking;
    }

    /** Writes {@code NAME.svg} and {@code NAME.png}. */
    public void write(Path folder, String name, Picture picture) throws IOException {
        OutputFile.write(folder.resolve(name + ".svg"), out -> SvgPicture.write(picture, out));
        Path png = folder.resolve(name + ".png");
        if (lacking == null) {
            WholeFile.replace(png, out -> PngPicture.write(picture, out));
            return;
        }
        Files.deleteIfExists(png);
        if (!said) {
            said = true;
            message.accept("pictures are written as SVG only, not as PNG: " + lacking);
        }
    }
}
