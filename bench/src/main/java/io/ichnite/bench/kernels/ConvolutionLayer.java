package io.ichnite.bench.kernels;

import io.ichnite.nn.Activation;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.Padding;
import java.util.List;

/**
 * A convolution of 9 taps over 6,000 steps, bias and ReLU included. An activation stands before it, as the plan would take the
 * embedding into it, and a maximum over time behind it, as its outputs would cost much to copy.
 */
public class ConvolutionLayer extends LayerAlone {
    private static final int STEPS = 6000;
    private static final int TAPS = 9;

    public ConvolutionLayer() {
        super(
                STEPS,
                List.of(
                        embedding(),
                        new LayerSpec.Activate("apart", Activation.RELU),
                        new LayerSpec.Conv1D("conv1d", WIDTH, TAPS, 1, Padding.SAME, Activation.RELU, true),
                        new LayerSpec.GlobalPooling1D("largest", LayerSpec.Pool.MAX)));
    }

    /** Floating-point operations forwards by the definition, however many are really done. */
    static double operations() {
        return 2.0 * SAMPLES * STEPS * TAPS * WIDTH * WIDTH;
    }
}
