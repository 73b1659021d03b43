package io.ichnite.formats.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnedTest {
    @ParameterizedTest
    @CsvSource({
        "true,0x00000000,=0",
        "true,0,=0",
        "true,-0,=0",
        "true,0x1,=+",
        "true,0xffffffffffffffff,=+",
        "true,,''",
        "true,SUCCESS,=+",
        "false,0x00000000,=0",
        "false,0xC0000034,=0xc0000034",
        "false,0xffffffffc0000034,=0xc0000034",
        "false,-1073741772,=0xc0000034",
        "false,3221225524,=0xc0000034",
        "false,2,=0x00000002",
        "false,0x1c0000034,=0x00000001c0000034",
        "false,18446744073709551615,=0xffffffff",
        "false,18446744073709551616,!",
        "false,0x,!",
        "false,0x-1,!",
        "false,FAILURE,!",
        "false,,!",
        ",0x0,=0",
        ",0xc0000034,=+",
        ",,''"
    })
    void suffix(Boolean succeeded, String value, String suffix) {
        assertEquals(suffix, Returned.suffix(succeeded, value));
    }
}
