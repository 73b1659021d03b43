package io.ichnite.app.task;

import io.ichnite.app.show.Table;
import io.ichnite.ingest.Shown;
import io.ichnite.metric.Interval;
import io.ichnite.metric.MeanSeparation;
import io.ichnite.metric.SeparationMeasure;
import java.util.ArrayList;
import java.util.List;

/** A comparison of detectors as text for a terminal. */
final class NoveltyComparedText {
    private final NoveltyCompared result;

    NoveltyComparedText(NoveltyCompared result) {
        this.result = result;
    }

    String text() {
        return head()
                + '\n'
                + measures()
                + '\n'
                + choices()
                + '\n'
                + candidates()
                + '\n'
                + NoveltyVerdict.of(result)
                + '\n';
    }

    private String head() {
        StringBuilder text = new StringBuilder();
        text.append(result.families().size())
                .append(" families, each left out in turn: network and detectors never saw it.");
        text.append(" Known are held-out rows of the others,\n").append(result.folds());
        text.append(" folds by ").append(Shown.plain(result.grouping()));
        text.append("; means over the folds");
        text.append(result.resamples() == 0 ? "." : ", [95 % interval], ± deviation from fold to fold.");
        text.append(
                switch (result.how()) {
                    case PAIRS ->
                        " The detector for a family was chosen\nwithout it, by networks that had seen neither it"
                                + " nor a second family, which was novel to them.\n";
                    case SINGLE ->
                        " The detector for a family was chosen\non the others, by networks to which the family"
                                + " itself was known.\n";
                    case NONE -> " No detector was chosen: the best\nin hindsight is shown.\n";
                });
        return text.toString();
    }

    /** What the choice gives, family by family. */
    private String measures() {
        Table table = new Table(
                "family",
                "novel",
                "known",
                result.how() == DetectorChoice.How.NONE ? "in hindsight" : "chosen",
                "AUROC",
                "",
                "",
                "AUPR known",
                "AUPR novel",
                "FPR95 known+",
                "FPR95 novel+",
                "accuracy");
        for (ComparedFamily family : result.families()) {
            int shown = family.chosen() < 0 ? family.hindsight() : family.chosen();
            table.row(row(
                    Shown.plain(family.name()),
                    String.valueOf(family.novel()),
                    String.valueOf(family.known()),
                    result.candidates().get(shown).name(),
                    family.choice()));
        }
        table.row(row("mean", "", "", "", result.choice()));
        return table.text()
                + "FPR95 known+: share of novel rows above the threshold that 95 % of the known reach; novel+: share of known"
                + " rows\nbelow the one that 95 % of the novel stay under. Accuracy: of detection, the best that any"
                + " threshold gives.\n± in the row of the mean: from family to family.\n";
    }

    private static List<String> row(String name, String novel, String known, String chosen, MeanSeparation mean) {
        List<String> row = new ArrayList<>(List.of(name, novel, known, chosen));
        row.add(Told.three(mean.mean(SeparationMeasure.AUROC)));
        row.add(interval(mean.interval(SeparationMeasure.AUROC)));
        row.add(spread(mean, SeparationMeasure.AUROC));
        for (SeparationMeasure measure : SeparationMeasure.values()) {
            if (measure != SeparationMeasure.AUROC) {
                row.add(Told.three(mean.mean(measure)));
            }
        }
        return row;
    }

    /** Beside the best in hindsight and the baseline. */
    private String choices() {
        Table table = new Table("AUROC", "choice", "msp (baseline)", "best in hindsight", "");
        for (ComparedFamily family : result.families()) {
            table.row(
                    Shown.plain(family.name()),
                    chosen(family.choice()),
                    auroc(family.candidates().get(0)),
                    auroc(family.best()),
                    result.candidates().get(family.hindsight()).name());
        }
        table.row(
                "mean",
                chosen(result.choice()),
                auroc(result.baseline()),
                auroc(result.hindsight()),
                "each family's own");
        return table.text();
    }

    private String chosen(MeanSeparation mean) {
        return result.how() == DetectorChoice.How.NONE ? "-" : auroc(mean);
    }

    /** All candidates, the best mean first. */
    private String candidates() {
        List<String> header = new ArrayList<>(List.of("detector", "mean AUROC", "", "±"));
        result.families().forEach(family -> header.add(Shown.plain(family.name())));
        Table table = new Table(header.toArray(new String[0]));
        for (int candidate : result.ranked()) {
            MeanSeparation mean = result.mean(candidate);
            Candidate which = result.candidates().get(candidate);
            List<String> row = new ArrayList<>(List.of(
                    which.name() + (which.baseline() ? " (baseline)" : ""),
                    auroc(mean),
                    interval(mean.interval(SeparationMeasure.AUROC)),
                    Told.three(mean.spread(SeparationMeasure.AUROC))));
            result.families()
                    .forEach(family -> row.add(auroc(family.candidates().get(candidate))));
            table.row(row);
        }
        return table.text();
    }

    static String auroc(MeanSeparation mean) {
        return Told.three(mean.mean(SeparationMeasure.AUROC));
    }

    private static String spread(MeanSeparation mean, SeparationMeasure measure) {
        double spread = mean.spread(measure);
        return Double.isNaN(spread) ? "" : "± " + Told.three(spread);
    }

    static String interval(Interval interval) {
        return Double.isNaN(interval.low())
                ? ""
                : "[" + Told.three(interval.low()) + ", " + Told.three(interval.high()) + "]";
    }
}
