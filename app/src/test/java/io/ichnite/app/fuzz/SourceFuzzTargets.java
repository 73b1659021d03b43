package io.ichnite.app.fuzz;

import io.ichnite.app.show.Streams;
import io.ichnite.app.source.FeatureFolder;
import io.ichnite.app.source.LabelArray;
import io.ichnite.app.source.ScoreFile;
import io.ichnite.app.source.TraceFiles;
import io.ichnite.error.BadInput;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.formats.npy.Npz;
import io.ichnite.fuzz.FuzzTarget;
import io.ichnite.fuzz.FuzzTargets;
import io.ichnite.fuzz.Parts;
import io.ichnite.ingest.IngestOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as the command line opens them: the kind of each found by what it holds. */
public final class SourceFuzzTargets implements FuzzTargets {
    private static final String CSV = "file_id,label,api,tid,index\n1,2,NtOpenFile,1,0\n1,2,NtClose,1,1\n";
    private static final List<String> FEATURES =
            List.of("feature_7.npy", "logits.npy", "labels.npy", "names.csv", "classes.txt", "head.npz");

    @Override
    public List<FuzzTarget> all() {
        return List.of(
                // Blocks of 8 MiB, however short the input; and what Zstandard may hold by its documentation.
                FuzzTarget.of("ingest-any", 4096, BadInput.class, SourceFuzzTargets::ingest, SourceFuzzTargets::traces)
                        .withMemory(400L << 20, 1000),
                FuzzTarget.of("scores", 1024, BadInput.class, SourceFuzzTargets::scores, SourceFuzzTargets::scoreSeeds),
                FuzzTarget.of(
                                "feature-folder",
                                4096,
                                BadInput.class,
                                SourceFuzzTargets::features,
                                SourceFuzzTargets::folders)
                        .withRefusal(NoSuchFileException.class));
    }

    private static void ingest(byte[] bytes, Path scratch) throws IOException {
        Path file = Files.write(scratch.resolve("in"), bytes);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        TraceFiles.ingest(
                List.of(file.toString()),
                scratch.resolve("store"),
                IngestOptions.defaults().withThreads(1),
                new Streams(InputStream.nullInputStream(), nowhere, nowhere, 0));
    }

    private static void scores(byte[] bytes, Path scratch) throws IOException {
        boolean array = bytes.length > 0 && bytes[0] == (byte) 0x93;
        ScoreFile.read(Files.write(scratch.resolve(array ? "in.npy" : "in.txt"), bytes));
    }

    private static void features(byte[] bytes, Path scratch) throws IOException {
        Map<String, byte[]> parts = Parts.split(bytes);
        for (String name : FEATURES) {
            byte[] content = parts.get(name);
            if (content == null) {
                Files.deleteIfExists(scratch.resolve(name));
            } else {
                Files.write(scratch.resolve(name), content);
            }
        }
        FeatureFolder folder = FeatureFolder.open(scratch);
        folder.classes();
        folder.labels();
        folder.head();
        folder.headLayer();
        for (int row = 0; row < Math.min(3, folder.rows()); row++) {
            folder.id(row);
        }
        folder.features(folder.layers());
        if (parts.containsKey("labels.npy")) {
            LabelArray.read(scratch.resolve("labels.npy"), folder.rows());
        }
    }

    private static List<byte[]> traces() throws IOException {
        byte[] csv = CSV.getBytes(StandardCharsets.US_ASCII);
        byte[] dump = "[\"NtOpenFile NtClose\", \"a b\"]".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
            for (byte[] content : List.of(csv, dump)) {
                ZipEntry entry = new ZipEntry("f" + content.length + ".json");
                entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        return List.of(csv, dump, zipped.toByteArray());
    }

    private static List<byte[]> scoreSeeds() throws IOException {
        return List.of(
                npy(NpyArray.of(new double[] {0.5, -1e300}, 2)),
                npy(NpyArray.of(new float[] {1}, 1)),
                "0.5\n-1e-3\n 7 \n".getBytes(StandardCharsets.US_ASCII));
    }

    private static List<byte[]> folders() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("feature_7.npy", npy(NpyArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3)));
        parts.put("logits.npy", npy(NpyArray.of(new double[] {1, 2, 3, 4}, 2, 2)));
        parts.put("labels.npy", npy(NpyArray.of(new int[] {0, -1}, 2)));
        parts.put("names.csv", "name,label\na,x\nb,\n".getBytes(StandardCharsets.US_ASCII));
        parts.put("classes.txt", "x\ny".getBytes(StandardCharsets.US_ASCII));
        Path file = Files.createTempFile("ichnite-fuzz", ".npz");
        Map<String, NpyArray> head = new LinkedHashMap<>();
        head.put("W", NpyArray.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
        head.put("b", NpyArray.of(new float[] {1, 2}, 2));
        head.put("layer", NpyArray.of(new int[] {7}));
        Npz.write(head, file);
        parts.put("head.npz", Files.readAllBytes(file));
        Files.delete(file);
        byte[] all = Parts.join(parts);
        parts.keySet().retainAll(List.of("feature_7.npy"));
        return List.of(all, Parts.join(parts));
    }

    private static byte[] npy(NpyArray array) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        array.writeTo(out);
        return out.toByteArray();
    }
}
