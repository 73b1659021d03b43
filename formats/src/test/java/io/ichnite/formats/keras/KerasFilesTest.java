package io.ichnite.formats.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadBundle;
import io.ichnite.formats.Goldens;
import io.ichnite.formats.Mutations;
import io.ichnite.formats.SmallSeed;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.formats.npy.Npz;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Recurrence;
import io.ichnite.nn.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KerasFilesTest {
    private static final NetworkSpec DENSE =
            NetworkSpec.chain("dense", 4, List.of(new LayerSpec.Dense("d", 8, Activation.SOFTMAX, true)));

    private final Path folder;

    KerasFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    static Stream<Path> smallModels() {
        return Goldens.matching("keras/models", "as_.*(?<!keras3\\.15\\.weights)\\.h5").stream();
    }

    static Stream<Path> hostile() {
        return Goldens.matching("h5_hostile", ".*\\.h5").stream();
    }

    @ParameterizedTest
    @MethodSource("smallModels")
    void readsTheSmallModels(Path file) throws IOException {
        String name = file.getFileName().toString();
        boolean weightsOnly = name.contains("weights_only");
        NetworkSpec asked = SmallSeed.spec(name.startsWith("as_bi"));
        KerasWeights found = KerasFiles.read(file, asked);
        assertEquals(asked.weights(), found.weights().specs());
        assertEquals(found.spec().weights(), found.weights().specs());
        assertEquals(version(name), found.kerasVersion());
        assertEquals(!name.contains("tf2.0") && !name.contains("keras2.1.5"), found.epsilonInside());
        Activation hard = name.contains("keras3") ? Activation.HARD_SIGMOID_KERAS3 : Activation.HARD_SIGMOID;
        Activation gates = name.contains("hard_sigmoid") && !weightsOnly ? hard : Activation.SIGMOID;
        boolean perGate = weightsOnly || !name.contains("tf2.0");
        for (Recurrence recurrence : recurrences(found.spec())) {
            assertEquals(gates, recurrence.recurrentActivation());
            assertEquals(perGate, recurrence.maskPerGate());
            assertEquals(0.1f, recurrence.dropout());
        }
        assertEquals(
                weightsOnly ? 1 : 0, found.remarks().size(), found.remarks().toString());
        KerasOutline outline = KerasFiles.outline(file);
        assertEquals(Shape.of(50, 16), outline.shapes().get(0));
        assertEquals(weightsOnly ? 0 : 120, outline.length());
        assertEquals(weightsOnly ? 0 : 12, outline.layers().size());
        assertTrue(KerasFiles.looksLikeKeras(file));
    }

    @Test
    void theWritersOfOneModelAgreeToTheLastBit() throws IOException {
        for (boolean bidirectional : new boolean[] {false, true}) {
            NetworkSpec spec = SmallSeed.spec(bidirectional);
            List<float[]> all = new ArrayList<>();
            for (Path file : Goldens.matching(
                    "keras/models",
                    (bidirectional ? "as_bi" : "as_lstm")
                            + "\\.(hard_)?sigmoid\\.[a-z0-9_.]*(?<!trained1|keras3.15.weights)\\.h5")) {
                all.add(KerasFiles.read(file, spec).weights().values());
            }
            assertTrue(all.size() > 8);
            for (float[] values : all) {
                assertArrayEquals(all.get(0), values);
            }
        }
    }

    @Test
    void theOrderIsThatOfGetWeights() throws IOException {
        NetworkSpec spec = SmallSeed.spec(false);
        float[] values = KerasFiles.read(Goldens.path("keras/models/as_lstm.sigmoid.tf2.0.h5"), spec)
                .weights()
                .values();
        Map<String, NpyArray> arrays = Npz.read(Goldens.path("keras/train/as.before.npz"));
        int at = 0;
        for (NpyArray array : arrays.values()) {
            for (float value : array.floats()) {
                assertEquals(value, values[at++]);
            }
        }
        assertEquals(values.length, at);
    }

    @Test
    void readsTheFullSize() throws IOException {
        for (String name : new String[] {"a_lstm.tf2.0", "a_bi.keras2.15"}) {
            Path file = Goldens.path("keras/seed_a/" + name + ".h5");
            KerasOutline outline = KerasFiles.outline(file);
            assertEquals(6000, outline.length());
            Shape embed = outline.shapes().get(0);
            Shape conv = outline.shapes().get(1);
            NetworkSpec spec =
                    SmallSeed.spec(name.startsWith("a_bi"), 6000, embed.extent(0), embed.extent(1), conv.last(), 64);
            KerasWeights found = KerasFiles.read(file, spec);
            assertEquals(
                    outline.shapes(),
                    found.weights().specs().stream().map(w -> w.shape()).toList());
            assertEquals(
                    List.of("the file was made for 6000 integers a sample; " + spec.name() + " takes 600"),
                    KerasFiles.read(file, spec.withLength(600)).remarks());
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesTheHostileAndNamesTheObject(Path file) {
        Map<String, String> expected = Map.of(
                "external_storage.h5", "object header at address: 816; Encountered External Data Files",
                "huge_declared.h5", "/x: claims 1600000000 bytes, of which 0 are stored",
                "lambda_layer.h5", "model_config: layer 'l' is of class 'Lambda'",
                "link_absolute.h5", "a link, perhaps out of the file",
                "link_relative.h5", "a link, perhaps out of the file",
                "soft_link_loop.h5", "a link, perhaps out of the file",
                "truncated.h5", "/: damaged, or not as Keras writes HDF5",
                "victim.h5", "/: expected the attribute model_config",
                "virtual_dataset.h5", "object header at address: 219; Virtual storage",
                "wrong_shape.h5", "expected the shape (4, 8) of d/kernel");
        BadBundle e = assertThrows(BadBundle.class, () -> KerasFiles.read(file, DENSE));
        String message = String.valueOf(e.getMessage());
        String name = file.getFileName().toString();
        assertTrue(message.startsWith(file + ": "), message);
        assertTrue(message.contains(expected.getOrDefault(name, "?")), message);
        assertThrows(BadBundle.class, () -> KerasFiles.read(file, SmallSeed.spec(false)));
    }

    @Test
    void readsNothingOutsideAHostileFile() throws IOException {
        // the link's target lies beside it, and the answer is the same without it
        Path alone = Files.copy(Goldens.path("h5_hostile/link_relative.h5"), folder.resolve("alone.h5"));
        BadBundle with = assertThrows(
                BadBundle.class, () -> KerasFiles.read(Goldens.path("h5_hostile/link_relative.h5"), DENSE));
        BadBundle without = assertThrows(BadBundle.class, () -> KerasFiles.read(alone, DENSE));
        assertEquals(tail(with), tail(without));
    }

    @Test
    void refusesOtherKindsOfFileByName() throws IOException {
        Path zip = Files.writeString(folder.resolve("m.keras"), "PK\u0003\u0004 and so on");
        BadBundle archive = assertThrows(BadBundle.class, () -> KerasFiles.read(zip, DENSE));
        assertTrue(String.valueOf(archive.getMessage()).contains("the zip has no end"), archive.getMessage());
        assertFalse(KerasFiles.looksLikeKeras(zip));
        assertFalse(KerasFiles.looksLikeKeras(folder));
        assertThrows(BadBundle.class, () -> KerasFiles.read(folder, DENSE));
        assertThrows(IOException.class, () -> KerasFiles.read(folder.resolve("absent.h5"), DENSE));
        Path empty = Files.createFile(folder.resolve("empty.h5"));
        assertThrows(BadBundle.class, () -> KerasFiles.read(empty, DENSE));
    }

    @Test
    void refusesAnotherNetwork() {
        Path lstm = Goldens.path("keras/models/as_lstm.sigmoid.keras2.15.h5");
        refuses(lstm, SmallSeed.spec(true), "expected a Bidirectional for bi, found 'lstm_1' of class LSTM");
        refuses(lstm, SmallSeed.spec(false, 120, 50, 16, 9, 8), "expected filters 9 for conv1, found 8");
        refuses(lstm, DENSE, "expected the 1 layers of dense, found 12");
        Path alone = Goldens.path("keras/models/as_lstm.sigmoid.keras2.15.weights_only.h5");
        refuses(alone, SmallSeed.spec(true), "expected the 24 weights of the network, found 21");
        refuses(alone, SmallSeed.spec(false, 120, 51, 16, 8, 8), "expected the shape (51, 16) of embed/embeddings");
        Path three = Goldens.path("keras/models/as_lstm.sigmoid.keras3.15.weights.h5");
        refuses(three, SmallSeed.spec(true), "/layers/bidirectional: this object is missing");
        refuses(three, SmallSeed.spec(false, 120, 51, 16, 8, 8), "expected the shape (51, 16) of embed/embeddings");
        refuses(
                three,
                NetworkSpec.chain("one", 120, List.of(new LayerSpec.Embedding("e", 50, 16))),
                "/layers/conv1d: holds weights of a layer that the network has not");
        BadBundle e = assertThrows(BadBundle.class, () -> KerasFiles.read(three, 0));
        assertTrue(String.valueOf(e.getMessage()).contains("say of which network they are"), e.getMessage());
    }

    @Test
    void readsWhatOthersPublished() throws IOException {
        Path wild = Path.of(System.getProperty("ichnite.shared", "../shared"), "goldens/h5_wild");
        if (!Files.isDirectory(wild)) {
            System.out.println("SKIPPED KerasFilesTest: goldens/h5_wild is absent");
        }
        Assumptions.assumeTrue(Files.isDirectory(wild));
        try (Stream<Path> files = Files.list(wild)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".h5")).toList()) {
                KerasOutline outline = KerasFiles.outline(file);
                assertTrue(outline.shapes().size() >= 4, file.toString());
                assertTrue(outline.kerasVersion().startsWith("2."), outline.kerasVersion());
            }
        }
    }

    @Test
    void damageIsRefused() throws IOException {
        Path file = folder.resolve("fuzz.h5");
        for (String name : new String[] {"as_lstm.hard_sigmoid.keras2.1.5", "as_bi.sigmoid.keras3.15"}) {
            byte[] valid = Files.readAllBytes(Goldens.path("keras/models/" + name + ".h5"));
            NetworkSpec spec = SmallSeed.spec(name.startsWith("as_bi"));
            Mutations.fuzz(valid, valid.length, 300, bytes -> {
                Files.write(file, bytes);
                KerasFiles.read(file, spec);
            });
        }
    }

    private static void refuses(Path file, NetworkSpec spec, String expected) {
        BadBundle e = assertThrows(BadBundle.class, () -> KerasFiles.read(file, spec));
        assertTrue(String.valueOf(e.getMessage()).contains(expected), e.getMessage());
    }

    private static String tail(BadBundle e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(message.indexOf(".h5: "));
    }

    private static String version(String name) {
        Map<String, String> written = Map.of(
                "tf2.0", "2.2.4-tf",
                "keras2.1.5", "2.1.5",
                "keras2.15", "2.15.0",
                "tf_keras2.21", "2.21.0",
                "keras3.15", "3.15.1");
        return written.entrySet().stream()
                .filter(e -> name.contains("." + e.getKey() + "."))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static List<Recurrence> recurrences(NetworkSpec spec) {
        List<Recurrence> all = new ArrayList<>();
        for (NetworkSpec.Node node : spec.nodes()) {
            if (node.layer() instanceof LayerSpec.Recurrent recurrent) {
                all.add(recurrent.recurrence());
            } else if (node.layer() instanceof LayerSpec.Bidirectional both) {
                all.add(both.layer().recurrence());
            }
        }
        assertEquals(2, all.size());
        return all;
    }
}
