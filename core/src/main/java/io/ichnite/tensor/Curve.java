package io.ichnite.tensor;

/**
 * A function of one number, and its derivative told from the function's own value, so that a layer need not keep its sums.
 *
 * <p>The exponential is computed here, by the same steps in plain Java and in vectors, so that both give the same bits on
 * every machine: x log₂ e = n + r with n whole, a polynomial of degree 6 for 2 to the r (least largest relative error, by
 * Remez' exchange), its terms paired (Estrin) so that less waits for each other, n added to the exponent. Relative error
 * about 1e-7, and 4e-8 |x| from x log₂ e, which is nothing where a sigmoid or tanh has become flat.
 */
public enum Curve {
    LINEAR(Float.NaN, Float.NaN, 1f, 0f, 0f),
    RELU(0f, Float.NaN, 1f, 0f, 0f),
    SIGMOID(Float.NaN, Float.NaN, 0f, 1f, 1f),
    TANH(Float.NaN, Float.NaN, 1f, 1f, 1f),
    /** clip(0.2 x + 0.5, 0, 1). */
    HARD_SIGMOID(0f, 1f, 0.2f, 0f, 0f),
    /** clip(x + 3, 0, 6) / 6. */
    HARD_SIGMOID_6(0f, 1f, 1f / 6f, 0f, 0f);

    /** Beyond these, e to the x has left what a float can hold, or soon will. */
    static final float LIMIT = 87f;

    static final float LOG2_E = 1.442695f;
    /** 1.5 · 2²³: adding it rounds to a whole number, which then stands in the low bits. */
    static final float ROUNDER = 12582912f;

    static final float P6 = 1.5345812e-4f;
    static final float P5 = 1.3399931e-3f;
    static final float P4 = 9.618489e-3f;
    static final float P3 = 5.5503288e-2f;
    static final float P2 = 0.24022647f;
    static final float P1 = 0.6931472f;
    static final float SIXTH = 1f / 6f;

    /** Where the value is at most {@code low} or at least {@code high}, the curve is flat; NaN where it nowhere is. */
    final float low;

    final float high;
    /** Elsewhere its slope is (start + rise y) (1 − fall y). */
    final float start;

    final float rise;
    final float fall;

    Curve(float low, float high, float start, float rise, float fall) {
        this.low = low;
        this.high = high;
        this.start = start;
        this.rise = rise;
        this.fall = fall;
    }

    /** The function's value. */
    public float at(float x) {
        return switch (this) {
            case LINEAR -> x;
            case RELU -> Math.max(x, 0f);
            case SIGMOID -> 1f / (1f + exp(x, -1f));
            case TANH -> 1f - 2f / (1f + exp(x, 2f));
            case HARD_SIGMOID -> Math.min(Math.max(Fma.add(x, 0.2f, 0.5f), 0f), 1f);
            case HARD_SIGMOID_6 -> Math.min(Math.max(x + 3f, 0f), 6f) * SIXTH;
        };
    }

    /** The derivative where the function's value is {@code y}; 0 at a corner. */
    public float slope(float y) {
        return y <= low || y >= high ? 0f : Fma.add(rise, y, start) * Fma.add(-fall, y, 1f);
    }

    /** e to the {@code rate} x. */
    private static float exp(float x, float rate) {
        float limit = LIMIT / Math.abs(rate);
        float clamped = Math.max(Math.min(x, limit), -limit);
        float rounded = Fma.add(clamped, rate * LOG2_E, ROUNDER);
        float r = Fma.add(clamped, rate * LOG2_E, ROUNDER - rounded);
        float r2 = r * r;
        float low = Fma.add(P1, r, 1f);
        float middle = Fma.add(P3, r, P2);
        float high = Fma.add(P6, r2, Fma.add(P5, r, P4));
        float p = Fma.add(Fma.add(high, r2, middle), r2, low);
        return Float.intBitsToFloat(Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(rounded) << 23));
    }
}
