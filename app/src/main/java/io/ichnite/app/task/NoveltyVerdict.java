package io.ichnite.app.task;

import io.ichnite.metric.Interval;
import io.ichnite.metric.MeanSeparation;
import io.ichnite.metric.SeparationMeasure;
import java.util.ArrayList;
import java.util.List;

/** What a comparison of detectors says, in sentences. */
final class NoveltyVerdict {
    private static final double CHANCE = 0.5;

    private NoveltyVerdict() {}

    /** Lines, without an end of the last. */
    static String of(NoveltyCompared result) {
        List<String> lines = new ArrayList<>();
        MeanSeparation choice = result.choice();
        if (result.how() != DetectorChoice.How.NONE) {
            double auroc = choice.mean(SeparationMeasure.AUROC);
            Interval interval = choice.interval(SeparationMeasure.AUROC);
            lines.add("A family that nobody has seen: AUROC " + Told.three(auroc) + " by the choice, which is "
                    + against(auroc - CHANCE, less(interval), "chance (0.500)") + ".");
            Interval apart = choice.less(result.baseline(), SeparationMeasure.AUROC);
            double gain = auroc - result.baseline().mean(SeparationMeasure.AUROC);
            lines.add("Against msp (the baseline) the choice "
                    + (gain > 0 ? "wins " + Told.three(gain) : gain < 0 ? "loses " + Told.three(-gain) : "wins nothing")
                    + sure(apart) + ".");
        }
        Candidate recommended = result.recommended();
        MeanSeparation mean = result.mean(result.ranked().get(0));
        lines.add("Use from now on: " + recommended.name() + ", the best mean over all families (AUROC "
                + NoveltyComparedText.auroc(mean)
                + "; found in hindsight, so a little flattering"
                + (result.how() == DetectorChoice.How.NONE ? ")." : ": expect what the choice gave)."));
        if (mean.mean(SeparationMeasure.AUROC) <= CHANCE) {
            lines.add("No detector is better than chance here.");
        }
        return String.join("\n", lines);
    }

    private static Interval less(Interval interval) {
        return new Interval(interval.low() - CHANCE, interval.high() - CHANCE);
    }

    private static String against(double difference, Interval interval, String what) {
        if (interval.low() > 0) {
            return "above " + what;
        }
        if (interval.high() < 0) {
            return "below " + what;
        }
        return Double.isNaN(interval.low())
                ? (difference > 0 ? "above " : "not above ") + what
                : "not told from " + what;
    }

    private static String sure(Interval interval) {
        if (Double.isNaN(interval.low())) {
            return " in mean AUROC";
        }
        return " in mean AUROC, 95 % interval " + NoveltyComparedText.interval(interval)
                + (interval.low() > 0 || interval.high() < 0 ? "" : ": not told apart");
    }
}
