package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import io.ichnite.sample.Families;
import java.io.IOException;

/** One way to answer for rows that were held out, having learned from others. */
interface Learner {
    /** As it stands in a table, with its article. */
    String name();

    /**
     * Learns from the training rows of a fold alone, and answers for those held out.
     *
     * @throws io.ichnite.error.IchniteException if nothing can be learned so
     */
    Answers answer(Fold fold) throws IOException;

    /**
     * One part of a cross-validation.
     *
     * @param which part, in words
     * @param part from 1
     * @param parts of all repeats
     * @param train labelled rows to learn from
     * @param heldOut rows to answer for; nothing may be learned from them
     * @param families of all rows, so that every fold has the same classes, in one order
     * @param seed of the repeat
     */
    record Fold(String which, int part, int parts, Data train, Data heldOut, Families families, long seed) {}

    /** What was answered. */
    final class Answers {
        private final float[] probabilities;
        private final int epoch;

        /**
         * @param probabilities (rows, classes), row-major; not copied
         * @param epoch the one, from 1, whose weights answered; 0 where there are no epochs
         */
        Answers(float[] probabilities, int epoch) {
            this.probabilities = probabilities;
            this.epoch = epoch;
        }

        /** Not to be changed. */
        float[] probabilities() {
            return probabilities;
        }

        int epoch() {
            return epoch;
        }
    }
}
