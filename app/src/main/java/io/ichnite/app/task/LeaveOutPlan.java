package io.ichnite.app.task;

import io.ichnite.data.Folds;
import io.ichnite.data.Split;
import io.ichnite.error.BadConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which rows train, which are known and which are novel where families are left out in turn. Nothing of a family that is left out has a
 * part in how the others are dealt.
 */
final class LeaveOutPlan {
    /** Fewer leave nothing to choose by. */
    static final int LEAST_FAMILIES = 3;

    private final List<String> names;
    private final List<Integer> families;
    private final List<String> groups;
    private final int folds;
    private final long seed;

    /**
     * @param names of the families
     * @param families the number of each row's
     * @param groups a key for each row; rows of one key are kin
     * @param folds the others are dealt into, at least 2
     * @throws BadConfig if there are fewer than three families
     */
    LeaveOutPlan(List<String> names, List<Integer> families, List<String> groups, int folds, long seed) {
        if (names.size() < LEAST_FAMILIES) {
            throw new BadConfig("novelty compare leaves one family out in turn: expected at least " + LEAST_FAMILIES
                    + " families, found " + names.size() + " (" + String.join(", ", names) + ")");
        }
        this.names = List.copyOf(names);
        this.families = List.copyOf(families);
        this.groups = List.copyOf(groups);
        this.folds = folds;
        this.seed = seed;
    }

    /** Families that can be novel: those with a row that has no kin in another family. */
    List<Integer> candidates() {
        List<Integer> able = new ArrayList<>();
        for (int family = 0; family < names.size(); family++) {
            if (!novel(family, others(List.of(family))).isEmpty()) {
                able.add(family);
            }
        }
        return able;
    }

    /** How many rows of a family have kin in another one, so that they are not novel when it is left out. */
    int kin(int family) {
        int all = (int) families.stream().filter(of -> of == family).count();
        return all - novel(family, others(List.of(family))).size();
    }

    /** Every fold of the others as held out once. */
    List<LeaveOutPart> without(int family) {
        List<LeaveOutPart> parts = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            parts.add(part(List.of(family), fold));
        }
        return parts;
    }

    /** A single fold; which one, turns from pair to pair. */
    LeaveOutPart without(int one, int other) {
        return part(List.of(one, other), (one + other) % folds);
    }

    private LeaveOutPart part(List<Integer> out, int fold) {
        List<Integer> others = others(out);
        Split split = deal(out, others).split(fold).of(others);
        Set<Integer> learned = new TreeSet<>();
        split.train().forEach(row -> learned.add(families.get(row)));
        List<Integer> known = split.validation().stream()
                .filter(row -> learned.contains(families.get(row)))
                .toList();
        if (learned.size() < 2 || known.isEmpty()) {
            throw new BadConfig("without " + told(out) + ", fold " + (fold + 1) + "/" + folds
                    + ": expected rows of two families to learn from and some to hold out; fewer --folds, or other"
                    + " groups, may leave them");
        }
        List<List<Integer>> novel =
                out.stream().map(family -> novel(family, others)).toList();
        return new LeaveOutPart(out, fold, split.train(), known, novel);
    }

    private Folds deal(List<Integer> out, List<Integer> others) {
        List<String> labels =
                others.stream().map(row -> names.get(families.get(row))).toList();
        List<String> keys = others.stream().map(groups::get).toList();
        try {
            return Folds.grouped(labels, keys, folds, seed);
        } catch (BadConfig e) {
            throw new BadConfig("without " + told(out) + ": " + e.getMessage());
        }
    }

    private List<Integer> others(List<Integer> out) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < families.size(); row++) {
            if (!out.contains(families.get(row))) {
                rows.add(row);
            }
        }
        return rows;
    }

    private List<Integer> novel(int family, List<Integer> others) {
        Set<String> seen = new HashSet<>();
        others.forEach(row -> seen.add(groups.get(row)));
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < families.size(); row++) {
            if (families.get(row) == family && !seen.contains(groups.get(row))) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** {@code a and b}. */
    String told(List<Integer> some) {
        return String.join(" and ", some.stream().map(names::get).toList());
    }
}
