package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import io.ichnite.formats.file.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** By what one cross-validation is told from another: all that its result depends on, by name. */
final class Fingerprint {
    private Fingerprint() {}

    /**
     * @param data labelled rows
     * @param groups a key for each row
     * @param learners their names
     */
    static SortedMap<String, String> of(
            Data data, List<String> groups, CrossValidationRequest request, List<String> learners, String version)
            throws IOException {
        SortedMap<String, String> asked = new TreeMap<>();
        request.training().options().forEach((option, value) -> asked.put("--" + option, value));
        asked.put("--seed", String.valueOf(request.training().plan().seed()));
        asked.put("version", version);
        asked.put("models", String.join(", ", learners));
        asked.put("data", data.digest());
        asked.put("rows", rows(data, groups));
        String network = request.training().network().name();
        if (network != null && Networks.isFile(network)) {
            asked.put("content of --network", content(network));
        }
        String weights = request.training().classWeights();
        if (weights != null && !weights.equals(ClassWeights.BALANCED)) {
            asked.put("content of --class-weights", content(weights));
        }
        return asked;
    }

    /** Over ids, labels and groups: these may come from other files than the data. */
    private static String rows(Data data, List<String> groups) {
        MessageDigest digest = sha256();
        for (int row = 0; row < data.size(); row++) {
            for (String text : new String[] {data.id(row), String.valueOf(data.label(row)), groups.get(row)}) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                digest.update(bytes);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Options are remembered by a file's name alone. */
    private static String content(String file) throws IOException {
        return of(WholeFile.read(Path.of(file)));
    }

    /** SHA-256, in hexadecimal. */
    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
