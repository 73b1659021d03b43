package io.ichnite.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CostTest {
    @Test
    void warmUpIsDoneAndNotCounted() throws IOException {
        AtomicInteger done = new AtomicInteger();
        String json = Cost.of(2, 3, done::incrementAndGet).json("plain", 32);
        assertEquals(5, done.get());
        assertTrue(json.contains("\"samples\": 32, \"seconds\": [0.0000"), json);
        assertEquals(3, json.replaceAll(".*\\[(.*)].*", "$1").split(", ").length, json);
    }
}
