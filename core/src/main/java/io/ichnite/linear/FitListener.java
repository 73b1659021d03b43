package io.ichnite.linear;

/** Looks on while a linear model is fitted. Called on the fitting thread. */
public interface FitListener {
    /** So many rows are read, of so many; each is read twice. */
    default void read(long done, long all) {}

    /**
     * A step is done.
     *
     * @param step from 1
     * @param most after which the fit ends at the latest
     * @param value what is minimised, a mean over the rows
     * @param steepest the size of its largest derivative
     */
    default void step(int step, int most, double value, double steepest) {}

    /**
     * The fit is done.
     *
     * @param steps how many it took
     * @param converged false where it ended before the tolerance was met
     */
    default void end(int steps, double steepest, boolean converged) {}

    /** Asked between pieces of work: whether to give up. */
    default boolean stop() {
        return false;
    }

    /** Looks away. */
    static FitListener none() {
        return new FitListener() {};
    }
}
