package io.ichnite.app.task;

import io.ichnite.ingest.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A verdict as lines for a terminal: what is said of the file, then each model's opinion and what it rests on. */
public final class VerdictText {
    /** Families below that are not named, but for the first. */
    private static final float LEAST = 0.05f;

    private static final int MOST = 3;
    private static final int LONGEST = 60;
    private static final String INDENT = "    ";

    private VerdictText() {}

    /**
     * @param inputs how many inputs there are: among several each file is named with its own
     * @param models how many models there are: among several each opinion is named
     */
    public static String of(FileVerdict verdict, int inputs, int models) {
        StringBuilder text = new StringBuilder();
        text.append(name(verdict, inputs)).append("  ");
        text.append(verdict.findings().isEmpty() ? FileVerdict.KNOWN : String.join(", ", verdict.findings()));
        for (Opinion opinion : verdict.opinions()) {
            text.append('\n').append(INDENT);
            if (models > 1) {
                text.append(Shown.plain(opinion.model()))
                        .append(": ")
                        .append(alone(opinion))
                        .append("; ");
            }
            text.append(families(opinion)).append(familiarity(opinion));
            text.append('\n').append(INDENT).append(looked(opinion.looked()));
        }
        return text.toString();
    }

    private static String name(FileVerdict verdict, int inputs) {
        if (verdict.single()) {
            return Shown.plain(verdict.input());
        }
        return (inputs > 1 ? Shown.plain(verdict.input()) + ": " : "") + Shown.plain(verdict.id());
    }

    private static String alone(Opinion opinion) {
        List<String> words = new ArrayList<>();
        if (opinion.suspicious()) {
            words.add(FileVerdict.SUSPICIOUS);
        }
        if (opinion.novel()) {
            words.add(FileVerdict.NOVEL);
        }
        return words.isEmpty() ? FileVerdict.KNOWN : String.join(", ", words);
    }

    private static String families(Opinion opinion) {
        List<String> shown = new ArrayList<>();
        for (int family : opinion.ranked()) {
            float probability = opinion.probabilities().get(family);
            if (shown.isEmpty() || shown.size() < MOST && probability >= LEAST) {
                shown.add(cut(opinion.families().names().get(family)) + " "
                        + String.format(Locale.ROOT, "%.2f", probability));
            }
        }
        String nearest = opinion.novel() ? "like none it knows; nearest " : "";
        return nearest + String.join(", ", shown);
    }

    private static String cut(String name) {
        String plain = Shown.plain(name);
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
    }

    private static String familiarity(Opinion opinion) {
        Opinion.Familiar familiar = opinion.familiar();
        String suspicion = Double.isNaN(opinion.suspicion())
                ? ""
                : String.format(Locale.ROOT, "; suspicion %.2f", opinion.suspicion());
        if (familiar == null) {
            return suspicion + "; no detector";
        }
        return suspicion
                + String.format(
                        Locale.ROOT, "; familiarity %.4g, novel below %.4g", familiar.score(), familiar.threshold());
    }

    private static String looked(LookedAt looked) {
        StringBuilder text = new StringBuilder();
        text.append(Told.count(looked.seen())).append(" of ").append(Told.count(looked.all()));
        text.append(' ').append(looked.unit()).append(" looked at");
        if (Double.isNaN(looked.known())) {
            return text.toString();
        }
        text.append(", ").append(Told.percent(looked.known())).append(" of them known by name");
        if (!looked.unknown().isEmpty()) {
            List<String> unknown = new ArrayList<>();
            for (Map.Entry<String, Integer> each : looked.unknown().entrySet()) {
                unknown.add(cut(each.getKey()) + " (" + each.getValue() + ")");
            }
            text.append("; not known: ").append(String.join(", ", unknown));
        }
        return text.toString();
    }
}
