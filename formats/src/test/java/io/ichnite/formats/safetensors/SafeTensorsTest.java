package io.ichnite.formats.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import io.ichnite.formats.Mutations;
import io.ichnite.formats.RandomSpecs;
import io.ichnite.nn.Shape;
import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {
    private static final List<WeightSpec> TWO = List.of(
            new WeightSpec("b", Shape.of(2, 1), WeightSpec.Start.ZEROS),
            new WeightSpec("a", Shape.of(1), WeightSpec.Start.ZEROS));

    @Test
    void everyNetworkComesBack() throws IOException {
        Random random = new Random(Mutations.SEED);
        RandomSpecs specs = new RandomSpecs(random);
        for (int round = 0; round < 100; round++) {
            Weights weights = Weights.zeros(specs.next().weights());
            for (int i = 0; i < weights.values().length; i++) {
                weights.values()[i] = random.nextFloat() - 0.5f;
            }
            SafeTensors back = SafeTensors.read(bytes(weights), "a");
            assertArrayEquals(weights.values(), back.weights(weights.specs()).values(), "seed " + Mutations.SEED);
            assertEquals(weights.specs().stream().map(WeightSpec::name).toList(), back.names());
        }
    }

    @Test
    void theBytesAreTheFormats() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafeTensors.write(new Weights(TWO, new float[] {1, 2, -3}), new TreeMap<>(Map.of("k", "v")), out);
        String header = "{\"__metadata__\": {\"k\": \"v\"}, \"b\": {\"dtype\": \"F32\", \"shape\": [2, 1],"
                + " \"data_offsets\": [0, 8]}, \"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [8, 12]}}";
        ByteBuffer buffer = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) buffer.getLong();
        assertEquals(0, length % 8);
        byte[] json = new byte[length];
        buffer.get(json);
        assertEquals(header, new String(json, UTF_8).stripTrailing());
        assertEquals(1f, buffer.getFloat());
        assertEquals(2f, buffer.getFloat());
        assertEquals(-3f, buffer.getFloat());
        assertEquals(0, buffer.remaining());
        SafeTensors back = SafeTensors.read(out.toByteArray(), "a");
        assertEquals(Map.of("k", "v"), back.metadata());
    }

    @Test
    void readsArraysInAnyOrder() {
        byte[] file = file(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}",
                12);
        assertEquals(List.of("b", "a"), SafeTensors.read(file, "a").names());
        assertEquals(3, SafeTensors.read(file, "a").weights(TWO).values().length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 4 | without gap or overlap",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 8 | without gap or overlap",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 8 | expected 4 bytes of numbers, found 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | 4 | a.data_offsets: expected whole numbers from 0 to 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}} | 8 | a.data_offsets: expected room for shape [1]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[8,8,8,8,8,8,8,8],\"data_offsets\":[0,8]}} | 8 | a.data_offsets: expected room",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}} | 8 | a.dtype: expected F32, found 'F64'",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}} | 4 | a.shape: expected whole numbers",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}} | 4 | a.shape: expected 1 to 8 extents",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}} | 4 | a.data_offsets: expected a begin and an end",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}} | 4 | a.x: unknown field",
                "{\"a\":1} | 4 | a: expected an object",
                "` {}` | 0 | which begins with '{'",
            })
    void refuses(String header, int data, String expected) {
        BadInput e = assertThrows(BadInput.class, () -> SafeTensors.read(file(header, data), "w.safetensors"));
        assertTrue(String.valueOf(e.getMessage()).startsWith("w.safetensors: "), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains(expected.strip()), e.getMessage());
    }

    @Test
    void refusesHeadersLongerThanTheFile() {
        byte[] file = file("{}", 0);
        for (long length : new long[] {-1, 0, 1, 3, 1L << 40, Long.MIN_VALUE}) {
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
            assertThrows(BadInput.class, () -> SafeTensors.read(file, "a"));
        }
        assertThrows(BadInput.class, () -> SafeTensors.read(new byte[7], "a"));
    }

    @Test
    void refusesOtherNetworksAndNumbersThatAreNone() throws IOException {
        SafeTensors nan = SafeTensors.read(bytes(new Weights(TWO, new float[] {1, Float.NaN, 3})), "w");
        BadInput e = assertThrows(BadInput.class, () -> nan.weights(TWO));
        assertEquals("w: b: expected finite numbers, found NaN as number 1", e.getMessage());
        assertThrows(BadInput.class, () -> nan.weights(TWO.subList(0, 1)));
        List<WeightSpec> other = List.of(TWO.get(0), new WeightSpec("a", Shape.of(2), WeightSpec.Start.ZEROS));
        BadInput shape = assertThrows(BadInput.class, () -> nan.weights(other));
        assertEquals("w: a: expected an array of shape (2), found (1)", shape.getMessage());
    }

    @Test
    void damageIsRefused() throws IOException {
        byte[] valid = bytes(new Weights(TWO, new float[] {1, 2, 3}));
        Mutations.fuzz(valid, valid.length, 10_000, bytes -> SafeTensors.read(bytes, "fuzz")
                .weights(TWO));
    }

    private static byte[] bytes(Weights weights) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafeTensors.write(weights, new TreeMap<>(), out);
        return out.toByteArray();
    }

    private static byte[] file(String header, int data) {
        byte[] json = header.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + json.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }
}
