package io.ichnite.app.source;

import io.ichnite.error.BadInput;
import io.ichnite.formats.json.SpecJson;
import io.ichnite.nn.NetworkSpec;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Networks that people describe in a file. */
public final class SpecFile {
    private static final long LARGEST = 16 << 20;

    private SpecFile() {}

    /**
     * @throws BadInput if the file describes no network
     * @throws IOException if the disk refuses
     */
    public static NetworkSpec read(String name) throws IOException {
        Path file = Path.of(name);
        if (Files.size(file) > LARGEST) {
            throw BadInput.in(name, "expected a description of a network of at most 16 MiB");
        }
        try {
            return SpecJson.read(Files.readString(file), name);
        } catch (CharacterCodingException e) {
            throw BadInput.in(name, "expected JSON in UTF-8");
        }
    }
}
