package io.ichnite.formats.protobuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.formats.Mutations;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTest {
    /** Bytes as Google's own runtime for Python (protobuf 7.36.2) writes them. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0800",
        "1, 150, 089601",
        "2, -1, 10ffffffffffffffffff01",
        "16, 9223372036854775807, 8001ffffffffffffffff7f",
        "536870911, 1, f8ffffff0f01"
    })
    void integersAreVarints(int field, long value, String hex) {
        assertEquals(hex, hex(new Message().integer(field, value)));
    }

    @Test
    void otherKindsAreAsTheFormatSays() {
        assertEquals("09000000000000f83f", hex(new Message().number(1, 1.5)));
        assertEquals("0d0000c03f", hex(new Message().number(1, 1.5f)));
        assertEquals("120774657374696e67", hex(new Message().text(2, "testing")));
        assertEquals("0a02c3a9", hex(new Message().text(1, "é")));
        assertEquals("0a013f", hex(new Message().text(1, "\ud800")));
        assertEquals("1a03089601", hex(new Message().message(3, new Message().integer(1, 150))));
        assertEquals("0a000a0101", hex(new Message().bytes(1, new byte[0]).bytes(1, new byte[] {1})));
    }

    @Test
    void whatIsMadeWhenItIsWrittenLiesWhereItWasPut() throws IOException {
        Message inner = new Message()
                .integer(1, 1)
                .content(2, 3, out -> out.write(new byte[] {7, 8, 9}))
                .integer(3, 2);
        Message outer =
                new Message().text(1, "a").message(2, inner).message(2, inner).integer(4, 5);
        String hex = "0a0161" + "1209" + "08011203070809" + "1802" + "1209" + "08011203070809" + "1802" + "2005";
        assertEquals(hex, hex(outer));
        assertEquals(hex.length() / 2, outer.size());
        Message large = new Message().message(1, new Message().content(2, 5L << 30, out -> {}));
        assertEquals((5L << 30) + 12, large.size());
        assertThrows(ArithmeticException.class, large::bytes);
    }

    @Test
    void contentOfAnotherSizeThanToldIsADefect() {
        Message message = new Message().content(1, 2, out -> out.write(0));
        assertThrows(IllegalStateException.class, message::bytes);
    }

    @Test
    void everythingComesBack() {
        Random random = new Random(Mutations.SEED);
        for (int round = 0; round < 1000; round++) {
            int field = 1 + random.nextInt(round % 2 == 0 ? 20 : (1 << 29) - 1);
            long value = random.nextLong() >> random.nextInt(64);
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            Message message = new Message()
                    .integer(field, value)
                    .number(field, Double.longBitsToDouble(value))
                    .bytes(field, bytes)
                    .number(field, Float.intBitsToFloat((int) value));
            Fields read = new Fields(message.bytes());
            assertEquals(List.of(field, field, field, field), read.numbers(), "seed " + Mutations.SEED);
            assertArrayEquals(bytes, read.all(field).get(2), "seed " + Mutations.SEED);
            Fields first = new Fields(new Message().integer(field, value).bytes());
            assertEquals(value, first.integer(field), "seed " + Mutations.SEED);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "536870912"})
    void noOtherFieldExists(int field) {
        assertThrows(IllegalArgumentException.class, () -> new Message().integer(field, 1));
    }

    private static String hex(Message message) {
        return HexFormat.of().formatHex(message.bytes());
    }
}
