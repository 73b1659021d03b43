package io.ichnite.formats.reports;

import java.time.DateTimeException;
import java.time.LocalDate;

/** When a call was made, as reports write it, in milliseconds since 1970. A report's zone of time is passed over. */
final class Times {
    /** It is none. */
    static final long NONE = Long.MIN_VALUE;

    private static final long DAY = 86_400_000L;
    private static final int LONGEST = 40;
    /** Beyond the year 9999. */
    private static final double MOST_SECONDS = 253_402_300_800.0;

    private Times() {}

    /** {@code 2024-01-31 23:59:59,123}; the fraction may be longer, shorter or absent. */
    static long ofText(String text) {
        int length = text.length();
        if (length < 19 || length > LONGEST || !shaped(text)) {
            return NONE;
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int milli = milli(text);
        if (hour > 23 || minute > 59 || second > 59 || milli < 0) {
            return NONE;
        }
        try {
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                    .toEpochDay();
            return day * DAY + ((hour * 60L + minute) * 60 + second) * 1000 + milli;
        } catch (DateTimeException e) {
            return NONE;
        }
    }

    private static boolean shaped(String text) {
        for (int i = 0; i < 19; i++) {
            char c = text.charAt(i);
            boolean good =
                    switch (i) {
                        case 4, 7 -> c == '-';
                        case 10 -> c == ' ' || c == 'T';
                        case 13, 16 -> c == ':';
                        default -> digit(c);
                    };
            if (!good) {
                return false;
            }
        }
        return true;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** Of what follows the seconds; −1 if it is no fraction. */
    private static int milli(String text) {
        if (text.length() == 19) {
            return 0;
        }
        if (text.length() == 20 || text.charAt(19) != ',' && text.charAt(19) != '.') {
            return -1;
        }
        int milli = 0;
        for (int i = 20; i < text.length(); i++) {
            if (!digit(text.charAt(i))) {
                return -1;
            }
            milli = i < 23 ? 10 * milli + text.charAt(i) - '0' : milli;
        }
        return text.length() == 21 ? 100 * milli : text.length() == 22 ? 10 * milli : milli;
    }

    /** Seconds since 1970, with a fraction or without. */
    static long ofSeconds(String number) {
        if (number.length() > LONGEST) {
            return NONE;
        }
        double seconds;
        try {
            seconds = Double.parseDouble(number);
        } catch (NumberFormatException e) {
            return NONE;
        }
        return Math.abs(seconds) < MOST_SECONDS ? Math.round(seconds * 1000) : NONE;
    }
}
