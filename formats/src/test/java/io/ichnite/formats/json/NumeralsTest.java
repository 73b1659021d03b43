package io.ichnite.formats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.formats.Mutations;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumeralsTest {
    /** Right column: Python's repr. */
    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "-0.0, -0.0",
        "1, 1.0",
        "0.1, 0.1",
        "1e-4, 0.0001",
        "1e-5, 1e-05",
        "-1.5e-300, -1.5e-300",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "1.5e22, 1.5e+22",
        "2e-3, 0.002",
        "2e23, 2e+23",
        "0x1p-44, 5.684341886080802e-14",
        "4.9e-324, 5e-324",
        "0x1p-1022, 2.2250738585072014e-308",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "123456.789, 123456.789"
    })
    void spelledAsPythonDoes(String value, String repr) {
        double number =
                value.startsWith("0x1p-44") ? 0x1p-44 : value.startsWith("0x") ? 0x1p-1022 : Double.parseDouble(value);
        assertEquals(repr, Numerals.of(number));
    }

    @Test
    void everyNumberComesBackAndNoneIsLongerThanJavasOwn() {
        Random random = new Random(Mutations.SEED);
        for (int i = 0; i < 5_000; i++) {
            double wide = Double.longBitsToDouble(random.nextLong());
            float narrow = Float.intBitsToFloat(random.nextInt());
            if (Double.isFinite(wide)) {
                String text = Numerals.of(wide);
                assertEquals(wide, Double.parseDouble(text), "seed " + Mutations.SEED);
                assertEquals(true, digits(text) <= digits(Double.toString(wide)), text);
            }
            if (Float.isFinite(narrow)) {
                assertEquals(narrow, Float.parseFloat(Numerals.of(narrow)), "seed " + Mutations.SEED);
            }
        }
        assertEquals("0.1", Numerals.of(0.1f));
        assertEquals("16777216.0", Numerals.of(0x1p24f));
    }

    private static int digits(String text) {
        String mantissa = text.replaceAll("[eE].*", "").replaceAll("[^0-9]", "").replaceAll("^0+|0+$", "");
        return Math.max(1, mantissa.length());
    }
}
