package io.ichnite.novelty;

/** In what numbers scores are worked out. */
public enum Precision {
    /** The default; what the fit itself always uses. */
    FLOAT64,
    /** About twice as fast, off by some 1e-6 of a score. */
    FLOAT32
}
