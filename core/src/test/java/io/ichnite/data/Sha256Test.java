package io.ichnite.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {
    /** The example of FIPS 180-2, B.1. */
    @Test
    void isTheDigestOfTheStandard() {
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                new Sha256().add("abc".getBytes(StandardCharsets.US_ASCII)).text());
    }

    @Test
    void numbersOneByOneAreThoseAtOnce() {
        assertEquals(
                new Sha256().add(1).add(-2).add(3).text(),
                new Sha256().add(new int[] {9, 1, -2, 3, 9}, 1, 3).text());
    }

    @Test
    void noTwoListsOfTextsLookAlike() {
        assertNotEquals(
                new Sha256().add("ab").add("c").text(),
                new Sha256().add("a").add("bc").text());
    }
}
