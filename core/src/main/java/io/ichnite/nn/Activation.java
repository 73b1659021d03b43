package io.ichnite.nn;

/** What a layer does to each of its sums. */
public enum Activation {
    LINEAR("linear"),
    RELU("relu"),
    SIGMOID("sigmoid"),
    TANH("tanh"),
    /** Over the last axis. */
    SOFTMAX("softmax"),
    /** Keras 2: clip(0.2 x + 0.5, 0, 1). */
    HARD_SIGMOID("hard_sigmoid"),
    /** Keras 3's other formula of the same name: relu6(x + 3) / 6. */
    HARD_SIGMOID_KERAS3("hard_sigmoid_keras3");

    private final String word;

    Activation(String word) {
        this.word = word;
    }

    /** As a spec's JSON spells it: Keras' own word, but for the second hard sigmoid. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException if no activation is spelled so */
    public static Activation of(String word) {
        for (Activation activation : values()) {
            if (activation.word.equals(word)) {
                return activation;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no activation that ichnite has");
    }
}
