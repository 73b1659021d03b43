package io.ichnite.formats.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.formats.Mutations;
import io.ichnite.formats.protobuf.Fields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private record Bin(double left, double right, double count) {}

    @Test
    void everyNumberStandsInItsBin() {
        Random random = new Random(Mutations.SEED);
        for (int round = 0; round < 300; round++) {
            float[] values = values(random);
            int from = random.nextInt(values.length);
            int to = from + 1 + random.nextInt(values.length - from);
            String where = "round " + round + " of seed " + Mutations.SEED;
            Histogram histogram = Histogram.of(values, from, to);
            List<Bin> bins = bins(histogram);
            long lost = 0;
            double[] counts = new double[bins.size()];
            for (int i = from; i < to; i++) {
                if (!Float.isFinite(values[i])) {
                    lost++;
                } else {
                    counts[binOf(values[i], bins)]++;
                }
            }
            assertEquals(lost, histogram.notFinite(), where);
            for (int i = 0; i < counts.length; i++) {
                assertEquals(counts[i], bins.get(i).count(), 1e-9, where + ", bin " + i + " of " + bins);
                assertTrue(i == 0 || bins.get(i).left() == bins.get(i - 1).right(), where);
            }
        }
    }

    /** Small whole numbers among them, which fall on edges; but for those, rounding decides on no side. */
    private static float[] values(Random random) {
        float[] values = new float[1 + random.nextInt(200)];
        float scale = (float) Math.pow(10, random.nextInt(60) - 30);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(20) == 0 ? Float.NaN : scale * (float) random.nextGaussian();
        }
        return values;
    }

    private static int binOf(float value, List<Bin> bins) {
        for (int i = bins.size() - 1; i > 0; i--) {
            if (value >= bins.get(i).left()) {
                return i;
            }
        }
        return 0;
    }

    @Test
    void numbersOnEdgesBelongToTheRight() {
        float[] values = new float[31];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        List<Bin> bins = bins(Histogram.of(values, 0, 31));
        for (int i = 0; i < 30; i++) {
            assertEquals(new Bin(i, i + 1, i == 29 ? 2 : 1), bins.get(i));
        }
    }

    @Test
    void equalNumbersStandInTheLastBin() {
        List<Bin> bins = bins(Histogram.of(new float[] {7, -2.5f, -2.5f, -2.5f, 7}, 1, 4));
        assertEquals(30, bins.size());
        for (int i = 0; i < 30; i++) {
            assertEquals(new Bin(-2.5, -2.5, i == 29 ? 3 : 0), bins.get(i));
        }
    }

    @Test
    void nothingHasNoBins() {
        Histogram lost = Histogram.of(new float[] {Float.NaN, Float.NEGATIVE_INFINITY}, 0, 2);
        assertEquals(List.of(), bins(lost));
        assertEquals(2, lost.notFinite());
        assertEquals(List.of(), bins(Histogram.of(new float[3], 2, 2)));
    }

    private static List<Bin> bins(Histogram histogram) {
        Fields tensor = new Fields(histogram.tensor().bytes());
        ByteBuffer content = ByteBuffer.wrap(tensor.bytes(4)).order(ByteOrder.LITTLE_ENDIAN);
        List<Bin> bins = new ArrayList<>();
        while (content.hasRemaining()) {
            bins.add(new Bin(content.getDouble(), content.getDouble(), content.getDouble()));
        }
        return bins;
    }
}
