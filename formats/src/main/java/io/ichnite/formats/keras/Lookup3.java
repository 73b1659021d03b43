package io.ichnite.formats.keras;

/** The check sum that HDF5 puts behind its headers: lookup3's {@code hashlittle} with 0 to begin with (Bob Jenkins, 2006). */
final class Lookup3 {
    private Lookup3() {}

    static int of(byte[] bytes, int from, int to) {
        int a = 0xdeadbeef + (to - from);
        int b = a;
        int c = a;
        int at = from;
        for (; to - at > 12; at += 12) {
            a += word(bytes, at, to);
            b += word(bytes, at + 4, to);
            c += word(bytes, at + 8, to);
            a = (a - c) ^ rotate(c, 4);
            c += b;
            b = (b - a) ^ rotate(a, 6);
            a += c;
            c = (c - b) ^ rotate(b, 8);
            b += a;
            a = (a - c) ^ rotate(c, 16);
            c += b;
            b = (b - a) ^ rotate(a, 19);
            a += c;
            c = (c - b) ^ rotate(b, 4);
            b += a;
        }
        if (at == to) {
            return c;
        }
        a += word(bytes, at, to);
        b += word(bytes, at + 4, to);
        c += word(bytes, at + 8, to);
        c = (c ^ b) - rotate(b, 14);
        a = (a ^ c) - rotate(c, 11);
        b = (b ^ a) - rotate(a, 25);
        c = (c ^ b) - rotate(b, 16);
        a = (a ^ c) - rotate(c, 4);
        b = (b ^ a) - rotate(a, 14);
        return (c ^ b) - rotate(b, 24);
    }

    /** Four bytes, the first of them the lowest; zeros behind the end. */
    private static int word(byte[] bytes, int at, int to) {
        int word = 0;
        for (int i = 0; i < 4 && at + i < to; i++) {
            word |= (bytes[at + i] & 0xff) << 8 * i;
        }
        return word;
    }

    private static int rotate(int word, int by) {
        return Integer.rotateLeft(word, by);
    }
}
