package io.ichnite.app.task;

import io.ichnite.error.BadConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which detector to use for a family that was never seen: the one that did best on other families. Pure. */
public final class DetectorChoice {
    /** By what is chosen. */
    public enum How {
        /** By networks that were trained without the family and without another, which is novel to them. */
        PAIRS,
        /** By the networks that were trained without another family: the family itself was among the known. */
        SINGLE,
        /** Not at all. */
        NONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws BadConfig if no way is called so */
        public static How of(String word) {
            for (How how : values()) {
                if (how.word().equals(word)) {
                    return how;
                }
            }
            throw new BadConfig("--choose: expected pairs, single or none, found '" + word + "'");
        }
    }

    /** How well a candidate told a novel family, without having seen another. */
    @FunctionalInterface
    interface Evidence {
        /**
         * AUROC.
         *
         * @param out a family that nothing was learned of, and that was neither known nor novel; with {@link How#SINGLE} not so
         * @param novel another one
         */
        double auroc(int candidate, int out, int novel);
    }

    private DetectorChoice() {}

    /**
     * The choice for each family, made on all the others alone: the candidate with the best mean over them, of equal ones the first.
     * What is known of the family itself is not asked for.
     */
    static List<Integer> choose(int candidates, List<Integer> families, Evidence evidence) {
        List<Integer> chosen = new ArrayList<>();
        for (int out : families) {
            List<List<Double>> numbers = new ArrayList<>();
            for (int candidate = 0; candidate < candidates; candidate++) {
                List<Double> row = new ArrayList<>();
                for (int novel : families) {
                    if (novel != out) {
                        row.add(evidence.auroc(candidate, out, novel));
                    }
                }
                numbers.add(row);
            }
            chosen.add(best(numbers));
        }
        return chosen;
    }

    /** The row with the highest mean; of equal ones the first. */
    static int best(List<List<Double>> rows) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rows.size(); i++) {
            double mean = rows.get(i).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(Double.NaN);
            if (mean > highest) {
                best = i;
                highest = mean;
            }
        }
        return best;
    }
}
