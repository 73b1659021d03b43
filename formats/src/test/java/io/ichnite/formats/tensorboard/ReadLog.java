package io.ichnite.formats.tensorboard;

import io.ichnite.formats.protobuf.Fields;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log as a tree of JSON in the form of the recorded answers: by kind, run and tag, what each step holds, restarts taken
 * into account as TensorBoard documents them.
 */
final class ReadLog {
    private static final Map<String, String> KINDS =
            Map.of("scalars", "scalars", "histograms", "histograms", "text", "texts", "images", "images");
    private static final Pattern EMBEDDING = Pattern.compile(
            """
            embeddings \\{
              tensor_name: "([^\n]*)"
              tensor_path: "([a-z-]+\\.tsv)"
              metadata_path: "([a-z-]+\\.tsv)"
              tensor_shape: (\\d+)
              tensor_shape: (\\d+)
            \\}
            """);

    /** By kind, run and tag: time, step and what there is at that step. */
    private final Map<String, Map<String, Map<String, List<List<Object>>>>> series = new TreeMap<>();

    private final Map<String, Object> graphs = new TreeMap<>();
    private final Map<String, Object> projectors = new TreeMap<>();

    private ReadLog() {}

    static Map<String, Object> of(Path folder) throws IOException {
        ReadLog log = new ReadLog();
        for (String kind : KINDS.values()) {
            log.series.put(kind, new TreeMap<>());
        }
        try (var runs = Files.list(folder)) {
            for (Path run : runs.sorted().toList()) {
                log.run(run);
            }
        }
        Map<String, Object> tree = new TreeMap<>(log.series);
        tree.put("graphs", log.graphs);
        tree.put("projector", log.projectors);
        return tree;
    }

    private void run(Path folder) throws IOException {
        String run = folder.getFileName().toString();
        boolean started = false;
        for (Fields event : Events.of(folder)) {
            if (event.has(7)) {
                if (started) {
                    drop(run, event.integer(2));
                }
                started = true;
            } else if (event.has(4)) {
                graphs.put(run, graph(event.message(4)));
            } else if (event.has(5)) {
                value(run, event, event.message(5).message(1));
            }
        }
        if (Files.exists(folder.resolve("projector_config.pbtxt"))) {
            projectors.put(run, projector(folder));
        }
    }

    /** A restart: this step, and all that were later, never were. */
    private void drop(String run, long step) {
        for (Map<String, Map<String, List<List<Object>>>> runs : series.values()) {
            for (List<List<Object>> entries : runs.getOrDefault(run, Map.of()).values()) {
                entries.removeIf(entry -> (long) entry.get(1) >= step);
            }
        }
    }

    private void value(String run, Fields event, Fields value) {
        String plugin = value.message(9).message(1).text(1);
        Fields tensor = value.message(8);
        List<Object> entry = new ArrayList<>(List.of(event.number(1), event.integer(2)));
        switch (plugin) {
            case "scalars" -> entry.add(number(tensor.single(5)));
            case "histograms" -> entry.add(bins(tensor));
            case "text" -> entry.add(tensor.text(8));
            case "images" -> {
                List<byte[]> strings = tensor.all(8);
                entry.add(Integer.parseInt(new String(strings.get(0), StandardCharsets.UTF_8)));
                entry.add(Integer.parseInt(new String(strings.get(1), StandardCharsets.UTF_8)));
                entry.add(sha256(strings.get(2)));
            }
            default -> throw new AssertionError(plugin);
        }
        series.computeIfAbsent(String.valueOf(KINDS.get(plugin)), kind -> new TreeMap<>())
                .computeIfAbsent(run, name -> new TreeMap<>())
                .computeIfAbsent(value.text(1), tag -> new ArrayList<>())
                .add(entry);
    }

    private static Object number(double number) {
        return Double.isFinite(number) ? number : Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
    }

    private static List<Object> bins(Fields tensor) {
        List<Integer> extents = extents(tensor.message(2));
        ByteBuffer content = ByteBuffer.wrap(tensor.bytes(4)).order(ByteOrder.LITTLE_ENDIAN);
        List<Object> bins = new ArrayList<>();
        for (int i = 0; i < extents.get(0); i++) {
            bins.add(List.of(content.getDouble(), content.getDouble(), content.getDouble()));
        }
        if (content.hasRemaining() || extents.get(1) != 3) {
            throw new AssertionError("a histogram of shape " + extents);
        }
        return bins;
    }

    private static List<Integer> extents(Fields shape) {
        return shape.messages(2).stream().map(dim -> (int) dim.integer(1)).toList();
    }

    private static List<Object> graph(Fields graph) {
        List<Object> nodes = new ArrayList<>();
        for (Fields node : graph.messages(1)) {
            Map<String, Object> attributes = new TreeMap<>();
            for (Fields attribute : node.messages(5)) {
                attributes.put(attribute.text(1), attribute(attribute.message(2)));
            }
            List<String> inputs = node.all(3).stream()
                    .map(input -> new String(input, StandardCharsets.UTF_8))
                    .toList();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", node.text(1));
            entry.put("op", node.text(2));
            entry.put("inputs", inputs);
            entry.put("attributes", attributes);
            nodes.add(entry);
        }
        return nodes;
    }

    private static Object attribute(Fields value) {
        return switch (value.numbers().get(0)) {
            case 1 ->
                value.message(1).messages(7).stream().map(ReadLog::extents).toList();
            case 2 -> value.text(2);
            case 3 -> value.integer(3);
            case 4 -> (double) value.single(4);
            case 5 -> value.integer(5) == 1;
            default -> throw new AssertionError("an attribute of kind " + value.numbers());
        };
    }

    private static List<Object> projector(Path run) throws IOException {
        String config = Files.readString(run.resolve("projector_config.pbtxt"));
        List<Object> tables = new ArrayList<>();
        Matcher embedding = EMBEDDING.matcher(config);
        int end = 0;
        while (embedding.find()) {
            end = embedding.end();
            List<Object> vectors = new ArrayList<>();
            for (String line : Files.readAllLines(run.resolve(embedding.group(2)))) {
                vectors.add(Arrays.stream(line.split("\t", -1))
                        .map(number -> (double) Float.parseFloat(number))
                        .toList());
            }
            Map<String, Object> table = new LinkedHashMap<>();
            table.put("name", embedding.group(1).replace("\\\\", "\\"));
            table.put("shape", List.of(Integer.parseInt(embedding.group(4)), Integer.parseInt(embedding.group(5))));
            table.put("vectors", vectors);
            table.put("metadata", Files.readString(run.resolve(embedding.group(3)), StandardCharsets.US_ASCII));
            tables.add(table);
        }
        if (end != config.length()) {
            throw new AssertionError("not understood: " + config.substring(end));
        }
        return tables;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
