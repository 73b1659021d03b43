package io.ichnite.formats.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @Test
    void textsAreWhatTheJdkSays() {
        DateTimeFormatter text = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT);
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            long milli = random.nextLong(-60_000_000_000_000L, 250_000_000_000_000L);
            LocalDateTime time = LocalDateTime.ofEpochSecond(
                    Math.floorDiv(milli, 1000), Math.floorMod(milli, 1000) * 1_000_000, ZoneOffset.UTC);
            assertEquals(milli, Times.ofText(time.format(text)), time.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1970-01-01 00:00:01|1000",
                "1970-01-01 00:00:01,5|1500",
                "1970-01-01T00:00:01.25|1250",
                "1970-01-01 00:00:01.123999|1123",
                "2024-02-29 00:00:00,000|1709164800000"
            })
    void fractionsOfAnyLength(String text, long milli) {
        assertEquals(milli, Times.ofText(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024-01-01",
                "2024-01-01 00:00:00,",
                "2024-01-01 00:00:00,1x",
                "2024-01-01 00:00:00Z",
                "2024-01-01 24:00:00",
                "2024-01-01 00:60:00",
                "2024-13-01 00:00:00",
                "2023-02-29 00:00:00",
                "2024-00-01 00:00:00",
                "2024/01/01 00:00:00",
                "+024-01-01 00:00:00",
                "2024-01-01 00:00:00,11111111111111111111111111111111111111"
            })
    void noTimes(String text) {
        assertEquals(Times.NONE, Times.ofText(text));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1558483088.094,1558483088094", "1519000001.2656,1519000001266", "-1.5,-1500", "1e3,1000000"})
    void seconds(String number, long milli) {
        assertEquals(milli, Times.ofSeconds(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "-Infinity",
                "1e300",
                "",
                "x",
                "11111111111111111111111111111111111111111",
                "253402300800"
            })
    void noSeconds(String number) {
        assertEquals(Times.NONE, Times.ofSeconds(number));
    }
}
