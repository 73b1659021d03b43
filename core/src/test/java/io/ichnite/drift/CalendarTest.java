package io.ichnite.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.data.Dates;
import io.ichnite.drift.Calendar.Bucket;
import io.ichnite.drift.Calendar.Unit;
import io.ichnite.error.BadConfig;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarTest {
    private static final LocalDate UNTIL = Dates.end("2017");

    @Test
    void bucketsFollowEachOther() {
        Calendar quarters = Calendar.every(Unit.QUARTER, LocalDate.of(2020, 2, 10), LocalDate.of(2020, 8, 1));
        assertEquals(
                List.of(
                        new Bucket("2020-Q1", LocalDate.of(2020, 2, 11), LocalDate.of(2020, 3, 31)),
                        new Bucket("2020-Q2", LocalDate.of(2020, 4, 1), LocalDate.of(2020, 6, 30)),
                        new Bucket("2020-Q3", LocalDate.of(2020, 7, 1), LocalDate.of(2020, 9, 30))),
                quarters.buckets());
        assertEquals(List.of("2018-01", "2018-02"), names(Calendar.every(Unit.MONTH, UNTIL, LocalDate.of(2018, 2, 1))));
        assertEquals(List.of("2018", "2019"), names(Calendar.read("year", UNTIL, LocalDate.of(2019, 1, 1))));
        assertEquals(List.of(), Calendar.every(Unit.YEAR, UNTIL, UNTIL).buckets());
    }

    @Test
    void theSeedsBuckets() {
        Calendar seed = Calendar.read("2018-03,2018,2019", UNTIL, UNTIL);
        assertEquals(List.of("2018-03", "2018", "2019"), names(seed));
        assertEquals(0, seed.bucketOf(LocalDate.of(2018, 1, 1)));
        assertEquals(0, seed.bucketOf(LocalDate.of(2018, 3, 31)));
        assertEquals(1, seed.bucketOf(LocalDate.of(2018, 4, 1)));
        assertEquals(2, seed.bucketOf(LocalDate.of(2019, 12, 31)));
        assertEquals(-1, seed.bucketOf(LocalDate.of(2020, 1, 1)));
        assertEquals(-1, seed.bucketOf(UNTIL));
        assertEquals(-1, seed.bucketOf(null));
    }

    @Test
    void theSeedComparesTexts() {
        Calendar seed = Calendar.read("2018-03,2018,2019", UNTIL, UNTIL);
        assertEquals(-1, SeedMonths.bucketOf(seed, "2017-12-31 10:00:00"));
        assertEquals(0, SeedMonths.bucketOf(seed, "2018-03-31 23:59:59"));
        assertEquals(1, SeedMonths.bucketOf(seed, "2018-04"));
        assertEquals(1, SeedMonths.bucketOf(seed, "2018-13-01"));
        assertEquals(0, SeedMonths.bucketOf(seed, "2018"));
        assertEquals(2, SeedMonths.bucketOf(seed, "2019-01"));
        assertEquals(-1, SeedMonths.bucketOf(seed, "2020-01"));
        assertEquals(-1, SeedMonths.bucketOf(seed, "unknown"));
        assertEquals(-1, SeedMonths.bucketOf(seed, ""));
        assertEquals(-1, SeedMonths.bucketOf(seed, null));
        Calendar days = Calendar.read("2018-03-15", UNTIL, UNTIL);
        assertThrows(BadConfig.class, () -> SeedMonths.bucketOf(days, "2018-03"));
    }

    @Test
    void datesRiseAfterTraining() {
        assertThrows(BadConfig.class, () -> Calendar.read("2017-12", UNTIL, UNTIL));
        assertThrows(BadConfig.class, () -> Calendar.read("2018,2018-03", UNTIL, UNTIL));
        assertThrows(BadConfig.class, () -> Calendar.read("2018,2018-12-31", UNTIL, UNTIL));
        assertThrows(BadConfig.class, () -> Calendar.read("2018,", UNTIL, UNTIL));
        assertThrows(BadConfig.class, () -> Calendar.read("week", UNTIL, UNTIL));
        assertThrows(BadConfig.class, () -> Calendar.read("", UNTIL, UNTIL));
        assertThrows(BadConfig.class, () -> Calendar.every(Unit.MONTH, UNTIL, LocalDate.of(9999, 1, 1)));
    }

    private static List<String> names(Calendar calendar) {
        return calendar.buckets().stream().map(Bucket::name).toList();
    }
}
