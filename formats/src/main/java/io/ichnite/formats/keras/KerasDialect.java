package io.ichnite.formats.keras;

import io.ichnite.error.BadConfig;
import io.ichnite.nn.Activation;

/** How a model is told to a Keras: what differs between the two families of configs, and between what their words mean. */
enum KerasDialect {
    /** In .h5: read by Keras 2.2.3 to 2.15, tf_keras and Keras 3; words mean what they mean in Keras 2. */
    KERAS_2(".h5", Activation.HARD_SIGMOID),
    /** In .keras: read by Keras 3. */
    KERAS_3(".keras", Activation.HARD_SIGMOID_KERAS3);

    private static final String HARD = Activation.HARD_SIGMOID.word();

    private final String ending;
    private final Activation hard;

    KerasDialect(String ending, Activation hard) {
        this.ending = ending;
        this.hard = hard;
    }

    /** What names of files in this dialect end in. */
    String ending() {
        return ending;
    }

    /**
     * The word by which the Keras that reads this understands an activation.
     *
     * @param layer for the message
     * @throws BadConfig if it has no word for it: the two Kerases call different formulas {@code hard_sigmoid}
     */
    String word(String layer, Activation activation) {
        if (activation == hard) {
            return HARD;
        }
        if (activation == Activation.HARD_SIGMOID || activation == Activation.HARD_SIGMOID_KERAS3) {
            KerasDialect other = this == KERAS_2 ? KERAS_3 : KERAS_2;
            throw new BadConfig(layer + ": its hard_sigmoid is that of Keras " + (other == KERAS_2 ? 2 : 3)
                    + ", and whoever reads " + ending + " takes the word for another formula; " + other.ending
                    + " says it");
        }
        return activation.word();
    }
}
