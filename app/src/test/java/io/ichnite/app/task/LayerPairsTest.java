package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.nn.NamedNetworks;
import io.ichnite.nn.NetworkSpec;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LayerPairsTest {
    private static NetworkSpec network(String name, int length, OptionalInt dense) {
        return NamedNetworks.of(name, length, 50, 4, dense);
    }

    @Test
    void aLayerPutInBetweenMovesNoOther() {
        NetworkSpec plain = network("cnn-lstm-small", 120, OptionalInt.empty());
        NetworkSpec more = network("cnn-lstm-small", 120, OptionalInt.of(8));
        List<LayerPairs.Pair> pairs = LayerPairs.of(plain, more);
        assertEquals(more.nodes().size(), pairs.size());
        assertEquals(1, pairs.stream().filter(pair -> pair.a() < 0).count());
        assertEquals(
                plain.nodes().size(),
                pairs.stream().filter(LayerPairs.Pair::same).count());
    }

    @Test
    void whatDiffersIsNamedInKerasWords() {
        List<LayerPairs.Pair> pairs = LayerPairs.of(
                network("cnn-lstm", 120, OptionalInt.empty()), network("cnn-lstm-small", 120, OptionalInt.empty()));
        assertEquals(
                List.of("output_dim 256 → 64", "output (120, 256) → (120, 64)"),
                pairs.get(0).differs());
        assertTrue(pairs.stream().anyMatch(pair -> pair.differs().contains("units 64 → 32")));
        assertTrue(pairs.get(1).same(), "a convolution of the same filters");
    }

    @Test
    void theLayerWithinALayerIsLookedAtToo() {
        List<LayerPairs.Pair> pairs = LayerPairs.of(
                network("bi-lstm", 120, OptionalInt.empty()), network("cnn-lstm", 120, OptionalInt.empty()));
        assertEquals(1, pairs.stream().filter(pair -> pair.b() < 0).count(), "Bidirectional has no like");
        assertTrue(
                LayerPairs.of(
                                network("bi-lstm", 120, OptionalInt.empty()),
                                network("bi-lstm", 120, OptionalInt.empty()))
                        .stream()
                        .allMatch(LayerPairs.Pair::same));
    }
}
