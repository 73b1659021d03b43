package io.ichnite.formats.safetensors;

import io.ichnite.error.BadInput;
import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.JsonObject;
import io.ichnite.nn.Shape;
import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named float32 arrays: eight bytes of header length (little-endian), a JSON header of {@code dtype}, {@code shape} and
 * {@code data_offsets} by name, then the numbers, without gap or overlap. Only F32 is read and written. Format:
 * huggingface/safetensors. Immutable; safe for use by many threads.
 */
public final class SafeTensors {
    private static final int LONGEST_HEADER = 16 << 20;
    private static final String METADATA = "__metadata__";

    private record Tensor(String name, Shape shape, int begin, int end) {}

    private final String source;
    private final SortedMap<String, String> metadata;
    private final Map<String, Tensor> tensors;
    private final ByteBuffer data;

    private SafeTensors(
            String source, SortedMap<String, String> metadata, Map<String, Tensor> tensors, ByteBuffer data) {
        this.source = source;
        this.metadata = Collections.unmodifiableSortedMap(metadata);
        this.tensors = Collections.unmodifiableMap(tensors);
        this.data = data;
    }

    /**
     * Writes the arrays in their order, by their specs' names; the same weights give the same bytes. Does not close the
     * stream.
     *
     * @throws IllegalArgumentException if two arrays share a name
     * @throws IOException if the stream refuses
     */
    public static void write(Weights weights, SortedMap<String, String> metadata, OutputStream out) throws IOException {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            header.put(METADATA, metadata);
        }
        for (int i = 0; i < weights.specs().size(); i++) {
            WeightSpec spec = weights.specs().get(i);
            long begin = 4L * weights.offset(i);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", "F32");
            entry.put("shape", spec.shape().extents());
            entry.put("data_offsets", List.of(begin, begin + 4L * spec.shape().size()));
            if (spec.name().equals(METADATA) || header.put(spec.name(), entry) != null) {
                throw new IllegalArgumentException("two arrays are called '" + spec.name() + "'");
            }
        }
        byte[] json = Json.line(header).getBytes(StandardCharsets.UTF_8);
        // blanks, so that the numbers begin at a multiple of eight
        int filled = (json.length + 7) / 8 * 8;
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(filled)
                .array());
        out.write(json);
        out.write(" ".repeat(filled - json.length).getBytes(StandardCharsets.US_ASCII));
        ByteBuffer chunk = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = weights.values();
        for (int at = 0; at < values.length; at += chunk.capacity() / 4) {
            int count = Math.min(chunk.capacity() / 4, values.length - at);
            chunk.asFloatBuffer().put(values, at, count);
            out.write(chunk.array(), 0, 4 * count);
        }
    }

    /**
     * Reads the bytes of a safetensors file.
     *
     * @param source what messages call them
     * @throws BadInput if they are damaged, or hold anything but F32
     */
    public static SafeTensors read(byte[] bytes, String source) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.length < 8 ? -1 : buffer.getLong(0);
        if (length < 2 || length > LONGEST_HEADER || length > bytes.length - 8) {
            throw BadInput.in(source, "expected a safetensors header of 2 to " + LONGEST_HEADER + " bytes, all there");
        }
        int start = 8 + (int) length;
        JsonObject header = new JsonObject(Json.read(text(buffer, start, source), source), source, "");
        SortedMap<String, String> metadata = new TreeMap<>();
        List<Tensor> tensors = new ArrayList<>();
        for (String name : header.names()) {
            JsonObject entry = header.object(name);
            if (name.equals(METADATA)) {
                entry.names().forEach(key -> metadata.put(key, entry.text(key)));
            } else {
                tensors.add(tensor(name, entry, bytes.length - start));
            }
        }
        tensors.sort(java.util.Comparator.comparingInt(Tensor::begin));
        Map<String, Tensor> byName = new LinkedHashMap<>();
        int end = 0;
        for (Tensor tensor : tensors) {
            if (tensor.begin() != end) {
                throw BadInput.in(source, tensor.name() + ": expected arrays without gap or overlap");
            }
            end = tensor.end();
            byName.put(tensor.name(), tensor);
        }
        if (end != bytes.length - start) {
            throw BadInput.in(source, "expected " + end + " bytes of numbers, found " + (bytes.length - start));
        }
        return new SafeTensors(
                source, metadata, byName, buffer.slice(start, end).order(ByteOrder.LITTLE_ENDIAN));
    }

    public SortedMap<String, String> metadata() {
        return metadata;
    }

    /** The names of the arrays, in the order of their numbers. */
    public List<String> names() {
        return List.copyOf(tensors.keySet());
    }

    /**
     * The arrays of a network.
     *
     * @throws BadInput if one is missing, too many or of another shape, or holds a number that is not finite
     */
    public Weights weights(List<WeightSpec> specs) {
        int size = 0;
        for (WeightSpec spec : specs) {
            Tensor tensor = tensors.get(spec.name());
            if (tensor == null || !tensor.shape().equals(spec.shape())) {
                throw BadInput.in(
                        source,
                        spec.name() + ": expected an array of shape " + spec.shape() + ", found "
                                + (tensor == null ? "none" : tensor.shape()));
            }
            size = Math.addExact(size, spec.shape().size());
        }
        if (specs.size() != tensors.size()) {
            throw BadInput.in(source, "expected " + specs.size() + " arrays, found " + tensors.size());
        }
        float[] values = new float[size];
        int at = 0;
        for (WeightSpec spec : specs) {
            Tensor tensor = tensors.get(spec.name());
            int count = tensor == null ? 0 : spec.shape().size();
            int begin = tensor == null ? 0 : tensor.begin();
            data.slice(begin, 4 * count)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values, at, count);
            for (int i = at; i < at + count; i++) {
                if (!Float.isFinite(values[i])) {
                    throw BadInput.in(
                            source,
                            spec.name() + ": expected finite numbers, found " + values[i] + " as number " + (i - at));
                }
            }
            at += count;
        }
        return new Weights(specs, values);
    }

    private static String text(ByteBuffer buffer, int end, String source) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(buffer.slice(8, end - 8))
                    .toString();
            if (text.charAt(0) != '{') {
                throw BadInput.in(source, "expected a safetensors header, which begins with '{'");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw BadInput.in(source, "expected a safetensors header of UTF-8");
        }
    }

    private static Tensor tensor(String name, JsonObject entry, int present) {
        if (!entry.text("dtype").equals("F32")) {
            throw entry.bad("dtype", "expected F32, found '" + entry.text("dtype") + "'");
        }
        List<Long> offsets = entry.integers("data_offsets", 0, present);
        List<Long> extents = entry.integers("shape", 0, present);
        entry.end();
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw entry.bad("data_offsets", "expected a begin and an end");
        }
        if (extents.isEmpty() || extents.size() > 8 || extents.contains(0L)) {
            throw entry.bad("shape", "expected 1 to 8 extents, each at least 1");
        }
        long bytes = 4;
        for (long extent : extents) {
            // both factors fit an int, and the product is held against what is there before it can grow
            bytes = bytes > present ? bytes : bytes * extent;
        }
        if (bytes != offsets.get(1) - offsets.get(0)) {
            throw entry.bad("data_offsets", "expected room for shape " + extents + " of 4 bytes each");
        }
        Shape shape = new Shape(extents.stream().map(Long::intValue).toList());
        return new Tensor(name, shape, offsets.get(0).intValue(), offsets.get(1).intValue());
    }
}
