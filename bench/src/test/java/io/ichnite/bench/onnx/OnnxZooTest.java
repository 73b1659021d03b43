package io.ichnite.bench.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.data.Sha256;
import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.JsonObject;
import io.ichnite.formats.onnx.OnnxExport;
import io.ichnite.model.ModelBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What is written is, byte for byte, what ONNX' own checker accepted and ONNX Runtime for Python answered as ichnite does. Where it
 * has changed on purpose: {@code bench/peers check_onnx.py --record bench/src/test/resources/onnx/accepted.json}.
 */
class OnnxZooTest {
    @Test
    void bytesAreThoseThatTheCheckerAccepted() throws IOException {
        Map<String, String> written = new TreeMap<>();
        for (Map.Entry<String, ModelBundle> entry : OnnxZoo.all().entrySet()) {
            ModelBundle bundle = entry.getValue();
            written.put(entry.getKey() + ".onnx", digest(new OnnxExport(), bundle));
            OnnxExport layers = new OnnxExport(Expected.layers(bundle.network()));
            written.put(entry.getKey() + ".layers.onnx", digest(layers, bundle));
        }
        assertEquals(accepted(), written);
    }

    private static String digest(OnnxExport export, ModelBundle bundle) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(bundle, out);
        return new Sha256().add(out.toByteArray()).text();
    }

    private static Map<String, String> accepted() throws IOException {
        try (InputStream in = OnnxZooTest.class.getResourceAsStream("/onnx/accepted.json")) {
            if (in == null) {
                throw new AssertionError("accepted.json is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            JsonObject digests = new JsonObject(Json.read(text, "accepted.json"), "accepted.json", "").object("sha256");
            Map<String, String> accepted = new TreeMap<>();
            digests.names().forEach(name -> accepted.put(name, digests.text(name)));
            return accepted;
        }
    }
}
