package io.ichnite.formats.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.error.BadInput;
import io.ichnite.formats.SmallSeed;
import io.ichnite.formats.csv.CsvColumn;
import io.ichnite.formats.csv.LabelTable;
import io.ichnite.formats.csv.ManifestTable;
import io.ichnite.formats.json.SpecJson;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.formats.npy.Npz;
import io.ichnite.formats.safetensors.SafeTensors;
import io.ichnite.fuzz.FuzzTarget;
import io.ichnite.fuzz.FuzzTargets;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Shape;
import io.ichnite.nn.WeightSpec;
import io.ichnite.nn.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tables, arrays and descriptions of networks. */
public final class FileFuzzTargets implements FuzzTargets {
    @Override
    public List<FuzzTarget> all() {
        return List.of(
                FuzzTarget.of(
                        "label-table", 2048, BadInput.class, FileFuzzTargets::labels, FileFuzzTargets::labelSeeds),
                FuzzTarget.of(
                        "manifest-table", 2048, BadInput.class, FileFuzzTargets::manifest, FileFuzzTargets::tables),
                FuzzTarget.of("csv-column", 2048, BadInput.class, FileFuzzTargets::column, FileFuzzTargets::tables),
                FuzzTarget.of("npy", 2048, BadInput.class, (b, s) -> npy(b), FileFuzzTargets::arrays),
                FuzzTarget.of("npz", 4096, BadInput.class, FileFuzzTargets::npz, FileFuzzTargets::archives),
                FuzzTarget.of("safetensors", 2048, BadInput.class, (b, s) -> tensors(b), FileFuzzTargets::tensorSeeds),
                FuzzTarget.of("network-spec", 4096, BadInput.class, (b, s) -> spec(b), FileFuzzTargets::specs));
    }

    private static Path file(byte[] bytes, Path scratch) throws IOException {
        return Files.write(scratch.resolve("in"), bytes);
    }

    private static void labels(byte[] bytes, Path scratch) throws IOException {
        LabelTable.read(file(bytes, scratch)).labels();
    }

    private static void manifest(byte[] bytes, Path scratch) throws IOException {
        ManifestTable.read(file(bytes, scratch));
    }

    private static void column(byte[] bytes, Path scratch) throws IOException {
        CsvColumn.read(file(bytes, scratch), List.of("file_id", "name"), "label");
    }

    /** What is read is written again, and reads back the same. */
    private static void npy(byte[] bytes) throws IOException {
        NpyArray array = NpyArray.read(bytes, "in");
        double[] numbers = array.doubles();
        array.floats();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        array.writeTo(out);
        NpyArray again = NpyArray.read(out.toByteArray(), "again");
        assertArrayEquals(array.shape(), again.shape());
        assertArrayEquals(numbers, again.doubles());
        array.longs();
        array.ints();
    }

    private static void npz(byte[] bytes, Path scratch) throws IOException {
        Npz.read(file(bytes, scratch)).values().forEach(NpyArray::doubles);
    }

    private static void tensors(byte[] bytes) {
        SafeTensors tensors = SafeTensors.read(bytes, "in");
        tensors.names();
        tensors.metadata();
        tensors.weights(List.of(weight("a", 2, 3), weight("b/c", 4)));
    }

    private static void spec(byte[] bytes) {
        NetworkSpec spec = SpecJson.read(new String(bytes, StandardCharsets.UTF_8), "in");
        assertEquals(spec, SpecJson.read(SpecJson.write(spec), "again"));
        spec.weights();
    }

    private static List<byte[]> labelSeeds() {
        return texts(
                "file_id,label,first_seen\n1,Trojan,2018-03\nabc,\"a \"\"b\"\"\",\n3,,2018-03-04 10:00:00\n",
                "\u00EF\u00BB\u00BFlabel,other,file_id\r\nx,y,\u00C3\u00A9\r\n\r\n",
                "first_seen,file_id\n2018,a\n2018-02-28T1,b\n");
    }

    private static List<byte[]> tables() {
        return texts(
                "name,label,first_seen\na/b.exe,Trojan,2018-03\n\"c,\nd\",\"a \"\"b\"\"\",never\n",
                "\u00EF\u00BB\u00BFlabel,other,name\r\nx,y,\u00C3\u00A9\r\n\r\n");
    }

    private static List<byte[]> texts(String... texts) {
        List<byte[]> all = new ArrayList<>();
        for (String text : texts) {
            all.add(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return all;
    }

    private static List<byte[]> arrays() throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (NpyArray array : List.of(
                NpyArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
                NpyArray.of(new double[] {1, -2}, 2),
                NpyArray.of(new int[] {7}),
                NpyArray.of(new byte[] {1, 2, 3, 4}, 2, 1, 2))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            array.writeTo(out);
            all.add(out.toByteArray());
        }
        String fortran = "{\"shape\": (2L, 2L), 'fortran_order': True, 'descr': '>i2'}\n";
        all.add(("\u0093NUMPY\2\0" + (char) fortran.length() + "\0\0\0" + fortran + "\0\1\0\2\0\3\0\4")
                .getBytes(StandardCharsets.ISO_8859_1));
        return all;
    }

    private static List<byte[]> archives() throws IOException {
        Path file = Files.createTempFile("ichnite-fuzz", ".npz");
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("a", NpyArray.of(new float[] {1, 2}, 2));
        arrays.put("b/c", NpyArray.of(new int[] {1, 2, 3, 4}, 2, 2));
        Npz.write(arrays, file);
        byte[] stored = Files.readAllBytes(file);
        Files.delete(file);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (java.util.zip.ZipOutputStream zip = new java.util.zip.ZipOutputStream(deflated)) {
            java.util.zip.ZipEntry entry = new java.util.zip.ZipEntry("a.npy");
            entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            zip.write(arrays().get(0));
        }
        return List.of(stored, deflated.toByteArray());
    }

    private static List<byte[]> tensorSeeds() throws IOException {
        List<WeightSpec> specs = List.of(weight("a", 2, 3), weight("b/c", 4));
        Weights weights = new Weights(specs, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        List<byte[]> all = new ArrayList<>();
        for (Map<String, String> metadata : List.of(Map.<String, String>of(), Map.of("format", "pt"))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            SafeTensors.write(weights, new TreeMap<>(metadata), out);
            all.add(out.toByteArray());
        }
        return all;
    }

    private static WeightSpec weight(String name, Integer... extents) {
        return new WeightSpec(name, new Shape(List.of(extents)), WeightSpec.Start.ZEROS);
    }

    private static List<byte[]> specs() {
        return texts(
                SpecJson.write(SmallSeed.spec(false)),
                SpecJson.write(SmallSeed.spec(true)),
                "{\"length\": 9, \"layers\": [{\"kind\": \"Embedding\", \"input_dim\": 4, \"output_dim\": 3},"
                        + "{\"kind\": \"GRU\", \"units\": 2, \"return_sequences\": true},"
                        + "{\"kind\": \"Conv1D\", \"filters\": 2, \"kernel_size\": 3, \"padding\": \"same\"},"
                        + "{\"kind\": \"Add\", \"inputs\": [\"gru\", \"conv1d\"]},"
                        + "{\"kind\": \"GlobalMaxPooling1D\"}, {\"kind\": \"Dropout\", \"rate\": 0.1},"
                        + "{\"kind\": \"Dense\", \"units\": 2, \"activation\": \"softmax\"}]}");
    }
}
