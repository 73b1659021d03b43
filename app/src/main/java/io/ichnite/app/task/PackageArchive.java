package io.ichnite.app.task;

import io.ichnite.data.Sha256;
import io.ichnite.error.BadInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Takes files that are known beforehand out of one published package. Nothing in the package decides where anything is
 * written; of a file no more is read than its known length and one byte, and what has another SHA-256 is refused.
 */
final class PackageArchive {
    /** The longest archive within a package, and the most that is unpacked to find what is wanted of one. */
    private static final int INNER = 64 << 20;

    private static final String NESTED = "!/";

    private final Path archive;

    PackageArchive(Path archive) {
        this.archive = archive;
    }

    /** Takes each file as it comes. */
    @FunctionalInterface
    interface Taker {
        void take(PackagedFile file, byte[] content) throws IOException;
    }

    /**
     * Hands over the files that are wanted; all are of this package.
     *
     * @throws BadInput if one is missing, or is not the one that is known
     * @throws IOException if the disk refuses
     */
    void take(List<PackagedFile> wanted, Taker taker) throws IOException {
        Map<String, Map<String, PackagedFile>> nested = new LinkedHashMap<>();
        if (!Files.isRegularFile(archive)) {
            throw BadInput.in(archive.toString(), "expected a package, found none");
        }
        for (PackagedFile file : wanted) {
            if (file.member().isEmpty()) {
                try (InputStream in = Files.newInputStream(archive)) {
                    taker.take(file, checked(file, in));
                }
            }
        }
        if (wanted.stream().allMatch(file -> file.member().isEmpty())) {
            return;
        }
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (PackagedFile file : wanted) {
                int split = file.member().indexOf(NESTED);
                if (split >= 0) {
                    nested.computeIfAbsent(file.member().substring(0, split), any -> new HashMap<>())
                            .put(file.member().substring(split + NESTED.length()), file);
                } else if (!file.member().isEmpty()) {
                    try (InputStream in = entry(zip, file.member())) {
                        taker.take(file, checked(file, in));
                    }
                }
            }
            for (Map.Entry<String, Map<String, PackagedFile>> inner : nested.entrySet()) {
                byte[] content;
                try (InputStream in = entry(zip, inner.getKey())) {
                    content = in.readNBytes(INNER + 1);
                }
                takeInner(inner.getKey(), content, inner.getValue(), taker);
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw BadInput.in(archive.toString(), "expected a zip archive; " + e.getMessage());
        }
    }

    private InputStream entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        InputStream in = entry == null ? null : zip.getInputStream(entry);
        if (in == null) {
            throw BadInput.in(archive.toString(), "expected " + name + " in it");
        }
        return in;
    }

    /** An archive within the package is read from its front, as one that is held in memory must be. */
    private void takeInner(String name, byte[] content, Map<String, PackagedFile> wanted, Taker taker)
            throws IOException {
        long left = INNER;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null && !wanted.isEmpty(); entry = zip.getNextEntry()) {
                PackagedFile file = wanted.remove(entry.getName());
                if (file != null) {
                    taker.take(file, checked(file, zip));
                    left -= file.bytes();
                } else {
                    left -= passed(zip, left);
                }
                if (left <= 0) {
                    break;
                }
            }
        }
        if (!wanted.isEmpty()) {
            throw BadInput.in(
                    archive.toString(),
                    "expected " + wanted.keySet().iterator().next() + " among the first " + INNER + " bytes of "
                            + name);
        }
    }

    /** Reads over an entry, but not over more than a limit; how much it was. */
    private static long passed(InputStream in, long limit) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long passed = 0;
        for (int n = in.read(buffer); n >= 0 && passed < limit; n = in.read(buffer)) {
            passed += n;
        }
        return passed;
    }

    private byte[] checked(PackagedFile file, InputStream in) throws IOException {
        byte[] content = in.readNBytes(file.bytes() + 1);
        String found = new Sha256().add(content).text();
        if (content.length != file.bytes() || !found.equals(file.sha256())) {
            throw BadInput.in(
                    archive.toString(),
                    "expected " + (file.member().isEmpty() ? "a file" : file.member()) + " of " + file.bytes()
                            + " bytes with the SHA-256 " + file.sha256() + "; it is another");
        }
        return content;
    }
}
