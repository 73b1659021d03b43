package io.ichnite.formats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    /** Spellings by NumPy and Python. */
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1, 1.0",
        "0, 0.0",
        "-0.0, -0.0",
        "0.5, 0.5",
        "1e-5, 1e-05",
        "1.5e-5, 1.5e-05",
        "0.0001, 0.0001",
        "0.00012345679, 0.00012345679",
        "3.4028235e38, 3.4028235e+38",
        "1.4e-45, 1e-45",
        "1.17549435e-38, 1.1754944e-38",
        "16777216, 16777216.0",
        "1e16, 1e+16",
        "123456.7, 123456.7",
        "0.33333334, 0.33333334",
        "9.999999e-5, 9.999999e-05",
        "-2.5, -2.5",
        "NaN, nan",
        "Infinity, inf",
        "-Infinity, -inf"
    })
    void floatsAreSpelledAsPythonDoes(float number, String text) {
        assertEquals(text, Numbers.text(number));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1e-5, 1e-05",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "1e22, 1e+22",
        "123456789012345680, 1.2345678901234568e+17",
        "2e-3, 0.002",
        "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "5.684341886080802e-14, 5.684341886080802e-14",
        "9007199254740993, 9007199254740992.0",
        "0.30000000000000004, 0.30000000000000004"
    })
    void doublesAreSpelledAsPythonDoes(double number, String text) {
        assertEquals(text, Numbers.text(number));
    }

    @Test
    void anyFloatReadsBackAndNothingShorterDoes() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            float number = i % 2 == 0 ? Float.intBitsToFloat(random.nextInt()) : random.nextFloat();
            if (!Float.isFinite(number) || number == 0) {
                continue;
            }
            String text = Numbers.text(number);
            String seen = "seed " + SEED + ", number " + Float.floatToIntBits(number) + " spelled " + text;
            assertEquals(number, Float.parseFloat(text), seen);
            int digits = new BigDecimal(text).stripTrailingZeros().precision();
            if (digits > 1) {
                BigDecimal exact = new BigDecimal((double) number);
                for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
                    BigDecimal shorter = exact.round(new MathContext(digits - 1, mode));
                    assertNotEquals(number, shorter.floatValue(), seen);
                }
            }
        }
    }

    @Test
    void powersOfTwoReadBack() {
        for (int exponent = Float.MIN_EXPONENT - 23; exponent <= Float.MAX_EXPONENT; exponent++) {
            float number = Math.scalb(1f, exponent);
            assertEquals(number, Float.parseFloat(Numbers.text(number)), "2^" + exponent);
        }
        for (int exponent = Double.MIN_EXPONENT - 52; exponent <= Double.MAX_EXPONENT; exponent++) {
            double number = Math.scalb(1d, exponent);
            assertEquals(number, Double.parseDouble(Numbers.text(number)), "2^" + exponent);
        }
    }

    @Test
    void anyDoubleReadsBack() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertEquals(number, Double.parseDouble(Numbers.text(number)), "seed " + SEED);
            }
        }
    }
}
