package io.ichnite.formats.keras;

import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.train.OptimizerState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Keras file holds of a network.
 *
 * @param spec the network that the file describes, or the one that was asked for, with the gates' activation and the sharing of
 *     dropout masks as in the file
 * @param weights of that network, float32
 * @param kerasVersion as written, such as {@code 2.2.4-tf}; empty if the file does not tell
 * @param epsilonInside whether the Keras of that version trains by RMSprop with ε inside the root
 * @param optimizer how the file's training would go on; null where there was none, or none that is had here
 * @param remarks what was converted or passed over, a sentence each
 */
public record KerasWeights(
        NetworkSpec spec,
        Weights weights,
        String kerasVersion,
        boolean epsilonInside,
        @Nullable OptimizerState optimizer,
        List<String> remarks) {
    public KerasWeights {
        remarks = List.copyOf(remarks);
    }
}
