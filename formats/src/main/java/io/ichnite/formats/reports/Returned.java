package io.ichnite.formats.reports;

import org.jspecify.annotations.Nullable;

/** What a call returned, as a part of its name. */
final class Returned {
    private static final long HIGH = 0xFFFFFFFFL << 32;

    private Returned() {}

    /**
     * {@code =0} for nought, a failure's code as {@code =0xc0000034}, {@code =+} for whatever else. A failure whose code cannot be
     * read is {@code !}; a success that returned nothing has no suffix.
     *
     * @param succeeded null if the report does not say; then nothing is taken for a failure
     * @param value hexadecimal behind {@code 0x}, or decimal; null for none
     */
    static String suffix(@Nullable Boolean succeeded, @Nullable String value) {
        boolean failed = Boolean.FALSE.equals(succeeded);
        if (value == null) {
            return failed ? "!" : "";
        }
        long bits;
        try {
            bits = bits(value);
        } catch (NumberFormatException e) {
            return failed ? "!" : "=+";
        }
        if (bits == 0) {
            return "=0";
        }
        return failed ? "=" + code(bits) : "=+";
    }

    private static long bits(String value) {
        boolean hex = value.startsWith("0x") || value.startsWith("0X");
        if (hex) {
            return Long.parseUnsignedLong(value, 2, value.length(), 16);
        }
        return value.startsWith("-") ? Long.parseLong(value) : Long.parseUnsignedLong(value);
    }

    /** Eight digits, sixteen where needed: a negative code of 32 bits is the same code when a 64-bit program returns it. */
    private static String code(long bits) {
        long own = (bits & HIGH) == HIGH ? bits & ~HIGH : bits;
        String digits = Long.toHexString(own);
        return "0x" + "0".repeat((digits.length() <= 8 ? 8 : 16) - digits.length()) + digits;
    }
}
