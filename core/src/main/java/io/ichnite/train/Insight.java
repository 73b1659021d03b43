package io.ichnite.train;

import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import org.jspecify.annotations.Nullable;

/**
 * What a listener may look at while training waits for it: the network as it stands. Valid during the call it is given to,
 * on that thread alone; the numbers are training's own and must not be changed.
 */
public interface Insight {
    NetworkSpec network();

    /** After the last update. */
    Weights weights();

    /**
     * The gradient of the last batch, as it moved the weights: all arrays in the weights' order. Null where no batch was
     * trained on since training began or went on.
     */
    @Nullable
    Weights gradient();

    /** How many rows {@link #outputs} can be asked about: those that validate or, without any, those that train. */
    int rows();

    /**
     * What one layer gives, without dropout, for the first {@code rows} of those rows: (rows, the layer's shape), row-major.
     *
     * @param node index in {@link NetworkSpec#nodes()}
     */
    float[] outputs(int node, int rows);
}
