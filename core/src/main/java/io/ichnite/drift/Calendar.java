package io.ichnite.drift;

import io.ichnite.data.Dates;
import io.ichnite.error.BadConfig;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Time after training, in buckets that follow each other without a gap.
 *
 * @param until the last day of training
 * @param buckets the first begins the day after
 */
public record Calendar(LocalDate until, List<Bucket> buckets) {
    /** More are no picture of anything, and would come of a date that is a slip. */
    private static final int MOST = 1000;

    /**
     * A stretch of days.
     *
     * @param name {@code 2018-03}, {@code 2018-Q1}, {@code 2018}, or as it was asked for; digits, letters and hyphens
     * @param last is in it
     */
    public record Bucket(String name, LocalDate first, LocalDate last) {}

    /** How long buckets are that follow the calendar; the first may be shorter. */
    public enum Unit {
        MONTH(1),
        QUARTER(3),
        YEAR(12);

        private final int months;

        Unit(int months) {
            this.months = months;
        }

        private LocalDate last(LocalDate day) {
            int month = (day.getMonthValue() - 1) / months * months + months;
            return YearMonth.of(day.getYear(), month).atEndOfMonth();
        }

        private String name(LocalDate day) {
            return switch (this) {
                case MONTH -> YearMonth.from(day).toString();
                case QUARTER -> day.getYear() + "-Q" + ((day.getMonthValue() - 1) / months + 1);
                case YEAR -> String.valueOf(day.getYear());
            };
        }
    }

    public Calendar {
        buckets = List.copyOf(buckets);
    }

    /**
     * Buckets of a unit up to that which holds the newest day; none if that is not after training.
     *
     * @throws BadConfig if that makes more than 1000
     */
    public static Calendar every(Unit unit, LocalDate until, LocalDate newest) {
        List<Bucket> buckets = new ArrayList<>();
        for (LocalDate first = until.plusDays(1); !first.isAfter(newest); ) {
            if (buckets.size() == MOST) {
                throw new BadConfig("expected at most " + MOST + " buckets from " + until + " to " + newest
                        + "; take longer ones, or mend the newest date");
            }
            LocalDate last = unit.last(first);
            buckets.add(new Bucket(unit.name(first), first, last));
            first = last.plusDays(1);
        }
        return new Calendar(until, buckets);
    }

    /**
     * Buckets that end with given dates, each to its end.
     *
     * @param words {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}, rising, the first after training
     * @throws BadConfig if they are not
     */
    public static Calendar upTo(LocalDate until, List<String> words) {
        List<Bucket> buckets = new ArrayList<>();
        LocalDate before = until;
        for (String word : words) {
            LocalDate last;
            try {
                last = Dates.end(word);
            } catch (IllegalArgumentException e) {
                throw new BadConfig("--bucket: " + e.getMessage());
            }
            if (!last.isAfter(before)) {
                throw new BadConfig("--bucket: expected dates that rise after " + until + ", found " + word
                        + (before.equals(until) ? "" : " after " + before));
            }
            buckets.add(new Bucket(word, before.plusDays(1), last));
            before = last;
        }
        return new Calendar(until, buckets);
    }

    /**
     * What {@code --bucket} says: {@code month}, {@code quarter}, {@code year}, or dates with commas between them.
     *
     * @throws BadConfig if it is neither
     */
    public static Calendar read(String word, LocalDate until, LocalDate newest) {
        for (Unit unit : Unit.values()) {
            if (unit.name().equalsIgnoreCase(word)) {
                return every(unit, until, newest);
            }
        }
        if (word.isEmpty() || !Character.isDigit(word.charAt(0))) {
            throw new BadConfig("--bucket: expected month, quarter, year or DATE,DATE,…, found '" + word + "'");
        }
        return upTo(until, List.of(word.split(",", -1)));
    }

    /** The bucket that a day lies in; −1 where none does, or the day is not known. */
    public int bucketOf(@Nullable LocalDate day) {
        if (day == null || !day.isAfter(until)) {
            return -1;
        }
        for (int i = 0; i < buckets.size(); i++) {
            if (!day.isAfter(buckets.get(i).last())) {
                return i;
            }
        }
        return -1;
    }
}
