package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import io.ichnite.data.Sha256;
import io.ichnite.formats.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** By what one long work is told from another: all that its result depends on, by name. */
final class Fingerprint {
    private Fingerprint() {}

    /**
     * @param data labelled rows
     * @param groups a key for each row
     * @param training what is done in each part
     * @param learners their names
     */
    static SortedMap<String, String> of(
            Data data, List<String> groups, TrainingRequest training, List<String> learners, String version)
            throws IOException {
        SortedMap<String, String> asked = new TreeMap<>();
        training.options().forEach((option, value) -> asked.put("--" + option, value));
        asked.put("--seed", String.valueOf(training.plan().seed()));
        asked.put("version", version);
        asked.put("models", String.join(", ", learners));
        asked.put("data", data.digest());
        asked.put("rows", rows(data, groups));
        String network = training.network().name();
        if (network != null && Networks.isFile(network)) {
            asked.put("content of --network", content(network));
        }
        String weights = training.classWeights();
        if (weights != null && !weights.equals(ClassWeights.BALANCED)) {
            asked.put("content of --class-weights", content(weights));
        }
        return asked;
    }

    /** Over ids, labels and groups: these may come from other files than the data. */
    private static String rows(Data data, List<String> groups) {
        Sha256 digest = new Sha256();
        for (int row = 0; row < data.size(); row++) {
            digest.add(data.id(row)).add(String.valueOf(data.label(row))).add(groups.get(row));
        }
        return digest.text();
    }

    /** Options are remembered by a file's name alone. */
    private static String content(String file) throws IOException {
        return of(WholeFile.read(Path.of(file)));
    }

    /** SHA-256, in hexadecimal. */
    static String of(byte[] bytes) {
        return new Sha256().add(bytes).text();
    }
}
