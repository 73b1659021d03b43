package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.show.Streams;
import io.ichnite.data.ArrayExamples;
import io.ichnite.data.Examples;
import io.ichnite.model.BaselineModel;
import io.ichnite.train.EpochListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineFitTest {
    private static final Examples ROWS =
            ArrayExamples.labelled(new int[] {1, 2, 1, 3, 4, 5, 4, 6, 1, 6}, 2, new int[] {0, 0, 2, 2, 0});

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Streams streams(int columns) {
        return new Streams(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                columns);
    }

    @Test
    void countsTheRowsOfEachClass() {
        BaselineModel baseline = new BaselineFit(streams(0), 2, EpochListener.none()).of(ROWS, 4);
        assertEquals(List.of(3, 0, 2, 0), baseline.rows());
        assertEquals(4, baseline.linear().classes());
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void showsItselfOnATerminalAndCleansUp() {
        new BaselineFit(streams(80), 1, EpochListener.none()).of(ROWS, 3);
        String drawn = err.toString(StandardCharsets.UTF_8);
        assertTrue(drawn.contains("reading for the linear baseline"), drawn);
        assertTrue(drawn.contains("fitting the linear baseline"), drawn);
        assertTrue(drawn.endsWith("\r\u001b[K"), drawn);
    }

    @Test
    void endsWhenAPersonAsksForIt() {
        EpochListener stop = new EpochListener() {
            @Override
            public boolean stop() {
                return true;
            }
        };
        BaselineFit fit = new BaselineFit(streams(0), 1, stop);
        Interrupted e = assertThrows(Interrupted.class, () -> fit.of(ROWS, 3));
        assertTrue(String.valueOf(e.getMessage()).contains("--resume goes on"), e.getMessage());
    }
}
