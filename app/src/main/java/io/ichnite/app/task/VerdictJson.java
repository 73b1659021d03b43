package io.ichnite.app.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A verdict as an object for programs. */
public final class VerdictJson {
    private VerdictJson() {}

    /** {@code file}, {@code input}, {@code verdict}, {@code found}, {@code findings}, {@code opinions}; null for what a model cannot say. */
    public static Map<String, Object> of(FileVerdict verdict) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", verdict.id());
        object.put("input", verdict.input());
        object.put("verdict", verdict.word());
        object.put("found", !verdict.findings().isEmpty());
        object.put("findings", verdict.findings());
        List<Object> opinions = new ArrayList<>();
        verdict.opinions().forEach(opinion -> opinions.add(of(opinion)));
        object.put("opinions", opinions);
        return object;
    }

    private static Map<String, @Nullable Object> of(Opinion opinion) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        List<Integer> ranked = opinion.ranked();
        List<String> names = opinion.families().names();
        object.put("model", opinion.model());
        object.put("family", names.get(ranked.get(0)));
        object.put("probability", opinion.probabilities().get(ranked.get(0)));
        Map<String, Object> probabilities = new LinkedHashMap<>();
        for (int c = 0; c < names.size(); c++) {
            probabilities.put(names.get(c), opinion.probabilities().get(c));
        }
        object.put("probabilities", probabilities);
        object.put("suspicion", opinion.suspicion());
        object.put("suspicious", opinion.suspicious());
        Opinion.Familiar familiar = opinion.familiar();
        object.put("familiarity", familiar == null ? Double.NaN : familiar.score());
        object.put("threshold", familiar == null ? Double.NaN : familiar.threshold());
        object.put("novel", familiar == null ? null : familiar.novel());
        object.put("evidence", evidence(opinion, names, ranked));
        return object;
    }

    private static Map<String, Object> evidence(Opinion opinion, List<String> names, List<Integer> ranked) {
        Map<String, Object> object = new LinkedHashMap<>();
        LookedAt looked = opinion.looked();
        object.put(looked.unit(), looked.all());
        object.put("seen", looked.seen());
        object.put("known", looked.known());
        object.put("unknown", looked.unknown());
        object.put("nearest", names.get(ranked.get(0)));
        if (ranked.size() > 1) {
            object.put("next", names.get(ranked.get(1)));
            object.put(
                    "margin",
                    opinion.probabilities().get(ranked.get(0))
                            - opinion.probabilities().get(ranked.get(1)));
        }
        return object;
    }
}
