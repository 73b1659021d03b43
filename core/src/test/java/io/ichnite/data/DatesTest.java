package io.ichnite.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatesTest {
    @Test
    void aDateIsMeantToItsEnd() {
        assertEquals(LocalDate.of(2017, 12, 31), Dates.end("2017"));
        assertEquals(LocalDate.of(2016, 2, 29), Dates.end("2016-02"));
        assertEquals(LocalDate.of(2018, 3, 9), Dates.end("2018-03-09"));
    }

    @Test
    void theTimeOfAMomentIsNotLookedAt() {
        assertEquals(LocalDate.of(2018, 3, 9), Dates.endOfMoment("2018-03-09 23:59:59"));
        assertEquals(LocalDate.of(2018, 3, 9), Dates.endOfMoment("2018-03-09T23:59:59Z"));
        assertEquals(LocalDate.of(2018, 3, 31), Dates.endOfMoment("2018-03"));
    }

    @Test
    void whatIsNoDateIsRefused() {
        for (String word : List.of(
                "",
                "18",
                "2018-",
                "2018-13",
                "2018-3",
                "2018-02-30",
                "2018-03-09 ",
                "201803",
                "-018",
                "２０１８",
                "2018-03-09-1")) {
            assertThrows(IllegalArgumentException.class, () -> Dates.end(word), word);
        }
        assertThrows(IllegalArgumentException.class, () -> Dates.endOfMoment("2018-03 12:00"));
    }
}
