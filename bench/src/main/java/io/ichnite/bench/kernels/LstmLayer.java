package io.ichnite.bench.kernels;

import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.Recurrence;
import java.util.List;

/** An LSTM of 64 units over 1,000 steps, masks and activations included. */
public class LstmLayer extends LayerAlone {
    private static final int STEPS = 1000;
    private static final int GATES = 4;

    public LstmLayer() {
        super(
                STEPS,
                List.of(
                        embedding(),
                        new LayerSpec.Lstm("lstm", Recurrence.of(WIDTH).withDropout(0.1f, 0.5f))));
    }

    /** Floating-point operations of its two products forwards. */
    static double operations() {
        return 2.0 * SAMPLES * STEPS * (WIDTH + WIDTH) * GATES * WIDTH;
    }
}
