package io.ichnite.metric;

/** The numbers of a {@link Separation} that detectors are compared by, each with the word that stands for it in files. */
public enum SeparationMeasure {
    AUROC("auroc", true),
    AUPR_KNOWN("aupr_known", true),
    AUPR_NOVEL("aupr_novel", true),
    FPR95_KNOWN_POSITIVE("fpr95_known_positive", false),
    FPR95_NOVEL_POSITIVE("fpr95_novel_positive", false),
    DETECTION_ACCURACY("detection_accuracy", true);

    private final String word;
    private final boolean higherIsBetter;

    SeparationMeasure(String word, boolean higherIsBetter) {
        this.word = word;
        this.higherIsBetter = higherIsBetter;
    }

    /** As in JSON and CSV. */
    public String word() {
        return word;
    }

    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** Its number; NaN where there is none. */
    public double of(Separation separation) {
        return switch (this) {
            case AUROC -> separation.auroc();
            case AUPR_KNOWN -> separation.auprKnown();
            case AUPR_NOVEL -> separation.auprNovel();
            case FPR95_KNOWN_POSITIVE -> separation.fpr95KnownPositive();
            case FPR95_NOVEL_POSITIVE -> separation.fpr95NovelPositive();
            case DETECTION_ACCURACY -> separation.detectionAccuracy();
        };
    }
}
