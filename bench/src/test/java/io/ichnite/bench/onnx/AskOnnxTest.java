package io.ichnite.bench.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.formats.onnx.OnnxExport;
import io.ichnite.model.ModelBundle;
import io.ichnite.tensor.KernelChoice;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's program answers as ichnite does. */
class AskOnnxTest {
    @Test
    void aTraceIsEncodedByTheMetadataAlone(@TempDir Path folder) throws Exception {
        OnnxRuntime.skipWhereItDoesNotLoad();
        ModelBundle bundle = Objects.requireNonNull(OnnxZoo.all().get("cnn-lstm"));
        Path file = folder.resolve("model.onnx");
        try (OutputStream out = Files.newOutputStream(file)) {
            new OnnxExport().write(bundle, out);
        }
        List<String> few = List.of("NtClose", "never seen", "RegOpenKeyExW");
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            many.add(bundle.vocabulary().names().get(i * i % 5));
        }
        int length = bundle.network().length();
        int[] rows = new int[2 * length];
        // sorted names from 2; 1 for one that is not known
        rows[length - 3] = 2;
        rows[length - 2] = 1;
        rows[length - 1] = 6;
        for (int i = 0; i < length; i++) {
            rows[length + i] = 2 + (i + 90 - length) * (i + 90 - length) % 5;
        }
        float[] expected = Expected.outputs(
                        bundle, rows, 2, KernelChoice.choose("auto").kernels())
                .get(0);
        float[] found = new float[16];
        try (AskOnnx model = new AskOnnx(file.toString())) {
            System.arraycopy(model.probabilities(few), 0, found, 0, 8);
            System.arraycopy(model.probabilities(many), 0, found, 8, 8);
            assertEquals("family 3", model.family(3));
        }
        assertArrayEquals(expected, found, 1e-5f);
    }
}
