package io.ichnite.drift;

import io.ichnite.drift.Calendar.Bucket;
import io.ichnite.error.BadConfig;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Buckets as the published system finds them: years and months are compared as texts, the first seven letters of
 * {@code first_seen} without hyphens, whether or not that is a date. {@code 2018-13} is of 2018; {@code unknown} of no bucket.
 */
public final class SeedMonths {
    private static final String YEARS_END = "\uffff";

    private SeedMonths() {}

    /**
     * The bucket of a text; −1 where there is none.
     *
     * @throws BadConfig if a bucket does not end with a month
     */
    public static int bucketOf(Calendar calendar, @Nullable String firstSeen) {
        if (firstSeen == null) {
            return -1;
        }
        String month = firstSeen.substring(0, Math.min(7, firstSeen.length())).replace("-", "");
        if (month.compareTo(bound(calendar.until())) <= 0) {
            return -1;
        }
        int i = 0;
        for (Bucket bucket : calendar.buckets()) {
            if (month.compareTo(bound(bucket.last())) <= 0) {
                return i;
            }
            i++;
        }
        return -1;
    }

    private static String bound(LocalDate last) {
        if (!last.equals(YearMonth.from(last).atEndOfMonth())) {
            throw new BadConfig("--seed-compatible compares months; expected buckets that end with one, found " + last);
        }
        return last.getMonthValue() == 12
                ? last.getYear() + YEARS_END
                : YearMonth.from(last).toString().replace("-", "");
    }
}
