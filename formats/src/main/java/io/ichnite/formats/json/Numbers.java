package io.ichnite.formats.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as text: the fewest digits that read back as the same number, the nearest of these to it, spelled as Python's
 * {@code repr}: {@code 0.1}, {@code 1e-05}, {@code 3.4028235e+38}. The JDK's own {@code toString} is not used, as before
 * JDK 19 it gives more digits than are needed.
 */
public final class Numbers {
    private static final int FLOAT_DIGITS = 9;
    private static final int DOUBLE_DIGITS = 17;
    /** Numbers of 1e16 and above, or below 1e-4, get an exponent. */
    private static final int LARGEST_PLAIN = 16;

    private static final int SMALLEST_PLAIN = -4;

    private Numbers() {}

    /** The shortest text that reads back as this float; {@code nan}, {@code inf} and {@code -inf} as Python has them. */
    public static String text(float number) {
        if (Float.isNaN(number) || Float.isInfinite(number) || number == 0) {
            return special(number);
        }
        BigDecimal exact = new BigDecimal(Math.abs((double) number));
        float magnitude = Math.abs(number);
        return sign(number) + spell(shortest(exact, FLOAT_DIGITS, d -> d.floatValue() == magnitude));
    }

    /** The shortest text that reads back as this double; {@code nan}, {@code inf} and {@code -inf} as Python has them. */
    public static String text(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number) || number == 0) {
            return special(number);
        }
        double magnitude = Math.abs(number);
        return sign(number)
                + spell(shortest(new BigDecimal(magnitude), DOUBLE_DIGITS, d -> d.doubleValue() == magnitude));
    }

    private static String special(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        return sign(number) + (number == 0 ? "0.0" : "inf");
    }

    private static String sign(double number) {
        return Math.copySign(1, number) < 0 ? "-" : "";
    }

    /** From the most digits down: what p digits can tell apart, p + 1 can too, so the first failure ends the search. */
    private static BigDecimal shortest(BigDecimal exact, int mostDigits, Predicate<BigDecimal> readsBack) {
        BigDecimal best = exact;
        int digits = mostDigits;
        while (digits >= 1) {
            BigDecimal shorter = nearest(exact, digits, readsBack);
            if (shorter == null) {
                break;
            }
            best = shorter.stripTrailingZeros();
            digits = Math.min(digits, best.precision()) - 1;
        }
        return best;
    }

    /**
     * The nearest number of so many digits that reads back; null if none does. Both neighbours are tried, as next to a power
     * of two the gap below is half the gap above, and the farther one may be the one that reads back.
     */
    private static @Nullable BigDecimal nearest(BigDecimal exact, int digits, Predicate<BigDecimal> readsBack) {
        BigDecimal even = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        if (readsBack.test(even)) {
            return even;
        }
        boolean wasUp = even.compareTo(exact) > 0;
        BigDecimal other = exact.round(new MathContext(digits, wasUp ? RoundingMode.DOWN : RoundingMode.UP));
        return readsBack.test(other) ? other : null;
    }

    private static String spell(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        String digits = bare.unscaledValue().toString();
        int point = digits.length() - bare.scale(); // where the decimal point stands among the digits
        int exponent = point - 1;
        if (exponent < SMALLEST_PLAIN || exponent >= LARGEST_PLAIN) {
            String head = digits.substring(0, 1);
            String tail = digits.length() == 1 ? "" : "." + digits.substring(1);
            String power = String.valueOf(Math.abs(exponent));
            return head + tail + "e" + (exponent < 0 ? "-" : "+") + (power.length() < 2 ? "0" + power : power);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length()) + ".0";
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }
}
