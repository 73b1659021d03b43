package io.ichnite.formats;

import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Padding;
import io.ichnite.nn.Recurrence;
import java.util.ArrayList;
import java.util.List;

/** The published CNN-LSTM: in the goldens' small size ({@code as_*}), and in any other. */
public final class SmallSeed {
    private SmallSeed() {}

    /** 50 words of 16 numbers, 8 filters, 8 units, 120 calls. */
    public static NetworkSpec spec(boolean bidirectional) {
        return spec(bidirectional, 120, 50, 16, 8, 8);
    }

    /** The same with other numbers; 8 classes. */
    public static NetworkSpec spec(boolean bidirectional, int length, int rows, int width, int filters, int units) {
        List<LayerSpec> layers = new ArrayList<>();
        layers.add(new LayerSpec.Embedding("embed", rows, width));
        for (int i = 1; i <= 6; i++) {
            layers.add(new LayerSpec.Conv1D("conv" + i, filters, 9, 1, Padding.SAME, Activation.RELU, true));
            if (i == 3) {
                layers.add(new LayerSpec.Pooling1D("pool1", LayerSpec.Pool.MAX, 3, 3, Padding.VALID));
            }
        }
        layers.add(new LayerSpec.Pooling1D("pool2", LayerSpec.Pool.MAX, 2, 2, Padding.VALID));
        Recurrence recurrence = Recurrence.of(units).withDropout(0.1f, 0.5f);
        layers.add(new LayerSpec.Lstm("lstm1", recurrence.withSequences(true)));
        LayerSpec.Lstm last = new LayerSpec.Lstm("lstm2", recurrence);
        layers.add(bidirectional ? new LayerSpec.Bidirectional("bi", last, LayerSpec.Join.CONCATENATE) : last);
        layers.add(new LayerSpec.Dense("dense", 8, Activation.SOFTMAX, true));
        return NetworkSpec.chain(bidirectional ? "bi-lstm" : "cnn-lstm", length, layers);
    }
}
