package io.ichnite.app.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.picture.Picture;
import io.ichnite.app.picture.PngPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {
    private static final Picture EMPTY = new Picture("nothing", 10, 10, List.of());

    @TempDir
    private Path folder = Path.of("");

    private final List<String> said = new ArrayList<>();

    @Test
    void bothFormsWhereThereAreFonts() throws IOException {
        PictureFiles files = new PictureFiles(said::add, PngPicture.unavailable());
        files.write(folder, "one", EMPTY);
        assertTrue(Files.readString(folder.resolve("one.svg")).contains("viewBox=\"0 0 10 10\""));
        if (PngPicture.unavailable() == null) {
            assertEquals(0x89, Files.readAllBytes(folder.resolve("one.png"))[0] & 0xff);
            assertEquals(List.of(), said);
        }
    }

    @Test
    void withoutFontsSvgAloneAndOneMessage() throws IOException {
        Files.writeString(folder.resolve("one.png"), "of an earlier run");
        PictureFiles files = new PictureFiles(said::add, "no fonts");
        files.write(folder, "one", EMPTY);
        files.write(folder, "two", EMPTY);
        assertTrue(Files.exists(folder.resolve("one.svg")) && Files.exists(folder.resolve("two.svg")));
        assertFalse(Files.exists(folder.resolve("one.png")) || Files.exists(folder.resolve("two.png")));
        assertEquals(List.of("pictures are written as SVG only, not as PNG: no fonts"), said);
    }
}
