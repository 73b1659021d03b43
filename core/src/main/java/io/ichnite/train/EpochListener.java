package io.ichnite.train;

import java.util.List;

/**
 * Looks on while a network learns, and may end it. Called on the training thread, which waits meanwhile; must not change
 * what it is given.
 */
public interface EpochListener {
    /**
     * Where an epoch stands.
     *
     * @param batch from 1
     * @param loss mean of the epoch so far
     * @param accuracy mean of the epoch so far
     * @param validating whether these are batches of the validation rows
     */
    record Step(
            int epoch,
            int epochs,
            int batch,
            int batches,
            int rows,
            double loss,
            double accuracy,
            boolean validating) {}

    /**
     * Training begins, or goes on.
     *
     * @param before the epochs that were done before an interruption; none in a fresh training
     */
    default void begin(List<History.Epoch> before, Insight insight) {}

    /** A batch is done. */
    default void step(Step step) {}

    /** An epoch is done. */
    default void epoch(History.Epoch epoch, Insight insight) {}

    /** Asked after each batch: whether to stop here. What was learnt so far is what training gives then. */
    default boolean stop() {
        return false;
    }

    /** Looks away. */
    static EpochListener none() {
        return new EpochListener() {};
    }

    /** Several, told in this order; any of them may stop. */
    static EpochListener all(List<EpochListener> listeners) {
        List<EpochListener> each = List.copyOf(listeners);
        return new EpochListener() {
            @Override
            public void begin(List<History.Epoch> before, Insight insight) {
                each.forEach(listener -> listener.begin(before, insight));
            }

            @Override
            public void step(Step step) {
                each.forEach(listener -> listener.step(step));
            }

            @Override
            public void epoch(History.Epoch epoch, Insight insight) {
                each.forEach(listener -> listener.epoch(epoch, insight));
            }

            @Override
            public boolean stop() {
                return each.stream().anyMatch(EpochListener::stop);
            }
        };
    }
}
