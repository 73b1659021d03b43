package io.ichnite.formats.bundle;

import io.ichnite.error.BadInput;
import io.ichnite.formats.file.Utf8;
import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.JsonObject;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorParts;
import io.ichnite.novelty.Detectors;
import io.ichnite.novelty.KeptDetector;
import io.ichnite.novelty.Matrix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A detector as entries of a zip, all under one prefix: {@code detector.json} says what it is made of, and each matrix is a float64
 * .npy array: {@code factor.npy}; those of part 0 of a detector that is made of others {@code 0/factor.npy}. The same detector gives the
 * same bytes.
 */
final class DetectorEntries {
    static final String DETECTOR = "detector.json";
    /** Goes up with every change that an older reader would misread. */
    private static final int FORMAT = 1;

    private static final int MOST_PARTS = 64;

    private DetectorEntries() {}

    /** Adds a detector to entries. */
    static void write(KeptDetector kept, String prefix, Map<String, byte[]> entries) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        tree.put("layers", kept.layers());
        if (kept.threshold().isPresent()) {
            tree.put("threshold", kept.threshold().getAsDouble());
        }
        tree.put("facts", kept.facts());
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        tree.put("detector", tree(kept.detector().parts(), prefix, arrays));
        entries.put(prefix + DETECTOR, Json.write(tree).getBytes(StandardCharsets.UTF_8));
        entries.putAll(arrays);
    }

    private static Map<String, Object> tree(DetectorParts parts, String place, Map<String, byte[]> arrays)
            throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", parts.kind().word());
        tree.put("numbers", parts.numbers());
        tree.put("matrices", List.copyOf(parts.matrices().keySet()));
        for (Map.Entry<String, Matrix> entry : parts.matrices().entrySet()) {
            Matrix matrix = entry.getValue();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            NpyArray.of(matrix.toArray(), matrix.rows(), matrix.columns()).writeTo(out);
            arrays.put(place + entry.getKey() + ".npy", out.toByteArray());
        }
        List<Object> inner = new ArrayList<>();
        for (DetectorParts part : parts.parts()) {
            inner.add(tree(part, place + inner.size() + "/", arrays));
        }
        tree.put("parts", inner);
        return tree;
    }

    /** Whether there is a detector under the prefix. */
    static boolean present(String prefix, Map<String, byte[]> entries) {
        return entries.containsKey(prefix + DETECTOR);
    }

    /** The names of the entries under the prefix, if there is a detector: all of them are its own. */
    static List<String> names(String prefix, Map<String, byte[]> entries) {
        return entries.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadInput if an entry is missing, damaged or too many under the prefix
     * @throws IllegalArgumentException if they make no detector
     */
    static KeptDetector read(String prefix, Map<String, byte[]> entries) {
        String source = prefix + DETECTOR;
        JsonObject in = new JsonObject(Json.read(text(entries, source), source), source, "");
        long format = in.integer("format", 1, Integer.MAX_VALUE);
        if (format != FORMAT) {
            throw in.bad(
                    "format",
                    "this ichnite reads detectors of format " + FORMAT + ", found " + format + "; a newer one made it");
        }
        List<String> layers = in.texts("layers");
        OptionalDouble threshold =
                in.has("threshold") ? OptionalDouble.of(in.number("threshold")) : OptionalDouble.empty();
        SortedMap<String, String> facts = new TreeMap<>();
        JsonObject told = in.object("facts");
        told.names().forEach(name -> facts.put(name, told.text(name)));
        Set<String> used = new LinkedHashSet<>();
        used.add(source);
        DetectorParts parts = parts(in.object("detector"), prefix, entries, used);
        in.end();
        for (String name : names(prefix, entries)) {
            if (!used.contains(name)) {
                throw BadInput.in(name, "expected " + used + " and nothing else");
            }
        }
        return new KeptDetector(Detectors.restore(parts), layers, threshold, facts);
    }

    private static DetectorParts parts(JsonObject in, String place, Map<String, byte[]> entries, Set<String> used) {
        DetectorKind kind = in.word("kind", DetectorKind::of);
        SortedMap<String, Double> numbers = new TreeMap<>();
        JsonObject single = in.object("numbers");
        single.names().forEach(name -> numbers.put(name, single.number(name)));
        SortedMap<String, Matrix> matrices = new TreeMap<>();
        for (String name : in.texts("matrices")) {
            String entry = place + name + ".npy";
            byte[] bytes = entries.get(entry);
            if (bytes == null || !used.add(entry)) {
                throw in.bad("matrices", "expected one entry " + entry);
            }
            matrices.put(name, matrix(bytes, entry));
        }
        List<DetectorParts> inner = new ArrayList<>();
        List<JsonObject> objects = in.objects("parts");
        if (objects.size() > MOST_PARTS) {
            throw in.bad("parts", "expected at most " + MOST_PARTS);
        }
        for (JsonObject object : objects) {
            inner.add(parts(object, place + inner.size() + "/", entries, used));
        }
        in.end();
        return new DetectorParts(kind, numbers, matrices, inner);
    }

    private static Matrix matrix(byte[] bytes, String entry) {
        NpyArray array = NpyArray.read(bytes, entry);
        int[] shape = array.shape();
        if (array.kind() != NpyArray.Kind.FLOAT64 || shape.length != 2) {
            throw BadInput.in(
                    entry,
                    "expected float64 in rows and columns, found " + array.kind() + " " + Arrays.toString(shape));
        }
        try {
            return Matrix.of(shape[0], shape[1], array.doubles());
        } catch (IllegalArgumentException e) {
            throw BadInput.in(entry, "expected finite numbers: " + e.getMessage());
        }
    }

    private static String text(Map<String, byte[]> entries, String name) {
        byte[] bytes = entries.get(name);
        if (bytes == null) {
            throw BadInput.in(name, "expected this entry, found " + entries.keySet());
        }
        try {
            return Utf8.text(bytes);
        } catch (CharacterCodingException e) {
            throw BadInput.in(name, "expected UTF-8");
        }
    }
}
