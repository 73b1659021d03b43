package io.ichnite.novelty;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The detectors that are ours. */
public enum DetectorKind {
    MAHALANOBIS("mahalanobis", true, false, false),
    RELATIVE("relative", true, false, false),
    NORMALISED("normalised", true, false, false),
    RELATIVE_NORMALISED("relative-normalised", true, false, false),
    CHI_SQUARE("chi-square", true, false, false),
    KNN("knn", false, false, false),
    MSP("msp", false, true, false),
    MAX_LOGIT("max-logit", false, true, false),
    ENERGY("energy", false, true, false),
    ENTROPY("entropy", false, true, false),
    GEN("gen", false, true, false),
    ODIN("odin", false, true, false),
    REACT("react", false, false, true),
    ASH_P("ash-p", false, false, true),
    ASH_S("ash-s", false, false, true),
    SCALE("scale", false, false, true),
    RESIDUAL("residual", false, false, true),
    VIM("vim", false, false, true),
    FDBD("fdbd", false, false, true),
    MAD("mad", true, false, false),
    /** Mahalanobis with the published system's own rounding; asked for by a switch, not by name. */
    SEED_MAHALANOBIS("seed-mahalanobis", true, false, false),
    /** Several layers, each with a detector, combined; made by {@link LayerCombination}. */
    COMBINED("combined", true, false, false);

    private final String word;
    private final boolean labels;
    private final boolean logits;
    private final boolean head;

    DetectorKind(String word, boolean labels, boolean logits, boolean head) {
        this.word = word;
        this.labels = labels;
        this.logits = logits;
        this.head = head;
    }

    /** As people write it. */
    public String word() {
        return word;
    }

    /** Whether its fit needs each row's class. */
    public boolean needsLabels() {
        return labels;
    }

    /** Whether it scores by logits alone. */
    public boolean needsLogits() {
        return logits;
    }

    /** Whether its fit needs the weights of the network's last layer, and features of the layer that feeds it. */
    public boolean needsHead() {
        return head;
    }

    /** Whether people ask for it by name. */
    public boolean named() {
        return this != SEED_MAHALANOBIS && this != COMBINED;
    }

    /** @throws IllegalArgumentException if no detector is called so */
    public static DetectorKind of(String word) {
        for (DetectorKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no detector is called '" + word + "'; expected one of " + names());
    }

    /** All that people ask for by name, one after another. */
    public static String names() {
        return Arrays.stream(values())
                .filter(DetectorKind::named)
                .map(DetectorKind::word)
                .collect(Collectors.joining(", "));
    }
}
