package io.ichnite.formats.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/**
 * Numbers as the shortest decimals that read back as the same number, spelled as Python's {@code repr}; the same on every
 * JDK, which {@link Double#toString} is not before 19.
 */
final class Numerals {
    private Numerals() {}

    /** A finite float64. */
    static String of(double value) {
        return value == 0
                ? 1 / value < 0 ? "-0.0" : "0.0"
                : spelled(shortest(new BigDecimal(value), 17, d -> d.doubleValue() == value));
    }

    /** A finite float32. */
    static String of(float value) {
        return value == 0
                ? 1 / value < 0 ? "-0.0" : "0.0"
                : spelled(shortest(new BigDecimal((double) value), 9, d -> d.floatValue() == value));
    }

    /** The fewest digits that come back; of several such decimals, the one nearest to the number. */
    private static BigDecimal shortest(BigDecimal exact, int most, Predicate<BigDecimal> comesBack) {
        for (int digits = 1; digits < most; digits++) {
            // the nearest decimal may fall short just above a power of two, where its farther neighbour does not
            BigDecimal low = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal high = exact.round(new MathContext(digits, RoundingMode.UP));
            boolean lowFirst =
                    exact.subtract(low).abs().compareTo(high.subtract(exact).abs()) <= 0;
            BigDecimal nearer = lowFirst ? low : high;
            if (comesBack.test(nearer)) {
                return nearer;
            }
            BigDecimal farther = lowFirst ? high : low;
            if (comesBack.test(farther)) {
                return farther;
            }
        }
        return exact.round(new MathContext(most, RoundingMode.HALF_EVEN));
    }

    private static String spelled(BigDecimal decimal) {
        BigDecimal value = decimal.stripTrailingZeros();
        String digits = value.unscaledValue().abs().toString();
        String sign = value.signum() < 0 ? "-" : "";
        int exponent = digits.length() - 1 - value.scale();
        if (exponent < -4 || exponent >= 16) {
            String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
            String size = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : "" + Math.abs(exponent);
            return sign + digits.charAt(0) + rest + "e" + (exponent < 0 ? "-" : "+") + size;
        }
        String plain = value.abs().toPlainString();
        return sign + plain + (plain.indexOf('.') < 0 ? ".0" : "");
    }
}
