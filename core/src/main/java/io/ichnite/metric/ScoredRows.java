package io.ichnite.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores that one detector gave known and novel rows, higher = more familiar, and which of the rows are kin. Immutable and
 * thread-safe.
 */
public final class ScoredRows {
    private final ScoreGroups scores;
    private final int[] knownKin;
    private final int[] novelKin;
    private final int knownGroups;
    private final int novelGroups;

    private ScoredRows(ScoreGroups scores, int[] knownKin, int[] novelKin) {
        this.scores = scores;
        this.knownKin = knownKin;
        this.novelKin = novelKin;
        this.knownGroups = Arrays.stream(knownKin).max().orElse(-1) + 1;
        this.novelGroups = Arrays.stream(novelKin).max().orElse(-1) + 1;
    }

    /**
     * @param knownGroups a key for each known row, compared by {@code equals}
     * @param novelGroups the same for each novel row
     * @throws IllegalArgumentException if there are not as many keys as scores, or no known or no novel row
     */
    public static ScoredRows of(double[] known, List<?> knownGroups, double[] novel, List<?> novelGroups) {
        if (known.length != knownGroups.size()
                || novel.length != novelGroups.size()
                || known.length == 0
                || novel.length == 0) {
            throw new IllegalArgumentException(known.length + " known scores of " + knownGroups.size() + " keys, "
                    + novel.length + " novel ones of " + novelGroups.size());
        }
        return new ScoredRows(new ScoreGroups(known, novel), numbered(knownGroups), numbered(novelGroups));
    }

    /** The groups' numbers, in the order in which they come. */
    private static int[] numbered(List<?> keys) {
        Map<Object, Integer> numbers = new HashMap<>();
        int[] of = new int[keys.size()];
        for (int i = 0; i < of.length; i++) {
            of[i] = numbers.computeIfAbsent(keys.get(i), key -> numbers.size());
        }
        return of;
    }

    public int knownGroups() {
        return knownGroups;
    }

    public int novelGroups() {
        return novelGroups;
    }

    boolean sameNovelRows(ScoredRows other) {
        return Arrays.equals(novelKin, other.novelKin);
    }

    /** Of each row once. */
    public Separation separation() {
        return scores.all();
    }

    /**
     * With each group as often as it was drawn.
     *
     * @param known how often, for each group of known rows; one at least is drawn
     */
    Separation separation(int[] known, int[] novel) {
        int[] in = new int[scores.groups()];
        int[] out = new int[scores.groups()];
        return ScoreGroups.measure(
                in, out, count(scores.known(), knownKin, known, in), count(scores.novel(), novelKin, novel, out));
    }

    private static int count(int[] places, int[] kin, int[] times, int[] into) {
        int rows = 0;
        for (int i = 0; i < places.length; i++) {
            int often = times[kin[i]];
            into[places[i]] += often;
            rows += often;
        }
        return rows;
    }
}
