package io.ichnite.train;

import io.ichnite.nn.Weights;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a training stands between two batches: with the same data and plan, all that is needed to go on as if it had never
 * stopped, to the last bit. Random numbers need no state of their own, as each follows from the seed and its place
 * ({@link io.ichnite.nn.Masks#seeded}).
 *
 * @param epochs that are done
 * @param kept the epoch, from 1, whose weights are kept so far; 0 for none yet
 * @param weights after the last update
 * @param keptWeights those of epoch {@code kept}; null where none is kept yet, or the last ones are kept whatever they are
 * @param optimizer its memory of past gradients
 */
public record Checkpoint(
        Position position,
        List<History.Epoch> epochs,
        int kept,
        Weights weights,
        @Nullable Weights keptWeights,
        Optimizer.Memory optimizer) {
    public Checkpoint {
        epochs = List.copyOf(epochs);
    }

    /** Before the first batch, of one that has been trained elsewhere. */
    public static Checkpoint beginning(Weights weights, Optimizer.Memory optimizer) {
        return new Checkpoint(Position.before(1, 0), List.of(), 0, weights, null, optimizer);
    }

    /**
     * The next batch, and what the epoch has counted so far.
     *
     * @param epoch under way, from 1
     * @param batch how many of its batches are done
     * @param step updates since training began
     * @param loss sum over the epoch's rows so far
     * @param right how many of those were answered right
     * @param rows how many those are
     * @param seconds that were spent on them
     */
    public record Position(int epoch, int batch, long step, double loss, int right, int rows, double seconds) {
        public Position {
            if (epoch < 1 || batch < 0 || step < 0 || rows < 0 || right < 0 || right > rows || !(seconds >= 0)) {
                throw new IllegalArgumentException("no place in a training: epoch " + epoch + ", batch " + batch
                        + ", step " + step + ", " + right + " of " + rows + " rows, " + seconds + " seconds");
            }
        }

        /** Before the first batch of an epoch. */
        static Position before(int epoch, long step) {
            return new Position(epoch, 0, step, 0, 0, 0, 0);
        }
    }
}
