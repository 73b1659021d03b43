package io.ichnite.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.bench.ExportedModels.Made;
import io.ichnite.formats.json.Json;
import io.ichnite.model.ModelExport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What real Kerases said of the files that we write, held against the files and answers of today. The recording belongs to these
 * bytes: when they change, {@code bench/peers check_export.py --record} asks Keras again.
 */
class ExportedModelsTest {
    private static final double ALLOWED = 1e-5;

    private static JsonNode recorded() throws IOException {
        try (InputStream in = Objects.requireNonNull(ExportedModelsTest.class.getResourceAsStream("exported.json"))) {
            return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), "exported.json");
        }
    }

    @Test
    void filesAreThoseThatKerasRead() throws IOException, NoSuchAlgorithmException {
        JsonNode recorded = recorded();
        List<String> names = new ArrayList<>();
        for (Made made : ExportedModels.all()) {
            names.add(made.name());
            for (ModelExport form : ExportedModels.FORMS) {
                JsonNode digest = recorded.path(made.name()).path("sha256").path(form.ending());
                Optional<byte[]> file = made.file(form);
                assertEquals(!digest.isMissingNode(), file.isPresent(), made.name() + form.ending());
                if (file.isPresent()) {
                    byte[] found = MessageDigest.getInstance("SHA-256").digest(file.get());
                    assertEquals(digest.stringValue(), HexFormat.of().formatHex(found), made.name() + form.ending());
                }
            }
        }
        assertEquals(names, List.copyOf(recorded.propertyNames()));
    }

    @Test
    void noModelAnswersTheSameToAllRows() {
        for (Made made : ExportedModels.all()) {
            float[] ours = made.answers();
            int outputs = made.bundle().network().output().size();
            double most = 0;
            for (int i = outputs; i < ours.length; i++) {
                most = Math.max(most, Math.abs(ours[i] - ours[i - outputs]));
            }
            assertTrue(most > 10 * ALLOWED, made.name() + ": " + most);
        }
    }

    @Test
    void answersAreThoseThatKerasGave() throws IOException {
        JsonNode recorded = recorded();
        for (Made made : ExportedModels.all()) {
            float[] ours = made.answers();
            JsonNode kerases = recorded.path(made.name()).path("answers");
            assertTrue(kerases.size() > 0, made.name());
            for (String keras : kerases.propertyNames()) {
                JsonNode theirs = kerases.path(keras);
                assertEquals(theirs.size(), ours.length, made.name() + " " + keras);
                for (int i = 0; i < ours.length; i++) {
                    assertEquals(theirs.get(i).doubleValue(), ours[i], ALLOWED, made.name() + " " + keras + " " + i);
                }
            }
        }
    }
}
