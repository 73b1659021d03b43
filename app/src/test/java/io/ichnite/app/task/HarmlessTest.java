package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadConfig;
import io.ichnite.sample.Families;
import java.util.List;
import org.junit.jupiter.api.Test;

class HarmlessTest {
    private static final Families MIXED = new Families(List.of("worm", "Benign", "clean", "spy"));
    private static final Families HARM = new Families(List.of("worm", "spy"));
    private static final List<Float> SHARES = List.of(0.2f, 0.4f, 0.1f, 0.3f);

    @Test
    void whatIsCalledBenignIs() {
        Harmless harmless = Harmless.of(null, List.of(MIXED));
        assertTrue(harmless.says(MIXED));
        assertEquals(0.5, harmless.suspicion(MIXED, SHARES), 1e-6);
    }

    @Test
    void aModelOfHarmAloneFindsNothingSuspicious() {
        Harmless harmless = Harmless.of(null, List.of(HARM));
        assertFalse(harmless.says(HARM));
        assertTrue(Double.isNaN(harmless.suspicion(HARM, List.of(0.5f, 0.5f))));
    }

    @Test
    void aPersonKnowsBetter() {
        Harmless harmless = Harmless.of(List.of(" spy "), List.of(MIXED, HARM));
        assertEquals(0.7, harmless.suspicion(MIXED, SHARES), 1e-6);
        assertEquals(0.5, harmless.suspicion(HARM, List.of(0.5f, 0.5f)), 1e-6);
        assertEquals(1, Harmless.of(List.of(""), List.of(HARM)).suspicion(HARM, List.of(0.5f, 0.5f)), 1e-6);
        assertThrows(BadConfig.class, () -> Harmless.of(List.of("Spy"), List.of(HARM)));
    }
}
