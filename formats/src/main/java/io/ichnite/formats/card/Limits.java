package io.ichnite.formats.card;

import io.ichnite.formats.json.Numbers;
import io.ichnite.model.BaselineModel;
import io.ichnite.model.Familiarity;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.SeenRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a model cannot do, and what of it nobody has measured: told from what its bundle holds, so that no card leaves it out. */
final class Limits {
    private static final String GROUP = "group";
    private static final String SPLIT = "split";

    private final ModelBundle model;

    Limits(ModelBundle model) {
        this.model = model;
    }

    /** A point each, in Markdown. */
    List<String> points() {
        List<String> points = new ArrayList<>();
        String worse = worse(model.manifest().metrics());
        if (worse != null) {
            points.add(worse);
        }
        points.add(closed());
        points.add(judged());
        points.add(onOneSide());
        points.add(window());
        points.add(
                "Not measured: how it does on what another recorder or sandbox wrote, on other systems, in other years, and"
                        + " on programs that were made to deceive it. Whether its probabilities can be believed"
                        + " (calibration) is not kept with it either; `ichnite evaluate` measures that on rows of yours.");
        BaselineModel baseline = model.baseline();
        if (baseline != null) {
            int least = Collections.min(baseline.rows());
            int most = Collections.max(baseline.rows());
            points.add(String.format(
                    Locale.ROOT,
                    "Its rarest family had %,d rows to learn from, its commonest %,d; what it says of rare ones rests on little.",
                    least,
                    most));
        }
        return points;
    }

    /** That a linear model did better; null where it did not, or that is not known. */
    static @Nullable String worse(Map<String, Double> metrics) {
        Double own = metrics.get("val_loss");
        Double linear = metrics.get("val_linear_loss");
        Double ownF1 = metrics.get("val_macro_f1");
        Double linearF1 = metrics.get("val_linear_macro_f1");
        boolean byLoss = own != null && linear != null && linear < own;
        boolean byF1 = ownF1 != null && linearF1 != null && linearF1 > ownF1;
        if (!byLoss && !byF1) {
            return null;
        }
        String what = byLoss && byF1 ? "log loss and macro-F1" : byLoss ? "log loss" : "macro-F1";
        return "**A linear model on counts did better on the same rows, by " + what
                + "**: what this network adds to it has yet to be shown.";
    }

    private String closed() {
        String closed = String.format(
                Locale.ROOT,
                "It answers with one of its %,d families whatever it is given",
                model.families().size());
        Familiarity familiarity = model.familiarity();
        if (familiarity == null) {
            return closed + ", and has no detector of what it never saw: `ichnite novelty compare DATA --into MODEL`"
                    + " chooses one.";
        }
        return closed + ". Its detector takes a file for novel below a score that at most "
                + percent(familiarity.errorRate())
                + " of files like those it was validated on fall under; how many novel ones it finds depends on how unlike"
                + " they are.";
    }

    private String judged() {
        SeenRows rows = model.rows();
        boolean measured = model.manifest().metrics().keySet().stream().anyMatch(name -> name.startsWith("val_"));
        if (!measured) {
            return "No score on rows that were kept from training is kept with it: how good it is, it does not say.";
        }
        String count = rows == null
                ? "rows"
                : String.format(Locale.ROOT, "%,d rows", rows.validated().size());
        return "Its scores are of " + count
                + " that did not train it, but chose which epoch is kept: they flatter a little.";
    }

    private String onOneSide() {
        Map<String, String> options = model.manifest().options();
        String group = options.get(GROUP);
        String split = options.get(SPLIT);
        if ("random".equals(split) || "stratified".equals(split) || "none".equals(group)) {
            return "Rows were kept from training at random: runs of one program may stand on both sides, and its scores then"
                    + " say how well it knows programs again, not how it does on others.";
        }
        if (group == null || group.equals("sequence")) {
            return "Only rows of the very same calls or bytes were kept on one side. Where several rows are of one program,"
                    + " scores on programs never seen will be lower.";
        }
        return "Rows that belong together by " + Markdown.code(group)
                + " were kept on one side: its scores are of groups that never trained it, and move with which groups these"
                + " were.";
    }

    private String window() {
        int length = model.encoding().length();
        return switch (model.vocabulary().kind()) {
            case BYTES ->
                String.format(
                        Locale.ROOT,
                        "It looks at the first %,d bytes of a file; what lies behind them changes nothing.",
                        length);
            case ICHNITE ->
                String.format(
                        Locale.ROOT,
                        "It looks at the last %,d calls of a trace, and only at their names: all names that it has not learned"
                                + " are the same to it.",
                        length);
            case KERAS ->
                String.format(
                        Locale.ROOT,
                        "It looks at the last %,d calls of a trace whose names it has learned; others are left out.",
                        length);
            case NONE ->
                String.format(
                        Locale.ROOT,
                        "It takes rows of %,d ready integers; what these stand for, it does not say.",
                        length);
        };
    }

    private static String percent(double share) {
        return Numbers.text(Math.round(share * 1000) / 10.0).replaceFirst("\\.0$", "") + " %";
    }
}
