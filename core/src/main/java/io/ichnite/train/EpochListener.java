package io.ichnite.train;

/** Looks on while a network learns. Called on the training thread; must not change what it is given. */
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

    /** A batch is done. */
    default void step(Step step) {}

    /** An epoch is done. */
    default void epoch(History.Epoch epoch) {}

    /** Asked after each batch: whether to stop here. */
    default boolean stop() {
        return false;
    }

    /** Looks away. */
    static EpochListener none() {
        return new EpochListener() {};
    }
}
