package io.ichnite.formats.npy;

import io.ichnite.error.BadInput;
import io.ichnite.formats.file.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** NumPy's .npz: a zip of .npy files, stored or deflated. */
public final class Npz {
    /** Beyond this a file must not unpack to more than {@link #RATIO} times its size: a bomb is told by its growth. */
    private static final long FREE = 16L << 20;

    private static final long RATIO = 200;
    private static final int MOST_ENTRIES = 10_000;

    private Npz() {}

    /**
     * Reads all arrays, by name without {@code .npy}, in the file's order.
     *
     * @throws BadInput if the file is no .npz, is damaged, or unpacks to far more than it is
     * @throws IOException if the disk refuses
     */
    public static Map<String, NpyArray> read(Path file) throws IOException {
        if (!Files.isRegularFile(file) && Files.exists(file)) {
            throw BadInput.in(file.toString(), "expected an ordinary file");
        }
        long budget = Math.max(FREE, Math.multiplyExact(RATIO, Files.size(file)));
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw BadInput.in(file.toString(), "expected at most " + MOST_ENTRIES + " arrays");
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String source = file + "/" + entry.getName();
                if (!entry.getName().endsWith(".npy")) {
                    throw BadInput.in(source, "expected .npy entries alone");
                }
                byte[] bytes = unpack(zip, entry, budget, source);
                budget -= bytes.length;
                String name = entry.getName().substring(0, entry.getName().length() - 4);
                if (arrays.put(name, NpyReader.read(bytes, source)) != null) {
                    throw BadInput.in(source, "expected each name once");
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw BadInput.in(file.toString(), "expected a whole .npz (zip) file: " + e.getMessage());
        }
        return Collections.unmodifiableMap(arrays);
    }

    /**
     * Writes arrays under their names, stored, beside its place and moves it there. The same arrays give the same bytes.
     *
     * @throws IOException if the disk refuses
     */
    public static void write(Map<String, NpyArray> arrays, Path file) throws IOException {
        WholeFile.replace(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                array.getValue().writeTo(bytes);
                CRC32 sum = new CRC32();
                sum.update(bytes.toByteArray());
                ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
                entry.setMethod(ZipEntry.STORED);
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                entry.setSize(bytes.size());
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                bytes.writeTo(zip);
                zip.closeEntry();
            }
            zip.finish();
        });
    }

    /** Reads what is there, not what the entry claims; grows with it. */
    private static byte[] unpack(ZipFile zip, ZipEntry entry, long budget, String source) throws IOException {
        long limit = Math.min(budget, Integer.MAX_VALUE - 9);
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in == null ? new byte[0] : in.readNBytes((int) limit + 1);
            if (bytes.length > limit) {
                throw BadInput.in(source, "unpacks to far more than the file holds");
            }
            return bytes;
        }
    }
}
