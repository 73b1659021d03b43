package io.ichnite.formats.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadBundle;
import io.ichnite.formats.Goldens;
import io.ichnite.formats.Mutations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives as Keras makes them, and each of them wrong in one way. */
class KerasArchiveTest {
    private static final Path GOLDEN = Goldens.path("keras/models/as_lstm.sigmoid.keras3.15.keras");

    private final Path file;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    KerasArchiveTest(@TempDir Path folder) throws IOException {
        this.file = folder.resolve("m.keras");
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(GOLDEN)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
    }

    @Test
    void whatIsPackedAnewIsTheSame() throws IOException {
        Files.write(file, zip(Deflater.DEFLATED));
        assertTrue(KerasFiles.looksLikeKeras(file));
        assertEquals(KerasFiles.read(GOLDEN, 0).spec(), KerasFiles.read(file, 0).spec());
    }

    @Test
    void otherEntriesAreNotLookedAt() throws IOException {
        entries.put("../../etc/passwd", new byte[5]);
        entries.put("assets/\u001b[2Jx", new byte[3]);
        Files.write(file, zip(Deflater.DEFLATED));
        String remarks = KerasFiles.read(file, 0).remarks().toString();
        assertTrue(remarks.contains("the entry ../../etc/passwd is not looked at"), remarks);
        assertTrue(remarks.contains("\\u001B[2Jx"), remarks);
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsNamed() throws IOException {
        byte[] weights = entries.remove("model.weights.h5");
        refused(
                zip(Deflater.DEFLATED),
                "model.weights.h5: this entry is missing; the archive has [metadata.json, config.json]");
        entries.put("model.weights.h5", zip(Deflater.DEFLATED));
        refused(zip(Deflater.DEFLATED), "m.keras!model.weights.h5: expected an HDF5 file");
        entries.put("model.weights.h5", weights);
        entries.put("config.json", new byte[] {(byte) 0xff, '{'});
        refused(zip(Deflater.DEFLATED), "config.json: expected UTF-8");
        entries.put("config.json", "{\"class_name\": \"Lambda\"}".getBytes(StandardCharsets.UTF_8));
        refused(
                zip(Deflater.DEFLATED),
                "config.json: expected a Sequential, Model or Functional model, found 'Lambda'");
        entries.put("metadata.json", "{\"keras_version\": \"1.2.2\"}".getBytes(StandardCharsets.UTF_8));
        refused(zip(Deflater.DEFLATED), "keras_version: written by Keras 1.2.2; read are 2.0 and later");
    }

    @Test
    void oneNameTwiceIsRefused() throws IOException {
        entries.put("config.jso_", entries.get("config.json"));
        byte[] bytes = zip(Deflater.DEFLATED);
        for (int at = 0; at < bytes.length - 11; at++) {
            if (new String(bytes, at, 11, StandardCharsets.ISO_8859_1).equals("config.jso_")) {
                bytes[at + 10] = 'n';
            }
        }
        refused(bytes, "config.json: expected each entry once, found two");
    }

    @Test
    void claimsBeyondWhatIsStoredAreRefused() throws IOException {
        byte[] bomb = new byte[40 << 20];
        entries.put("model.weights.h5", bomb);
        refused(zip(Deflater.DEFLATED), "model.weights.h5: claims 41943040 bytes, of which");
        entries.put("model.weights.h5", new byte[100]);
        byte[] bytes = zip(Deflater.DEFLATED);
        int central = central(bytes, "model.weights.h5");
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(central + 24, 90);
        refused(bytes, "model.weights.h5: does not unfold to the 90 bytes that it says");
        buffer.putInt(central + 24, 110);
        refused(bytes, "model.weights.h5: does not unfold to the 110 bytes that it says");
        buffer.putInt(central + 24, -1);
        refused(bytes, "model.weights.h5: claims 4294967295 bytes, of which");
    }

    @Test
    void theDirectoryAndTheHeadersHaveToAgree() throws IOException {
        byte[] good = zip(Deflater.DEFLATED);
        int central = central(good, "config.json");
        changed(good, central + 8, 1, "config.json: is encrypted");
        changed(good, central + 10, 12, "config.json: expected a stored or deflated entry, found method 12");
        changed(good, central + 42, 1, "config.json: the entry is not where the directory says");
        changed(
                good,
                central + 16,
                good[central + 16] + 1,
                "config.json: the entry is damaged (its check sum differs)");
        int local = ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getInt(central + 42);
        changed(good, local + 30, 'C', "config.json: the entry's header and the directory do not agree");
        changed(good, good.length - 9, 1, "the zip's directory");
        changed(good, good.length - 10, 1, "the zip's directory");
        changed(good, good.length - 18, 3, "a zip of several parts");
        refused(java.util.Arrays.copyOf(good, good.length - 1), "the zip has no end");
    }

    @Test
    void aCompressedFileHoldsNoCompressedArrays() throws IOException {
        // what unfolds once more than it is stored may not unfold again
        byte[] weights = entries.get("model.weights.h5");
        assertTrue(weights != null
                && GuardedH5.ask("w", weights, false, in -> in.names(in.root())).contains("layers"));
    }

    @Test
    void damageIsRefused() throws IOException {
        byte[] valid = zip(Deflater.DEFLATED);
        Mutations.fuzz(valid, 300, 300, bytes -> {
            Files.write(file, bytes);
            KerasFiles.read(file, 0);
        });
        // past the check sum
        byte[] config = entries.get("config.json");
        Mutations.fuzz(config == null ? new byte[1] : config, 4000, 300, bytes -> {
            entries.put("config.json", bytes);
            Files.write(file, zip(Deflater.NO_COMPRESSION));
            KerasFiles.read(file, 0);
        });
    }

    private void changed(byte[] good, int at, int value, String expected) throws IOException {
        byte[] bytes = good.clone();
        bytes[at] = (byte) value;
        refused(bytes, expected);
    }

    private void refused(byte[] bytes, String expected) throws IOException {
        Files.write(file, bytes);
        BadBundle e = assertThrows(BadBundle.class, () -> KerasFiles.read(file, 0));
        assertTrue(String.valueOf(e.getMessage()).startsWith(file.toString()), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains(expected), e.getMessage());
    }

    private byte[] zip(int method) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(method == Deflater.DEFLATED ? 6 : 0);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry head = new ZipEntry(entry.getKey());
                CRC32 crc = new CRC32();
                crc.update(entry.getValue());
                head.setCrc(crc.getValue());
                zip.putNextEntry(head);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /** Where the directory's record of an entry begins. */
    private static int central(byte[] bytes, String name) {
        for (int at = bytes.length - name.length(); at >= 46; at--) {
            if (new String(bytes, at, name.length(), StandardCharsets.ISO_8859_1).equals(name)
                    && bytes[at - 46] == 'P'
                    && bytes[at - 44] == 1) {
                return at - 46;
            }
        }
        throw new AssertionError(name + " is not there");
    }
}
