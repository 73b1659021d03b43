package io.ichnite.tensor;

/**
 * A function of one number, and its derivative told from the function's own value, so that a layer need not keep its sums.
 *
 * <p>The exponential is computed here, by the same steps in plain Java and in vectors, so that both give the same bits on
 * every machine: x = n ln 2 + r, a polynomial of degree 5 in r (Cephes' expf), n added to the exponent. Relative error
 * about 1e-7.
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

    static final float LIMIT = 87f;
    static final float LOG2_E = 1.442695f;
    /** 1.5 · 2²³: adding it rounds to a whole number, which then stands in the low bits. */
    static final float ROUNDER = 12582912f;

    static final float LN2_HIGH = -0.6933594f;
    static final float LN2_LOW = 0.00021219444f;
    static final float P5 = 0.00019875691f;
    static final float P4 = 0.00139819995f;
    static final float P3 = 0.008333452f;
    static final float P2 = 0.041665796f;
    static final float P1 = 0.16666665f;
    static final float P0 = 0.5f;
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
            case SIGMOID -> 1f / (1f + exp(-x));
            case TANH -> 1f - 2f / (1f + exp(x + x));
            case HARD_SIGMOID -> Math.min(Math.max(Fma.add(x, 0.2f, 0.5f), 0f), 1f);
            case HARD_SIGMOID_6 -> Math.min(Math.max(x + 3f, 0f), 6f) * SIXTH;
        };
    }

    /** The derivative where the function's value is {@code y}; 0 at a corner. */
    public float slope(float y) {
        return y <= low || y >= high ? 0f : Fma.add(rise, y, start) * Fma.add(-fall, y, 1f);
    }

    static float exp(float x) {
        float clamped = Math.max(Math.min(x, LIMIT), -LIMIT);
        float rounded = clamped * LOG2_E + ROUNDER;
        float n = rounded - ROUNDER;
        float r = Fma.add(n, LN2_LOW, Fma.add(n, LN2_HIGH, clamped));
        float p = Fma.add(P5, r, P4);
        p = Fma.add(p, r, P3);
        p = Fma.add(p, r, P2);
        p = Fma.add(p, r, P1);
        p = Fma.add(p, r, P0);
        p = Fma.add(p, r * r, r) + 1f;
        return Float.intBitsToFloat(Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(rounded) << 23));
    }
}
