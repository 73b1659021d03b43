package io.ichnite.metric;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads the goldens' arrays: version 1, little endian, row by row. */
final class SmallNpy {
    private SmallNpy() {}

    static float[] floats(String resource) throws IOException {
        ByteBuffer values = values(resource, "<f4");
        float[] array = new float[values.remaining() / 4];
        values.asFloatBuffer().get(array);
        return array;
    }

    static int[] ints(String resource) throws IOException {
        ByteBuffer values = values(resource, "<i4");
        int[] array = new int[values.remaining() / 4];
        values.asIntBuffer().get(array);
        return array;
    }

    static double[] doubles(String resource) throws IOException {
        ByteBuffer values = values(resource, "<f8");
        double[] array = new double[values.remaining() / 8];
        values.asDoubleBuffer().get(array);
        return array;
    }

    private static ByteBuffer values(String resource, String type) throws IOException {
        try (InputStream in = SmallNpy.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no resource " + resource);
            }
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            byte[] header = new byte[bytes.getShort(8)];
            bytes.position(10).get(header);
            String text = new String(header, StandardCharsets.ISO_8859_1);
            if (!text.contains("'" + type + "'") || !text.contains("'fortran_order': False")) {
                throw new IOException("another array: " + text);
            }
            return bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
