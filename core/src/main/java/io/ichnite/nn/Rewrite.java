package io.ichnite.nn;

import java.util.EnumSet;
import java.util.Set;

/** A way in which what runs may differ from what is described. Outputs and gradients stay the same but for rounding. */
enum Rewrite {
    /** An embedding and the convolution that alone reads it become sums of table rows. */
    TABLES,
    /** Convolutions by Toom-Cook F(3,3), where it pays. */
    TOOM_COOK,
    /** A maximum over windows of integers, as MalConv's, keeps only what wins. */
    WINDOWS,
    /** What the zeros before a sample give is computed once for all samples; to the bit, forwards. */
    PREFIX;

    static Set<Rewrite> all() {
        return EnumSet.allOf(Rewrite.class);
    }
}
