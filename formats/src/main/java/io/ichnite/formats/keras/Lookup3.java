package io.ichnite.formats.keras;

/** The check sum that HDF5 puts behind its headers: lookup3's {@code hashlittle} with 0 to begin with (Bob Jenkins, 2006). */
final class Lookup3 {
    private Lookup3() {}

    static int of(byte[] bytes) {
        int a = 0xdeadbeef + bytes.length;
        int b = a;
        int c = a;
        int at = 0;
        for (; bytes.length - at > 12; at += 12) {
            a += word(bytes, at);
            b += word(bytes, at + 4);
            c += word(bytes, at + 8);
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
        if (at == bytes.length) {
            return c;
        }
        a += word(bytes, at);
        b += word(bytes, at + 4);
        c += word(bytes, at + 8);
        c = (c ^ b) - rotate(b, 14);
        a = (a ^ c) - rotate(c, 11);
        b = (b ^ a) - rotate(a, 25);
        c = (c ^ b) - rotate(b, 16);
        a = (a ^ c) - rotate(c, 4);
        b = (b ^ a) - rotate(a, 14);
        return (c ^ b) - rotate(b, 24);
    }

    /** Four bytes, the first of them the lowest; zeros behind the end. */
    private static int word(byte[] bytes, int at) {
        int word = 0;
        for (int i = 0; i < 4 && at + i < bytes.length; i++) {
            word |= (bytes[at + i] & 0xff) << 8 * i;
        }
        return word;
    }

    private static int rotate(int word, int by) {
        return Integer.rotateLeft(word, by);
    }
}
