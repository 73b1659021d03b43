package io.ichnite.app.task;

import java.util.List;

/**
 * One training of a comparison: without some families, and without a fold of the others.
 *
 * @param families left out, by number: the one that is novel, or two of which each is novel for the other's choice
 * @param fold held out, from 0
 * @param train rows to learn from
 * @param known rows of the fold, of families that were learned
 * @param novel rows of each family left out that have no kin among the others
 */
record LeaveOutPart(
        List<Integer> families, int fold, List<Integer> train, List<Integer> known, List<List<Integer>> novel) {
    LeaveOutPart {
        families = List.copyOf(families);
        train = List.copyOf(train);
        known = List.copyOf(known);
        novel = novel.stream().map(List::copyOf).toList();
    }

    boolean pair() {
        return families.size() > 1;
    }

    /** How many rows are scored: the known ones, then the novel ones of each family. */
    int scored() {
        return known.size() + novel.stream().mapToInt(List::size).sum();
    }

    /** By which it is kept: two numbers and the fold, all from 1; a single family counts as its own partner. */
    String key() {
        return (families.get(0) + 1) + "-" + (families.get(families.size() - 1) + 1) + "-" + (fold + 1);
    }
}
