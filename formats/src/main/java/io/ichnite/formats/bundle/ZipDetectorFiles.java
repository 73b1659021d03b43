package io.ichnite.formats.bundle;

import io.ichnite.error.BadBundle;
import io.ichnite.error.IchniteException;
import io.ichnite.formats.file.WholeFile;
import io.ichnite.novelty.KeptDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Detectors as files of their own: a stored zip of one JSON and arrays of float64, the same bytes for the same detector. Reading trusts
 * nothing: what is allocated is what is there, and nothing is deserialised. Stateless and thread-safe.
 */
public final class ZipDetectorFiles {
    private ZipDetectorFiles() {}

    /**
     * Writes a detector beside its place and moves it there.
     *
     * @throws IOException if the disk refuses
     */
    public static void write(KeptDetector detector, Path file) throws IOException {
        WholeFile.replace(file, content(detector));
    }

    /** What {@link #write} writes, for files that have to change together with others. */
    public static WholeFile.Content content(KeptDetector detector) {
        return out -> {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            DetectorEntries.write(detector, "", entries);
            StoredZip.write(entries, out);
        };
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadBundle if the file is no detector, is damaged, or was made by a newer version
     * @throws IOException if the disk refuses
     */
    public static KeptDetector read(Path path) throws IOException {
        String file = path.toString();
        byte[] bytes;
        try {
            bytes = WholeFile.read(path);
        } catch (IchniteException e) {
            throw new BadBundle(file, "expected an ordinary file of at most 2 GiB");
        }
        if (bytes.length < 2 || bytes[0] != 'P' || bytes[1] != 'K') {
            throw new BadBundle(file, "expected a detector made by ichnite novelty fit, which is a zip; this is none");
        }
        Map<String, byte[]> entries = StoredZip.read(bytes, file);
        if (!DetectorEntries.present("", entries)) {
            throw new BadBundle(
                    file, "expected a detector made by ichnite novelty fit, found a zip of " + entries.keySet());
        }
        try {
            return DetectorEntries.read("", entries);
        } catch (IchniteException | IllegalArgumentException e) {
            throw new BadBundle(file, String.valueOf(e.getMessage()));
        }
    }
}
