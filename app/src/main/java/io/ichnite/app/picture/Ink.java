package io.ichnite.app.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a colour is for; a {@link Palette} says which it is.
 *
 * @param level which of its kind, from 0
 */
public record Ink(Kind kind, int level) {
    /** Kinds of ink, and how many there are of each. */
    public enum Kind {
        /** What is drawn on. */
        PAPER(1),
        /** Text, and lines that matter. */
        INK(1),
        /** Text and lines that stand back. */
        MUTED(1),
        /** Lines hardly seen. */
        GRID(1),
        /** Series to be told apart. */
        SERIES(8),
        /** From nothing to all. */
        HEAT(21),
        /** Text on heat of the same level. */
        ON_HEAT(21);

        private final int levels;

        Kind(int levels) {
            this.levels = levels;
        }
    }

    public static final Ink PAPER = new Ink(Kind.PAPER, 0);
    public static final Ink TEXT = new Ink(Kind.INK, 0);
    public static final Ink MUTED = new Ink(Kind.MUTED, 0);
    public static final Ink GRID = new Ink(Kind.GRID, 0);

    public Ink {
        if (level < 0 || level >= kind.levels) {
            throw new IllegalArgumentException("level " + level + " of " + kind);
        }
    }

    /** The colour of a series, from 0; after the last comes the first again. */
    public static Ink series(int number) {
        return new Ink(Kind.SERIES, Math.floorMod(number, Kind.SERIES.levels));
    }

    /** @param share 0 to 1; what lies outside is taken as the nearer end, NaN as 0 */
    public static Ink heat(double share) {
        return new Ink(Kind.HEAT, level(share));
    }

    /** What is read on {@link #heat} of the same share. */
    public static Ink onHeat(double share) {
        return new Ink(Kind.ON_HEAT, level(share));
    }

    private static int level(double share) {
        double inside = Math.max(0, Math.min(1, Double.isNaN(share) ? 0 : share));
        return (int) Math.round(inside * (Kind.HEAT.levels - 1));
    }

    /** Where it stands between the first and the last of its kind. */
    double share() {
        return kind.levels == 1 ? 0 : (double) level / (kind.levels - 1);
    }

    /** Its name in a style sheet: {@code series-3}. */
    String word() {
        String word = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return kind.levels == 1 ? word : word + "-" + level;
    }

    /** Every ink there is. */
    static List<Ink> all() {
        List<Ink> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int level = 0; level < kind.levels; level++) {
                all.add(new Ink(kind, level));
            }
        }
        return all;
    }
}
