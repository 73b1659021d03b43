package io.ichnite.app.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LetteringTest {
    @Test
    void whatFitsStays() {
        assertEquals("archive", Lettering.TEXT.fit("archive", 100));
        assertEquals("", Lettering.TEXT.fit("", 0));
    }

    @Test
    void theMiddleGivesWay() {
        String cut = Lettering.TEXT.fit("Trojan.Win32.AgentGeneric.Variant17", 120);
        assertTrue(cut.startsWith("Trojan.") && cut.contains("…") && cut.endsWith("17"), cut);
        assertTrue(Lettering.TEXT.width(cut) <= 120, cut);
    }

    @Test
    void signsAreNeverHalved() {
        String shells = "\uD83D\uDC1A".repeat(50);
        for (int room = 20; room < 200; room++) {
            String cut = Lettering.TEXT.fit(shells, room);
            assertEquals(0, cut.replace("\uD83D\uDC1A", "").replace("…", "").length(), cut);
        }
    }

    @Test
    void noNameIsLong() {
        for (String sign : new String[] {"i", "W", "\u0301", "漢"}) {
            assertTrue(Lettering.SMALL.fit(sign.repeat(100_000), 1e9).length() <= 80, sign);
        }
    }

    @Test
    void boldAndLargeAreWider() {
        assertTrue(Lettering.TITLE.width("ichnite") > Lettering.TEXT.width("ichnite"));
        assertTrue(Lettering.TEXT.width("ichnite") > Lettering.SMALL.width("ichnite"));
    }
}
