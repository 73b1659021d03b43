package io.ichnite.app.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.train.EpochListener;
import io.ichnite.train.History;
import io.ichnite.train.Insight;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressTest {
    /** Progress has no use for it. */
    private static final Insight INSIGHT = new Insight() {
        @Override
        public NetworkSpec network() {
            throw new IllegalStateException("not looked at");
        }

        @Override
        public Weights weights() {
            throw new IllegalStateException("not looked at");
        }

        @Override
        public @Nullable Weights gradient() {
            throw new IllegalStateException("not looked at");
        }

        @Override
        public int rows() {
            throw new IllegalStateException("not looked at");
        }

        @Override
        public float[] outputs(int node, int rows) {
            throw new IllegalStateException("not looked at");
        }
    };

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now;

    private Progress progress(int columns) {
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                columns);
        return new Progress(streams, () -> now);
    }

    private String shown() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static EpochListener.Step step(int epoch, int batch, boolean validating) {
        return new EpochListener.Step(epoch, 2, batch, 10, batch * 16, 1.5, 0.25, validating);
    }

    @Test
    void elsewhereThereIsALineAnEpochAndNothingElse() {
        Progress progress = progress(0);
        progress.part("reading", 1, 2);
        for (int batch = 1; batch <= 10; batch++) {
            now += 1_000_000_000L;
            progress.step(step(1, batch, false));
        }
        progress.epoch(new History.Epoch(1, 1.5, 0.25, 1.25, 0.5, 10, 16, 1e-4f), INSIGHT);
        progress.epoch(new History.Epoch(2, 1.0, 0.5, Double.NaN, Double.NaN, 10, 16, 1e-4f), INSIGHT);
        progress.clear();
        assertEquals(
                """
                epoch 1/2  loss 1.5000  accuracy 0.250  val_loss 1.2500  val_accuracy 0.500  16.0 samples/s
                epoch 2/2  loss 1.0000  accuracy 0.500  16.0 samples/s
                """,
                shown());
    }

    @Test
    void onATerminalALineShowsHowFarItIs() {
        Progress progress = progress(120);
        for (int batch = 1; batch <= 5; batch++) {
            now += 1_000_000_000L;
            progress.step(step(1, batch, false));
        }
        String[] drawn = shown().split("\r");
        assertEquals(
                "\u001b[Kepoch 1/2 [####............]  25 %  loss 1.5000  acc 0.250  16.0 samples/s  0:15 left",
                drawn[drawn.length - 1]);
        progress.clear();
        assertTrue(shown().endsWith("\r\u001b[K"));
    }

    @Test
    void onEightyColumnsTheBarGivesWayToWhatIsSaid() {
        Progress progress = progress(80);
        for (int batch = 1; batch <= 5; batch++) {
            now += 700_000_000_000L;
            progress.step(new EpochListener.Step(10, 50, batch, 10, batch * 900_000, 2.0796, 0.25, false));
        }
        String[] drawn = shown().split("\r");
        String last = drawn[drawn.length - 1].substring(3);
        assertTrue(last.length() < 80, last);
        for (String told : new String[] {"epoch 10/50", "loss 2.0796", "acc 0.250", "1285.7 samples/s", " left"}) {
            assertTrue(last.contains(told), told + " in " + last);
        }
    }

    @Test
    void filesGoByInASecondAndTimeIsLeft() {
        Progress progress = progress(120);
        now += 4_000_000_000L;
        progress.counted("features", "files", 100, 400);
        String line = shown();
        assertTrue(line.contains("features [####............]  25 %  25.0 files/s  0:12 left"), line);
    }

    @Test
    void aLineNeverWraps() {
        Progress progress = progress(40);
        now += 1_000_000_000L;
        progress.step(step(1, 5, false));
        for (String drawn : shown().split("\r\u001b\\[K")) {
            assertTrue(drawn.length() < 40, drawn);
        }
    }

    @Test
    void itIsNotDrawnMoreThanTenTimesASecond() {
        Progress progress = progress(120);
        for (int i = 0; i < 1000; i++) {
            now += 1_000_000L;
            progress.part("reading", i, 1000);
        }
        int drawn = shown().split("reading", -1).length - 1;
        assertTrue(drawn >= 9 && drawn <= 11, drawn + " times");
        assertFalse(shown().contains("NaN"));
    }

    @Test
    void durationsAreSpelledAsClocksDo() {
        assertEquals("0:05", Progress.duration(5.2));
        assertEquals("2:03", Progress.duration(123));
        assertEquals("1:02:03", Progress.duration(3723));
    }

    @Test
    void partsOfALongerWorkAreToldAndCounted() {
        Progress progress = progress(100);
        progress.within("fold 2/4", 2, 4);
        progress.begin(List.of(), INSIGHT);
        progress.step(new EpochListener.Step(1, 2, 1, 2, 8, 1.5, 0.5, false));
        assertTrue(shown().contains("fold 2/4  epoch 1/2 ["), shown());
        assertTrue(shown().contains("  31 %"), "a quarter, and a quarter of a quarter: " + shown());
        now += 5_000_000_000L;
        progress.step(new EpochListener.Step(1, 2, 2, 2, 16, 1.5, 0.5, false));
        // 5 s from 4/16 to 6/16 of the whole; ten sixteenths are left.
        assertTrue(shown().contains("0:25 left"), shown());
        progress.epoch(new History.Epoch(1, 1.5, 0.5, Double.NaN, Double.NaN, 1, 8, 1e-3f), INSIGHT);
        assertTrue(shown().contains("fold 2/4  epoch 1/2  loss 1.5000"), shown());
    }
}
