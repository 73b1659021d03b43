package io.ichnite.data;

import io.ichnite.error.BadConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ways to keep rows for validation. Rows are numbered as in the lists given; the same seed gives the same split on every
 * JDK. What cannot be split so is a {@link BadConfig}.
 */
public final class Splits {
    private Splits() {}

    /** The first {@code n} rows train, the rest validate: the published system's. */
    public static Split first(int n, int total) {
        if (n < 1 || n >= total) {
            throw new BadConfig("expected the first 1 to " + (total - 1) + " files of " + total
                    + " to train on, so that some are left to validate, found " + n);
        }
        return new Split(range(0, n), range(n, total));
    }

    /** Any rows; validation has {@code total · fraction} of them, rounded. */
    public static Split random(int total, double fraction, long seed) {
        return stratified(Collections.nCopies(total, ""), fraction, seed);
    }

    /** Any rows, but of each label alike, within a row. A label's only row trains. */
    public static Split stratified(List<String> labels, double fraction, long seed) {
        return grouped(labels, IntStream.range(0, labels.size()).boxed().toList(), fraction, seed);
    }

    /**
     * Whole groups: rows with equal keys stand on one side. As {@link #stratified} as far as groups allow.
     *
     * <p>The rule: all groups train at first. In a seeded order, again and again, a group changes sides where that brings
     * Σ (v − f n)²/n down, until none does; v and n are a label's rows in validation and in all, and the rows of all labels
     * together count as one more, weighed by a tenth. No label's last rows leave training. If that leaves nothing to
     * validate on, the one group whose move costs least goes there.
     *
     * @param labels of each row; the empty text where it is not known
     * @param groups a key for each row, compared by {@code equals}
     * @param fraction of the rows to validate on, above 0 and below 1
     */
    public static Split grouped(List<String> labels, List<?> groups, double fraction, long seed) {
        if (labels.size() != groups.size()) {
            throw new IllegalArgumentException(labels.size() + " labels and " + groups.size() + " groups");
        }
        if (!(fraction > 0 && fraction < 1)) {
            throw new BadConfig("expected a fraction above 0 and below 1 for validation, found " + fraction);
        }
        return new GroupedSplit(Groups.of(labels, groups), fraction).split(seed);
    }

    /**
     * Rows up to and including a day train, later ones validate. Rows without a date stand on neither side.
     *
     * @param dates the last day that is meant by each row's date, as {@link Dates#end} gives it; null where it is not known
     */
    public static Split byTime(List<? extends @Nullable LocalDate> dates, LocalDate until) {
        List<Integer> train = new ArrayList<>();
        List<Integer> validation = new ArrayList<>();
        for (int i = 0; i < dates.size(); i++) {
            LocalDate date = dates.get(i);
            if (date != null) {
                (date.isAfter(until) ? validation : train).add(i);
            }
        }
        if (train.isEmpty() || validation.isEmpty()) {
            throw new BadConfig("expected dates on both sides of " + until + ", found " + train.size()
                    + " up to it and " + validation.size() + " after it");
        }
        return new Split(train, validation);
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
