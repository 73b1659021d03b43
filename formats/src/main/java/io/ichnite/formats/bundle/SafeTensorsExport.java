package io.ichnite.formats.bundle;

import io.ichnite.error.BadConfig;
import io.ichnite.formats.json.Json;
import io.ichnite.formats.safetensors.SafeTensors;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.ModelExport;
import io.ichnite.model.ModelPart;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Weights as the bundle has them, with all that they need to be understood in the metadata, each a text of JSON: {@code network},
 * {@code families}, {@code vocabulary}, {@code encoding}, {@code manifest}. Thread-safe.
 */
public final class SafeTensorsExport implements ModelExport {
    /** Below what readers take for a header, ours among them. */
    private static final int MOST_METADATA = 12 << 20;

    @Override
    public String ending() {
        return ".safetensors";
    }

    @Override
    public Set<ModelPart> keeps() {
        return ModelPart.toldInWords();
    }

    @Override
    public void write(ModelBundle bundle, OutputStream out) throws IOException {
        SortedMap<String, String> metadata = new TreeMap<>();
        long length = 0;
        for (var part : Described.tree(bundle).entrySet()) {
            String json = Json.line(part.getValue());
            metadata.put(part.getKey(), json);
            length += json.length();
        }
        if (length > MOST_METADATA) {
            throw new BadConfig("metadata of " + length + " characters, where a .safetensors takes " + MOST_METADATA
                    + "; .json holds the vocabulary");
        }
        SafeTensors.write(bundle.weights(), metadata, out);
    }
}
