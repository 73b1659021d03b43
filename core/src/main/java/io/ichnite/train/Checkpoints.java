package io.ichnite.train;

import io.ichnite.nn.Weights;
import org.jspecify.annotations.Nullable;

/** Where a training goes on from, and what it leaves behind to go on from. Called on the training thread. */
public interface Checkpoints {
    /** Where to go on; null to begin. Asked once. */
    @Nullable
    Checkpoint from();

    /**
     * Asked after each batch and each epoch: whether to keep a checkpoint here.
     *
     * @param epochDone whether an epoch has just ended
     */
    boolean due(boolean epochDone);

    /** Keeps a checkpoint in place of the one before. Called when it is due, and when training is stopped. */
    void keep(Checkpoint checkpoint);

    /**
     * The same, but a training that would begin, begins with what an optimiser remembers.
     *
     * @param start the weights that it begins from
     */
    default Checkpoints beginningWith(Weights start, Optimizer.Memory memory) {
        Checkpoints these = this;
        return new Checkpoints() {
            @Override
            public Checkpoint from() {
                Checkpoint from = these.from();
                return from == null ? Checkpoint.beginning(start, memory) : from;
            }

            @Override
            public boolean due(boolean epochDone) {
                return these.due(epochDone);
            }

            @Override
            public void keep(Checkpoint checkpoint) {
                these.keep(checkpoint);
            }
        };
    }

    /** Begins, and leaves nothing. */
    static Checkpoints none() {
        return new Checkpoints() {
            @Override
            public @Nullable Checkpoint from() {
                return null;
            }

            @Override
            public boolean due(boolean epochDone) {
                return false;
            }

            @Override
            public void keep(Checkpoint checkpoint) {}
        };
    }
}
