package io.ichnite.data;

import io.ichnite.error.BadConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows dealt into parts for cross-validation: each row stands in one fold, and the rows of a group in the same.
 *
 * @param count of folds, numbered from 0
 * @param of the fold of each row; none is empty
 */
public record Folds(int count, List<Integer> of) {
    public Folds {
        of = List.copyOf(of);
    }

    /**
     * Deals whole groups, so that every fold has as even a share of each label as whole groups allow. The same seed deals
     * alike on every JDK.
     *
     * <p>The rule: groups are laid out in a seeded order, then by the length of the vector of their label counts, the longest
     * first, as what is large and one-sided is the hardest to make up for. Each in turn goes to the fold where that makes
     * Σ (v − n/K)²/n grow the least, the first on ties; v and n are a label's rows in a fold and in all, K is the number of
     * folds, and the rows of all labels together count as one more label, weighed by a tenth. Then, again and again in the
     * same order, a group moves to another fold where that brings the sum down, until none does. No fold loses its last group.
     *
     * @param labels of each row; the empty text where it is not known
     * @param groups a key for each row, compared by {@code equals}
     * @param folds at least 2
     * @throws BadConfig if there are fewer groups than folds, or fewer than two folds are asked for
     */
    public static Folds grouped(List<String> labels, List<?> groups, int folds, long seed) {
        if (labels.size() != groups.size()) {
            throw new IllegalArgumentException(labels.size() + " labels and " + groups.size() + " groups");
        }
        if (folds < 2) {
            throw new BadConfig("expected at least 2 folds, found " + folds);
        }
        Groups whole = Groups.of(labels, groups);
        if (whole.size() < folds) {
            throw new BadConfig(
                    "expected at least " + folds + " groups for " + folds + " folds, found " + whole.size());
        }
        int[] dealt = new FoldDealer(whole, folds).deal(seed);
        List<Integer> of = new ArrayList<>();
        for (int row = 0; row < whole.rows(); row++) {
            of.add(dealt[whole.group(row)]);
        }
        return new Folds(folds, of);
    }

    /** One fold as the side that is kept from training: the others train. */
    public Split split(int fold) {
        List<Integer> train = new ArrayList<>();
        List<Integer> heldOut = new ArrayList<>();
        for (int row = 0; row < of.size(); row++) {
            (of.get(row) == fold ? heldOut : train).add(row);
        }
        return new Split(train, heldOut);
    }
}
