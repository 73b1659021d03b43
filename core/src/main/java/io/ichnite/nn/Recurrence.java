package io.ichnite.nn;

/**
 * What LSTM and GRU have in common.
 *
 * @param activation of the candidate and the output; tanh in every published form
 * @param recurrentActivation of the gates: sigmoid, or the hard sigmoid of the file's Keras
 * @param dropout share of the inputs dropped; the mask is constant over time
 * @param recurrentDropout share of the previous output dropped; the mask is constant over time
 * @param maskPerGate whether each gate has masks of its own (Keras 2.15 and 3) or all share one (TF 2.0)
 * @param backwards whether the sequence is read from its end
 */
public record Recurrence(
        int units,
        boolean returnSequences,
        Activation activation,
        Activation recurrentActivation,
        float dropout,
        float recurrentDropout,
        boolean maskPerGate,
        boolean backwards) {
    public Recurrence {
        Checks.atLeastOne("units", units);
        Checks.rate("dropout", dropout);
        Checks.rate("recurrent dropout", recurrentDropout);
        if (activation == Activation.SOFTMAX || recurrentActivation == Activation.SOFTMAX) {
            throw new IllegalArgumentException("softmax is no activation for a recurrent layer");
        }
    }

    /** Keras' defaults: tanh, sigmoid, no dropout, the last output only. */
    public static Recurrence of(int units) {
        return new Recurrence(units, false, Activation.TANH, Activation.SIGMOID, 0, 0, true, false);
    }

    public Recurrence withSequences(boolean sequences) {
        return new Recurrence(
                units, sequences, activation, recurrentActivation, dropout, recurrentDropout, maskPerGate, backwards);
    }

    public Recurrence withDropout(float input, float recurrent) {
        return new Recurrence(
                units, returnSequences, activation, recurrentActivation, input, recurrent, maskPerGate, backwards);
    }

    public Recurrence withRecurrentActivation(Activation gates) {
        return new Recurrence(
                units, returnSequences, activation, gates, dropout, recurrentDropout, maskPerGate, backwards);
    }

    public Recurrence withActivation(Activation candidate) {
        return new Recurrence(
                units,
                returnSequences,
                candidate,
                recurrentActivation,
                dropout,
                recurrentDropout,
                maskPerGate,
                backwards);
    }

    public Recurrence withMaskPerGate(boolean perGate) {
        return new Recurrence(
                units, returnSequences, activation, recurrentActivation, dropout, recurrentDropout, perGate, backwards);
    }

    public Recurrence withBackwards(boolean fromTheEnd) {
        return new Recurrence(
                units,
                returnSequences,
                activation,
                recurrentActivation,
                dropout,
                recurrentDropout,
                maskPerGate,
                fromTheEnd);
    }
}
