package io.ichnite.app.task;

import io.ichnite.error.BadConfig;
import io.ichnite.sample.Families;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which families mean no harm. Told by a person; or else those whose name says so. A model that has none of these names families of harm
 * alone, or none: of it nothing is suspicious, as either all files would be or none.
 *
 * @param names of families
 * @param told by a person, so that every other family is suspicious
 */
public record Harmless(Set<String> names, boolean told) {
    /** What people call what means no harm, in lower case. */
    private static final Set<String> WORDS = Set.of("benign", "normal", "clean", "goodware", "harmless", "legitimate");

    public Harmless {
        names = Set.copyOf(names);
    }

    /**
     * @param asked names; null where nobody was asked for any
     * @param models whose families they are
     * @throws BadConfig if a name is no family of any of them
     */
    public static Harmless of(@Nullable List<String> asked, List<Families> models) {
        if (asked == null) {
            return new Harmless(Set.of(), false);
        }
        Set<String> all = new LinkedHashSet<>();
        models.forEach(families -> all.addAll(families.names()));
        List<String> names = new ArrayList<>();
        for (String each : asked) {
            String name = each.strip();
            if (!name.isEmpty() && !all.contains(name)) {
                throw new BadConfig(
                        "--benign: '" + name + "' is no family of these models; they have " + String.join(", ", all));
            }
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return new Harmless(Set.copyOf(names), true);
    }

    /** Whether a model of these families can find something suspicious. */
    public boolean says(Families families) {
        return told || families.names().stream().anyMatch(this::means);
    }

    private boolean means(String family) {
        return told ? names.contains(family) : WORDS.contains(family.toLowerCase(Locale.ROOT));
    }

    /**
     * How probable the families are together that may mean harm, 0 to 1; NaN where none is known to mean none.
     *
     * @param probabilities one a family
     */
    double suspicion(Families families, List<Float> probabilities) {
        if (!says(families)) {
            return Double.NaN;
        }
        double sum = 0;
        for (int c = 0; c < families.size(); c++) {
            sum += means(families.names().get(c)) ? 0 : probabilities.get(c);
        }
        return Math.max(0, Math.min(1, sum));
    }
}
