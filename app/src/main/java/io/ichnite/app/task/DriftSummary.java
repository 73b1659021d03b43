package io.ichnite.app.task;

import java.util.Map;

/** What became of a model, on the terminal and for programs. */
public final class DriftSummary {
    private DriftSummary() {}

    /** A row a bucket, areas under time, and when the first alarm came. */
    public static String text(DriftOutcome outcome) {
        StringBuilder text = new StringBuilder(DriftTable.text(outcome));
        text.append("\nareas under time over ")
                .append(Told.count(outcome.story().overall().periods(), "bucket"))
                .append(": macro-F1 ")
                .append(Told.three(outcome.story().overall().macroF1()))
                .append(", false negative rate ")
                .append(Told.three(outcome.story().overall().missed()))
                .append(", accuracy ")
                .append(Told.three(outcome.story().overall().accuracy()))
                .append('\n');
        int alarms = outcome.story().alarms().size();
        text.append(
                alarms == 0
                        ? "no alarm\n"
                        : Told.count(alarms, "alarm") + ", the first on "
                                + outcome.story().alarms().get(0).date() + " by "
                                + outcome.story().alarms().get(0).detector() + "\n");
        if (!outcome.undated().isEmpty()) {
            text.append(Told.count(outcome.undated().size(), "row")).append(" without a date: undated.csv\n");
        }
        return text.toString();
    }

    /** All of it but single rows. */
    public static Map<String, Object> json(DriftOutcome outcome) {
        return DriftJson.of(outcome);
    }
}
