package io.ichnite.data;

/**
 * When two sequences count as near to each other: when of the runs of {@code shingle} calls that occur in either, at least the share
 * {@code similarity} occurs in both (Jaccard's index of Broder's shingles, 1997). How often a run occurs is not looked at, so that a
 * loop run through more often changes nothing. A sequence that is shorter than a shingle is one shingle.
 *
 * @param shingle calls a run, 1 to 64
 * @param similarity 0.5 to 1
 * @param seed of the hashes
 */
public record NearPlan(int shingle, double similarity, long seed) {
    private static final int LONGEST_SHINGLE = 64;

    public NearPlan {
        if (shingle < 1 || shingle > LONGEST_SHINGLE) {
            throw new IllegalArgumentException(
                    "expected shingles of 1 to " + LONGEST_SHINGLE + " calls, found " + shingle);
        }
        if (!(similarity >= 0.5 && similarity <= 1)) {
            throw new IllegalArgumentException("expected a similarity of 0.5 to 1, found " + similarity);
        }
    }

    /** Runs of 4 calls, nine tenths of them in common. */
    public static NearPlan defaults(long seed) {
        return new NearPlan(4, 0.9, seed);
    }

    public NearPlan withSimilarity(double share) {
        return new NearPlan(shingle, share, seed);
    }
}
