package io.ichnite.metric;

/** The numbers of the whole, each with the word that stands for it in files. */
public enum Measure {
    ACCURACY("accuracy", true),
    MACRO_F1("macro_f1", true),
    LOG_LOSS("log_loss", false),
    AUROC("auroc", true),
    AVERAGE_PRECISION("average_precision", true),
    TPR_AT_1_PERCENT("tpr_at_fpr_0.01", true),
    TPR_AT_1_PER_MILLE("tpr_at_fpr_0.001", true),
    ECE("ece", false),
    MCE("mce", false),
    BRIER("brier", false);

    private final String word;
    private final boolean higherIsBetter;

    Measure(String word, boolean higherIsBetter) {
        this.word = word;
        this.higherIsBetter = higherIsBetter;
    }

    /** As in JSON and CSV. */
    public String word() {
        return word;
    }

    /** Its number among all scores; NaN where there is none. */
    public double of(Scores scores) {
        Evaluation evaluation = scores.evaluation();
        Ranking ranking = scores.ranking();
        Calibration calibration = scores.calibration();
        return switch (this) {
            case ACCURACY -> evaluation.accuracy();
            case MACRO_F1 -> evaluation.macroF1();
            case LOG_LOSS -> evaluation.logLoss();
            case AUROC -> ranking.auroc();
            case AVERAGE_PRECISION -> ranking.averagePrecision();
            case TPR_AT_1_PERCENT -> ranking.truePositiveRateAt(0.01);
            case TPR_AT_1_PER_MILLE -> ranking.truePositiveRateAt(0.001);
            case ECE -> calibration.ece();
            case MCE -> calibration.mce();
            case BRIER -> calibration.brier();
        };
    }

    /** Whether one number is better than another; false where either is NaN. */
    public boolean better(double one, double other) {
        return higherIsBetter ? one > other : one < other;
    }
}
