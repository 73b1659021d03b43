package io.ichnite.formats.fuzz;

import io.airlift.compress.zstd.ZstdOutputStream;
import io.ichnite.formats.archive.Tars;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Good inputs of our own making, the same each time. */
final class TraceSeeds {
    private static final String CSV = "file_id,label,api,tid,index\n1,2,NtOpenFile,1,0\n1,2,NtClose,1,1\n";
    private static final String SEQUENCES = "[\"NtOpenFile NtClose\", \"\\u0041 b\", \"\"]";

    /** Bytes of a longer file that are enough. */
    private static final int HEAD = 2000;

    private TraceSeeds() {}

    /** Those of a kind of trace. */
    static List<byte[]> of(String word) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String text : texts(word)) {
            seeds.add(bytes(text));
            seeds.add(gzip(bytes(text)));
        }
        return seeds;
    }

    private static List<String> texts(String word) throws IOException {
        return switch (word) {
            case "json-sequences" -> List.of(SEQUENCES, "\u00EF\u00BB\u00BF[]", "[\"\\ud83d\\ude00 x\\n\",\n\"A\"]");
            case "cape" -> List.of(file("reports/cape-2.4.json"));
            case "cuckoo" -> List.of(file("reports/cuckoo-1.2.json"), file("reports/cuckoo-2.0.json"));
            case "speakeasy" ->
                List.of(
                        file("reports/speakeasy-1.1.json"),
                        file("reports/speakeasy-1.1-entry-points.json"),
                        file("reports/speakeasy-3.0.json"));
            case "report" ->
                List.of(
                        file("reports/cape-2.4.json"),
                        file("reports/cuckoo-1.2.json"),
                        file("reports/speakeasy-1.1-entry-points.json"),
                        file("reports/speakeasy-3.0.json"));
            case "relay" ->
                List.of(
                        head("logs/timed.relay"),
                        "0024:Call ntdll.NtClose(1) ret=1\n0024:Ret  ntdll.NtClose() retval=c0000034 ret=1\n");
            case "strace" ->
                List.of(
                        head("logs/all.strace"),
                        head("logs/err.strace"),
                        head("logs/tt.strace"),
                        file("logs/child.strace"));
            case "text" ->
                List.of(
                        "\u00EF\u00BB\u00BFLoadLibraryA GetProcAddress\r\n\r\n  NtClose,NtClose\tNtOpenFile \nExitProcess",
                        "NtClose\r\n\n NtOpenFile \nNtClose",
                        "my kind\tNtClose NtOpenFile\r\n0\tNtClose\n",
                        "sha256,labels,0,1,2\r\nab,1,NtClose,,NtOpenFile\r\n\"7\",\"a, \"\"b\"\"\",A\nab,0,NtClose,,\n",
                        "hash,t_0,t_1,malware\nh,82,240,1\n");
            default -> throw new IllegalArgumentException(word + " has no good inputs: write some here");
        };
    }

    /** One of the project's own, a character a byte. */
    private static String file(String name) throws IOException {
        try (InputStream in = TraceSeeds.class.getResourceAsStream("/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Its first lines. */
    private static String head(String name) throws IOException {
        String text = file(name);
        return text.substring(0, text.lastIndexOf('\n', HEAD) + 1);
    }

    static List<byte[]> lists() {
        return List.of(
                bytes("[\"a\", 1, \"\\u00e9 b\", \"Trojan\"]"),
                bytes("[1, \"2\", 9223372036854775807, 0]"),
                bytes("[]"));
    }

    static List<byte[]> lineLabels() {
        return List.of(bytes("Trojan\r\nmy kind\n0\n"), bytes("\u00EF\u00BB\u00BFa\n"));
    }

    static List<byte[]> zstandard() throws IOException {
        byte[] mixed = new byte[3000];
        Random random = new Random(1);
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (byte) (i < 1000 ? "abcd".charAt(random.nextInt(4)) : i < 2000 ? random.nextInt() : i / 100);
        }
        byte[] one = zstd(bytes(CSV));
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.writeBytes(one);
        two.writeBytes(zstd(bytes("x".repeat(500))));
        return List.of(one, two.toByteArray(), zstd(mixed), zstd(new byte[0]));
    }

    static List<byte[]> zips() throws IOException {
        return List.of(zip(false), zip(true));
    }

    static List<byte[]> tars() throws IOException {
        return List.of(
                new Tars().file("a.csv", CSV).file("b/c.json", SEQUENCES).end(),
                new Tars()
                        .member("././@LongLink", 'L', bytes("n".repeat(150) + "\0"))
                        .file("n", CSV)
                        .member("x", 'x', bytes("16 path=a/b.csv\n10 size=3\n"))
                        .file("y", "abc")
                        .member("d/", '5', new byte[0])
                        .end(),
                new Tars()
                        .member("l", '2', new byte[0])
                        .member("g", 'g', bytes("14 comment=x\n"))
                        .member("s", 'S', new byte[0])
                        .end());
    }

    static List<byte[]> archives() throws IOException {
        List<byte[]> all = new ArrayList<>(zips());
        all.addAll(tars());
        return all;
    }

    private static byte[] zip(boolean stored) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            int number = 0;
            for (byte[] content : List.of(bytes(CSV), bytes(SEQUENCES), gzip(bytes(CSV)), zstd(bytes(SEQUENCES)))) {
                ZipEntry entry = new ZipEntry("f" + number++ + ".trace");
                entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
                if (stored) {
                    CRC32 sum = new CRC32();
                    sum.update(content);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(content.length);
                    entry.setCrc(sum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(content);
            }
            zip.setComment(stored ? "a comment" : "");
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] zstd(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    /** Characters of a byte each. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
