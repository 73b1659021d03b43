package io.ichnite.formats.keras;

import io.ichnite.nn.Activation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What changed between Kerases without a change of names. */
record KerasVersion(String written, int major, int minor) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\..*)?");

    /** An unknown version counts as the latest 2.x. */
    static KerasVersion of(String written) {
        Matcher matcher = FORM.matcher(written);
        return matcher.matches()
                ? new KerasVersion(written, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : new KerasVersion(written, 2, 15);
    }

    /** Outside the root before 2.11, whose optimisers are new; seen in 2.1.5 and 2.2.4-tf, and inside in 2.15 and 3. */
    boolean epsilonInside() {
        return major > 2 || (major == 2 && minor >= 11);
    }

    /** What the gates do where a config does not say it: the Keras of TensorFlow 2 and Keras 3 write it always. */
    Activation usualGates() {
        return major >= 3 ? Activation.SIGMOID : Activation.HARD_SIGMOID;
    }

    /** Likewise whether a GRU's reset gate acts after the product. */
    boolean usualResetAfter() {
        return major >= 3;
    }

    /** Whether an optimiser's arrays come weight by weight, not kind by kind; those of before 2.11 live on as legacy ones. */
    boolean slotsByWeight(boolean legacy) {
        return epsilonInside() && !legacy;
    }

    /** The activation that a word meant in this Keras. */
    Activation activation(String word) {
        if (word.equals(Activation.HARD_SIGMOID_KERAS3.word())) {
            throw new IllegalArgumentException("'" + word + "' is no activation that Keras has");
        }
        Activation activation = Activation.of(word);
        return activation == Activation.HARD_SIGMOID && major >= 3 ? Activation.HARD_SIGMOID_KERAS3 : activation;
    }
}
