package io.ichnite.formats.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.formats.Mutations;
import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectorTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void manyRowsAreCutAndSaid() throws IOException {
        List<Projector.Table> tables = write(network(12_000, 2), Vocabulary.none());
        assertEquals(List.of(new Projector.Table("embed", Projector.MOST_ROWS, 12_000)), tables);
        assertEquals(Projector.MOST_ROWS, lines("embedding.tsv").size());
        assertEquals(Projector.MOST_ROWS + 1, lines("embedding-names.tsv").size());
        assertTrue(lines("projector_config.pbtxt").contains("  tensor_shape: 10000"));
    }

    @Test
    void wideRowsAreCutSooner() throws IOException {
        assertEquals(List.of(new Projector.Table("embed", 4, 5)), write(network(5, 1 << 20), Vocabulary.none()));
    }

    @Test
    void eachEmbeddingIsATable() throws IOException {
        NetworkSpec spec = new NetworkSpec(
                "two",
                4,
                true,
                List.of(
                        new NetworkSpec.Node(new LayerSpec.Embedding("a", 3, 2), List.of(NetworkSpec.INPUT)),
                        new NetworkSpec.Node(new LayerSpec.Embedding("b\"\n", 4, 2), List.of(NetworkSpec.INPUT)),
                        new NetworkSpec.Node(new LayerSpec.Merge("m", LayerSpec.Join.ADD), List.of("a", "b\"\n")),
                        new NetworkSpec.Node(new LayerSpec.GlobalPooling1D("p", LayerSpec.Pool.MAX), List.of("m"))));
        Weights weights = Weights.zeros(spec.weights());
        weights.values()[weights.offset(1)] = 1e-5f;
        assertEquals(
                2, Projector.write(folder, spec, weights, Vocabulary.none()).size());
        assertEquals(List.of("0.0\t0.0", "0.0\t0.0", "0.0\t0.0"), lines("embedding.tsv"));
        assertEquals("1e-05\t0.0", lines("embedding-1.tsv").get(0));
        assertTrue(lines("projector_config.pbtxt").contains("  tensor_name: \"b\\\\u0022\\\\u000a\""));
    }

    @Test
    void wordsOfKerasBeginAtOne() throws IOException {
        Vocabulary words = new Vocabulary(Vocabulary.Kind.KERAS, List.of("first", "second"));
        write(network(4, 1), words);
        assertEquals(
                List.of("name\tnumber", "(padding)\t0", "first\t1", "second\t2", "(3)\t3"),
                lines("embedding-names.tsv"));
    }

    @Test
    void othersWeightsAreRefusedAndNothingIsNamed() {
        Weights others = Weights.zeros(List.of());
        assertThrows(
                IllegalArgumentException.class,
                () -> Projector.write(folder, network(3, 2), others, Vocabulary.none()));
        assertFalse(Files.exists(folder.resolve("projector_config.pbtxt")));
    }

    @Test
    void anyNameIsOneCell() {
        Random random = new Random(Mutations.SEED);
        for (int round = 0; round < 2000; round++) {
            char[] signs = new char[random.nextInt(5)];
            for (int i = 0; i < signs.length; i++) {
                signs[i] = (char) random.nextInt(random.nextInt(3) == 0 ? 1 << 16 : 128);
            }
            String cell = PlainText.cell(new String(signs));
            assertTrue(cell.matches("[ !#-~]*"), "seed " + Mutations.SEED + ": " + cell);
            assertEquals(new String(signs), plain(cell), "seed " + Mutations.SEED);
        }
        assertEquals("z".repeat(200) + "...", PlainText.cell("z".repeat(201)));
        assertEquals("&#60;b&#62;&#124; x\\".replace("\\", "&#92;u005c"), PlainText.markdown("<b>| x\\"));
    }

    private static String plain(String cell) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            boolean escaped = cell.charAt(i) == '\\';
            text.append(escaped ? (char) Integer.parseInt(cell.substring(i + 2, i + 6), 16) : cell.charAt(i));
            i += escaped ? 5 : 0;
        }
        return text.toString();
    }

    private List<Projector.Table> write(NetworkSpec spec, Vocabulary vocabulary) throws IOException {
        return Projector.write(folder, spec, Weights.zeros(spec.weights()), vocabulary);
    }

    private static NetworkSpec network(int rows, int width) {
        return NetworkSpec.chain(
                "n",
                4,
                List.of(
                        new LayerSpec.Embedding("embed", rows, width),
                        new LayerSpec.GlobalPooling1D("p", LayerSpec.Pool.MAX),
                        new LayerSpec.Dense("d", 2, Activation.SOFTMAX, true)));
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }
}
