package io.ichnite.nn;

import io.ichnite.nn.LayerSpec.Activate;
import io.ichnite.nn.LayerSpec.Bidirectional;
import io.ichnite.nn.LayerSpec.Conv1D;
import io.ichnite.nn.LayerSpec.Dense;
import io.ichnite.nn.LayerSpec.Dropout;
import io.ichnite.nn.LayerSpec.Embedding;
import io.ichnite.nn.LayerSpec.GlobalPooling1D;
import io.ichnite.nn.LayerSpec.Gru;
import io.ichnite.nn.LayerSpec.Join;
import io.ichnite.nn.LayerSpec.Lstm;
import io.ichnite.nn.LayerSpec.Merge;
import io.ichnite.nn.LayerSpec.Pool;
import io.ichnite.nn.LayerSpec.Pooling1D;
import io.ichnite.nn.LayerSpec.Recurrent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: a spec read out loud, layer by layer as the formulas stand in the books, in double precision, one sample at a
 * time. A sequence is double[time][channels]; what has no time is double[1][channels].
 */
final class Interpreter {
    private final NetworkSpec spec;
    private final double[] weights;
    private final @Nullable Masks masks;
    private final int sample;
    private int at;

    /** @param masks null when only asked */
    Interpreter(NetworkSpec spec, double[] weights, @Nullable Masks masks, int sample) {
        this.spec = spec;
        this.weights = weights;
        this.masks = masks;
        this.sample = sample;
    }

    /** The output of every layer. */
    List<double[][]> run(int[] tokens) {
        List<double[][]> outputs = new ArrayList<>();
        at = 0;
        for (int i = 0; i < spec.nodes().size(); i++) {
            LayerSpec layer = spec.nodes().get(i).layer();
            List<double[][]> inputs = new ArrayList<>();
            for (int source : spec.sources(i)) {
                inputs.add(source < 0 ? column(tokens) : outputs.get(source));
            }
            outputs.add(layer(layer, i, inputs));
        }
        return outputs;
    }

    private static double[][] column(int[] tokens) {
        double[][] x = new double[tokens.length][1];
        for (int t = 0; t < tokens.length; t++) {
            x[t][0] = tokens[t];
        }
        return x;
    }

    private double[][] layer(LayerSpec layer, int node, List<double[][]> inputs) {
        double[][] x = inputs.get(0);
        if (layer instanceof Embedding e) {
            double[][] table = matrix(e.rows(), e.width());
            double[][] y = new double[x.length][];
            for (int t = 0; t < x.length; t++) {
                y[t] = table[(int) x[t][0]];
            }
            return y;
        }
        if (layer instanceof Conv1D c) {
            return convolve(c, x);
        }
        if (layer instanceof Pooling1D p) {
            return pool(p.pool(), x, p.size(), p.stride(), p.padding());
        }
        if (layer instanceof GlobalPooling1D p) {
            return pool(p.pool(), x, x.length, x.length, Padding.VALID);
        }
        if (layer instanceof Bidirectional b) {
            double[][] forward = align(recurrent(b.forward(), node, 0, x), b.forward());
            double[][] backward = align(recurrent(b.backward(), node, 2, x), b.backward());
            return merge(b.join(), List.of(forward, backward));
        }
        if (layer instanceof Recurrent r) {
            return recurrent(r, node, 0, x);
        }
        if (layer instanceof Dense d) {
            double[][] kernel = matrix(x[0].length, d.units());
            double[] bias = d.bias() ? vector(d.units()) : new double[d.units()];
            double[][] y = new double[x.length][];
            for (int t = 0; t < x.length; t++) {
                y[t] = activate(d.activation(), plus(times(x[t], kernel), bias));
            }
            return y;
        }
        if (layer instanceof Dropout d) {
            if (masks == null) {
                return x;
            }
            float[] mask = new float[x.length * x[0].length];
            masks.fill(node, 0, sample, d.rate(), mask, 0, mask.length);
            double[][] y = new double[x.length][x[0].length];
            for (int i = 0; i < mask.length; i++) {
                y[i / x[0].length][i % x[0].length] = x[i / x[0].length][i % x[0].length] * mask[i];
            }
            return y;
        }
        if (layer instanceof Activate a) {
            double[][] y = new double[x.length][];
            for (int t = 0; t < x.length; t++) {
                y[t] = activate(a.activation(), x[t].clone());
            }
            return y;
        }
        return merge(((Merge) layer).join(), inputs);
    }

    private double[][] convolve(Conv1D c, double[][] x) {
        double[][][] kernel = new double[c.size()][][];
        for (int k = 0; k < c.size(); k++) {
            kernel[k] = matrix(x[0].length, c.filters());
        }
        double[] bias = c.bias() ? vector(c.filters()) : new double[c.filters()];
        int windows = c.padding().windows(x.length, c.size(), c.stride());
        int before = c.padding().before(x.length, c.size(), c.stride());
        double[][] y = new double[windows][];
        for (int t = 0; t < windows; t++) {
            double[] sum = bias.clone();
            for (int k = 0; k < c.size(); k++) {
                int place = t * c.stride() + k - before;
                if (place >= 0 && place < x.length) {
                    sum = plus(sum, times(x[place], kernel[k]));
                }
            }
            y[t] = activate(c.activation(), sum);
        }
        return y;
    }

    private static double[][] pool(Pool pool, double[][] x, int size, int stride, Padding padding) {
        int windows = padding.windows(x.length, size, stride);
        int before = padding.before(x.length, size, stride);
        double[][] y = new double[windows][x[0].length];
        for (int t = 0; t < windows; t++) {
            for (int j = 0; j < x[0].length; j++) {
                double max = Double.NEGATIVE_INFINITY;
                double sum = 0;
                int count = 0;
                for (int k = 0; k < size; k++) {
                    int place = t * stride + k - before;
                    if (place >= 0 && place < x.length) {
                        max = Math.max(max, x[place][j]);
                        sum += x[place][j];
                        count++;
                    }
                }
                y[t][j] = pool == Pool.MAX ? max : sum / count;
            }
        }
        return y;
    }

    /** Bidirectional lays the backward half in the order of the inputs. */
    private static double[][] align(double[][] y, Recurrent layer) {
        if (!layer.recurrence().backwards() || !layer.recurrence().returnSequences()) {
            return y;
        }
        double[][] turned = new double[y.length][];
        for (int t = 0; t < y.length; t++) {
            turned[t] = y[y.length - 1 - t];
        }
        return turned;
    }

    private double[][] recurrent(Recurrent layer, int node, int part, double[][] x) {
        Recurrence r = layer.recurrence();
        int units = r.units();
        int gates = layer.gates();
        boolean lstm = layer instanceof Lstm;
        boolean resetAfter = layer instanceof Gru gru && gru.resetAfter();
        double[][] kernel = matrix(x[0].length, gates * units);
        double[][] recurrent = matrix(units, gates * units);
        double[] bias = vector(gates * units);
        double[] second = resetAfter ? vector(gates * units) : new double[gates * units];
        float[][] inputMask = mask(node, part, r, r.dropout(), gates, x[0].length);
        float[][] recurrentMask = mask(node, part + 1, r, r.recurrentDropout(), gates, units);
        double[] h = new double[units];
        double[] c = new double[units];
        double[][] all = new double[x.length][];
        for (int q = 0; q < x.length; q++) {
            double[] now = x[r.backwards() ? x.length - 1 - q : q];
            double[][] xs = new double[gates][];
            double[][] hs = new double[gates][];
            for (int k = 0; k < gates; k++) {
                double[] b = slice(bias, k, units);
                xs[k] = plus(times(masked(now, inputMask[k]), slice(kernel, k, units)), b);
                hs[k] = plus(times(masked(h, recurrentMask[k]), slice(recurrent, k, units)), slice(second, k, units));
            }
            if (lstm) {
                double[] i = activate(r.recurrentActivation(), plus(xs[0], hs[0]));
                double[] f = activate(r.recurrentActivation(), plus(xs[1], hs[1]));
                double[] z = activate(r.activation(), plus(xs[2], hs[2]));
                double[] o = activate(r.recurrentActivation(), plus(xs[3], hs[3]));
                c = plus(product(f, c), product(i, z));
                h = product(o, activate(r.activation(), c.clone()));
            } else {
                double[] z = activate(r.recurrentActivation(), plus(xs[0], hs[0]));
                double[] reset = activate(r.recurrentActivation(), plus(xs[1], hs[1]));
                double[] inner = resetAfter
                        ? product(reset, hs[2])
                        : times(product(reset, masked(h, recurrentMask[2])), slice(recurrent, 2, units));
                double[] n = activate(r.activation(), plus(xs[2], inner));
                double[] next = new double[units];
                for (int j = 0; j < units; j++) {
                    next[j] = z[j] * h[j] + (1 - z[j]) * n[j];
                }
                h = next;
            }
            all[q] = h;
        }
        return r.returnSequences() ? all : new double[][] {h};
    }

    private float[][] mask(int node, int part, Recurrence r, float rate, int gates, int width) {
        float[][] mask = new float[gates][width];
        float[] drawn = new float[gates * width];
        Masks source = rate == 0 ? null : masks;
        if (source != null) {
            source.fill(node, part, sample, rate, drawn, 0, r.maskPerGate() ? gates * width : width);
        }
        for (int k = 0; k < gates; k++) {
            for (int j = 0; j < width; j++) {
                mask[k][j] = source == null ? 1f : drawn[(r.maskPerGate() ? k * width : 0) + j];
            }
        }
        return mask;
    }

    private static double[][] merge(Join join, List<double[][]> inputs) {
        double[][] y = new double[inputs.get(0).length][];
        for (int t = 0; t < y.length; t++) {
            double[] row = inputs.get(0)[t].clone();
            for (int k = 1; k < inputs.size(); k++) {
                double[] other = inputs.get(k)[t];
                row = switch (join) {
                    case MULTIPLY -> product(row, other);
                    case ADD, AVERAGE -> plus(row, other);
                    case CONCATENATE -> concatenate(row, other);
                };
            }
            if (join == Join.AVERAGE) {
                for (int j = 0; j < row.length; j++) {
                    row[j] /= inputs.size();
                }
            }
            y[t] = row;
        }
        return y;
    }

    private static double[] activate(Activation activation, double[] x) {
        double[] y = new double[x.length];
        double sum = 0;
        for (double v : x) {
            sum += Math.exp(v);
        }
        for (int j = 0; j < x.length; j++) {
            y[j] = switch (activation) {
                case LINEAR -> x[j];
                case RELU -> Math.max(0, x[j]);
                case SIGMOID -> 1 / (1 + Math.exp(-x[j]));
                case TANH -> Math.tanh(x[j]);
                case SOFTMAX -> Math.exp(x[j]) / sum;
                case HARD_SIGMOID -> Math.max(0, Math.min(1, 0.2 * x[j] + 0.5));
                case HARD_SIGMOID_KERAS3 -> Math.max(0, Math.min(6, x[j] + 3)) / 6;
            };
        }
        return y;
    }

    private double[][] matrix(int rows, int columns) {
        double[][] m = new double[rows][];
        for (int i = 0; i < rows; i++) {
            m[i] = vector(columns);
        }
        return m;
    }

    private double[] vector(int n) {
        double[] v = java.util.Arrays.copyOfRange(weights, at, at + n);
        at += n;
        return v;
    }

    private static double[] slice(double[] v, int k, int n) {
        return java.util.Arrays.copyOfRange(v, k * n, (k + 1) * n);
    }

    private static double[][] slice(double[][] m, int k, int n) {
        double[][] cut = new double[m.length][];
        for (int i = 0; i < m.length; i++) {
            cut[i] = slice(m[i], k, n);
        }
        return cut;
    }

    private static double[] masked(double[] v, float[] mask) {
        double[] out = new double[v.length];
        for (int j = 0; j < v.length; j++) {
            out[j] = v[j] * mask[j];
        }
        return out;
    }

    private static double[] times(double[] row, double[][] m) {
        double[] out = new double[m[0].length];
        for (int i = 0; i < row.length; i++) {
            for (int j = 0; j < out.length; j++) {
                out[j] += row[i] * m[i][j];
            }
        }
        return out;
    }

    private static double[] plus(double[] a, double[] b) {
        double[] out = a.clone();
        for (int j = 0; j < out.length; j++) {
            out[j] += b[j];
        }
        return out;
    }

    private static double[] product(double[] a, double[] b) {
        double[] out = a.clone();
        for (int j = 0; j < out.length; j++) {
            out[j] *= b[j];
        }
        return out;
    }

    private static double[] concatenate(double[] a, double[] b) {
        double[] out = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
