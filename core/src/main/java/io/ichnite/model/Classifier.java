package io.ichnite.model;

import io.ichnite.data.Examples;
import io.ichnite.sample.Families;

/** Says how likely each family is. Implementations state whether they are thread-safe. */
public interface Classifier extends AutoCloseable {
    /** The families, in the order of the probabilities. */
    Families families();

    /**
     * One row for each example, one column for each family, row-major; each row sums to 1 within 1e-5. A row does not depend
     * on the rows beside it.
     *
     * @throws io.ichnite.error.BadShape if the examples are not of the length that the classifier takes
     */
    float[] probabilities(Examples rows);

    @Override
    void close();
}
