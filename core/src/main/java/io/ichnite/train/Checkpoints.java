package io.ichnite.train;

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
