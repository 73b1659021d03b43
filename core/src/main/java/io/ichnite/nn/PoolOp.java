package io.ichnite.nn;

import io.ichnite.tensor.Kernels;
import java.util.Arrays;
import java.util.List;

/**
 * Pooling along time, over windows or over all. Of equal maxima the first takes the gradient; an average counts the places
 * inside the sequence alone.
 */
final class PoolOp extends Op {
    private final Kernels kernels;
    private final LayerSpec.Pool pool;
    private final Taps taps;
    private final int channels;

    private PoolOp(LayerSpec.Pool pool, Taps taps, int channels, Kernels kernels) {
        super(taps.windows() * channels);
        this.kernels = kernels;
        this.pool = pool;
        this.taps = taps;
        this.channels = channels;
    }

    static PoolOp of(LayerSpec.Pooling1D spec, Shape input, Kernels kernels) {
        Taps taps = Taps.of(input.extent(0), spec.size(), spec.stride(), spec.padding());
        return new PoolOp(spec.pool(), taps, input.extent(1), kernels);
    }

    static PoolOp of(LayerSpec.GlobalPooling1D spec, Shape input, Kernels kernels) {
        spec.output(List.of(input));
        int time = input.extent(0);
        return new PoolOp(spec.pool(), new Taps(time, 1, time, time, 0), input.extent(1), kernels);
    }

    @Override
    Taps taps() {
        return taps;
    }

    @Override
    Run open(Run[] inputs, int sumsAt, int group) {
        Run input = inputs[0];
        return new Run(group * size) {
            @Override
            void forward(Pass pass) {
                for (int s = 0; s < pass.rows(); s++) {
                    for (int t = from[s]; t < to[s]; t++) {
                        int first = taps.firstTap(t);
                        int rows = taps.endTap(t) - first;
                        int x = (s * taps.time() + taps.place(t, first)) * channels;
                        int at = s * size + t * channels;
                        if (pool == LayerSpec.Pool.MAX) {
                            kernels.maxRows(rows, channels, input.y, x, y, at);
                        } else {
                            Arrays.fill(y, at, at + channels, 0f);
                            kernels.addColumns(rows, channels, input.y, x, channels, y, at);
                            for (int j = 0; j < channels; j++) {
                                y[at + j] /= rows;
                            }
                        }
                    }
                }
            }

            @Override
            void backward(Pass pass, float[] sums) {
                for (int s = 0; s < pass.rows(); s++) {
                    for (int t = from[s]; t < to[s]; t++) {
                        int first = taps.firstTap(t);
                        int rows = taps.endTap(t) - first;
                        int x = (s * taps.time() + taps.place(t, first)) * channels;
                        int at = s * size + t * channels;
                        if (pool == LayerSpec.Pool.MAX) {
                            kernels.maxRowsBack(rows, channels, input.y, x, y, at, dy, at, input.dy, x);
                        } else {
                            for (int r = 0; r < rows; r++) {
                                for (int j = 0; j < channels; j++) {
                                    input.dy[x + r * channels + j] += dy[at + j] / rows;
                                }
                            }
                        }
                    }
                }
            }
        };
    }
}
