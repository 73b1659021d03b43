package io.ichnite.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Dates as people write them: a year, a month or a day, each meant to its end. */
public final class Dates {
    private Dates() {}

    /**
     * The last day of {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}.
     *
     * @throws IllegalArgumentException if the word is none of these, or no such day is in the calendar
     */
    public static LocalDate end(String word) {
        if (!word.matches("[0-9]{4}(-[0-9]{2}){0,2}")) {
            throw noDate(word, null);
        }
        try {
            int year = Integer.parseInt(word.substring(0, 4));
            if (word.length() == 4) {
                return LocalDate.of(year, 12, 31);
            }
            YearMonth month = YearMonth.of(year, Integer.parseInt(word.substring(5, 7)));
            return word.length() == 7 ? month.atEndOfMonth() : month.atDay(Integer.parseInt(word.substring(8)));
        } catch (DateTimeException e) {
            throw noDate(word, e);
        }
    }

    /**
     * The same for a moment: a time after the day, set off by a blank or a {@code T}, is not looked at.
     *
     * @throws IllegalArgumentException as {@link #end}
     */
    public static LocalDate endOfMoment(String text) {
        boolean timed = text.length() > 10 && (text.charAt(10) == ' ' || text.charAt(10) == 'T');
        return end(timed ? text.substring(0, 10) : text);
    }

    private static IllegalArgumentException noDate(String word, @Nullable Throwable cause) {
        return new IllegalArgumentException("expected a date YYYY, YYYY-MM or YYYY-MM-DD, found '" + word + "'", cause);
    }
}
