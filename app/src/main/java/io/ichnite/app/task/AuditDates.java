package io.ichnite.app.task;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When rows were first seen, and whether training looks back only.
 *
 * @param train of the rows of training
 * @param test of those of the test
 * @param later rows of training first seen after the first row of the test
 * @param earlier rows of the test first seen before the last row of training
 * @param wrong share of pairs, one of training and one of the test, of which that of training is the later one; NaN without pairs
 */
record AuditDates(Span train, Span test, int later, int earlier, double wrong) {
    /**
     * Of one set.
     *
     * @param dated rows whose date is known
     * @param first null where none is
     * @param last null where none is
     */
    record Span(int rows, int dated, @Nullable LocalDate first, @Nullable LocalDate last) {}

    static AuditDates of(AuditRows rows) {
        long[] train = days(rows, rows.ofTrain());
        long[] test = days(rows, rows.ofTest());
        int later = 0;
        int earlier = 0;
        double pairs = 0;
        if (train.length > 0 && test.length > 0) {
            later = train.length - upTo(train, test[0]);
            earlier = upTo(test, train[train.length - 1] - 1);
            for (long day : train) {
                pairs += upTo(test, day - 1);
            }
        }
        return new AuditDates(
                span(rows.trainRows(), train),
                span(rows.testRows(), test),
                later,
                earlier,
                pairs / ((double) train.length * test.length));
    }

    /** Whether both sets have dates. */
    boolean known() {
        return train.dated() > 0 && test.dated() > 0;
    }

    private static long[] days(AuditRows rows, List<Integer> some) {
        return some.stream()
                .map(rows::date)
                .filter(Objects::nonNull)
                .mapToLong(LocalDate::toEpochDay)
                .sorted()
                .toArray();
    }

    private static Span span(int rows, long[] days) {
        return days.length == 0
                ? new Span(rows, 0, null, null)
                : new Span(
                        rows, days.length, LocalDate.ofEpochDay(days[0]), LocalDate.ofEpochDay(days[days.length - 1]));
    }

    /** How many of some sorted days are not after a day. */
    private static int upTo(long[] days, long day) {
        int low = 0;
        int high = days.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (days[middle] <= day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
