package io.ichnite.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadConfig;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class NamedNetworksTest {
    @Test
    void theFullNetworkHasTheParametersThatWerePublished() {
        NetworkSpec spec = NamedNetworks.of("cnn-lstm", 6000, 304, 8, OptionalInt.empty());
        assertEquals(476_552, Summary.parameters(spec));
        long[] published = {77_824, 147_520, 36_928, 36_928, 0, 36_928, 36_928, 36_928, 0, 33_024, 33_024, 520};
        for (int i = 0; i < published.length; i++) {
            assertEquals(published[i], Summary.parameters(spec, i), "layer " + i);
        }
        assertEquals(Shape.of(2000, 64), spec.shapes().get(4));
        assertEquals(Shape.of(1000, 64), spec.shapes().get(9));
        assertEquals(Shape.of(64), spec.shapes().get(10));
        assertEquals(Shape.of(8), spec.output());
    }

    @Test
    void theSmallFormHasTheLstmThatTheTextDescribes() {
        NetworkSpec spec = NamedNetworks.of("cnn-lstm-small", 6000, 277, 8, OptionalInt.empty());
        assertEquals(12_416, Summary.parameters(spec, spec.find("lstm")));
        assertEquals(277 * 64, Summary.parameters(spec, 0));
    }

    @Test
    void bothWaysDoublesWhatTheLastLayerSees() {
        NetworkSpec spec = NamedNetworks.of("bi-lstm", 6000, 304, 8, OptionalInt.of(32));
        assertEquals(Shape.of(128), spec.shapes().get(spec.find("bidirectional")));
        assertEquals(128 * 32 + 32, Summary.parameters(spec, spec.find("dense")));
        assertEquals(Shape.of(8), spec.output());
    }

    @Test
    void layersAreFoundByNameAndByKerasNumber() {
        NetworkSpec chain = NamedNetworks.of("cnn-lstm", 600, 304, 8, OptionalInt.empty());
        assertEquals(0, chain.find("embed"));
        assertEquals(9, chain.find("9"));
        NetworkSpec functional = new NetworkSpec("f", 600, true, chain.nodes());
        assertEquals(8, functional.find("9"), "the input is layer 0 there");
        assertThrows(IllegalArgumentException.class, () -> functional.find("0"));
        assertThrows(IllegalArgumentException.class, () -> chain.find("lstm_7"));
    }

    @Test
    void unknownNamesAreToldWithTheKnown() {
        BadConfig told =
                assertThrows(BadConfig.class, () -> NamedNetworks.of("resnet", 600, 304, 8, OptionalInt.empty()));
        assertTrue(String.valueOf(told.getMessage()).contains("cnn-lstm, bi-lstm, cnn-lstm-small"));
    }

    @Test
    void theSummaryIsLaidOutAsKeras() {
        String text = Summary.of(NamedNetworks.of("cnn-lstm", 6000, 304, 8, OptionalInt.empty()));
        assertTrue(text.contains("Model: \"cnn-lstm\""), text);
        assertTrue(text.contains(" max_pooling1d (MaxPooling1D)"), text);
        assertTrue(text.contains("(None, 2000, 64)"), text);
        assertTrue(text.contains("Total params: 476,552"), text);
    }
}
