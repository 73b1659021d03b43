package io.ichnite.formats.bundle;

import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.JsonObject;
import io.ichnite.model.Familiarity;
import io.ichnite.model.FeatureExtractor;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.novelty.KeptDetector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A bundle's detector: {@code familiarity.json} says at which error rate its threshold stands, {@code familiarity/} holds itself. */
final class FamiliarityEntries {
    static final String NAME = "familiarity.json";
    static final String PREFIX = "familiarity/";

    private FamiliarityEntries() {}

    static void write(Familiarity familiarity, Map<String, byte[]> entries) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("error_rate", familiarity.errorRate());
        entries.put(NAME, Json.write(tree).getBytes(StandardCharsets.UTF_8));
        DetectorEntries.write(
                new KeptDetector(
                        familiarity.detector(),
                        familiarity.layers(),
                        OptionalDouble.of(familiarity.threshold()),
                        familiarity.facts()),
                PREFIX,
                entries);
    }

    /** The names of a bundle's entries that are the detector's. */
    static List<String> names(Map<String, byte[]> entries) {
        return entries.keySet().stream()
                .filter(name -> name.equals(NAME) || name.startsWith(PREFIX))
                .toList();
    }

    /**
     * @param text of {@link #NAME}
     * @throws BadInput if an entry is damaged
     * @throws IllegalArgumentException if they make no detector
     */
    static Familiarity read(String text, Map<String, byte[]> entries) {
        JsonObject in = new JsonObject(Json.read(text, NAME), NAME, "");
        double rate = in.number("error_rate");
        in.end();
        KeptDetector kept = DetectorEntries.read(PREFIX, entries);
        double threshold = kept.threshold()
                .orElseThrow(() -> BadInput.in(PREFIX + DetectorEntries.DETECTOR, "expected a threshold"));
        return new Familiarity(kept.detector(), kept.layers(), threshold, rate, kept.facts());
    }

    /** What does not fit a network; null if all does. */
    static @Nullable String fault(Familiarity familiarity, NetworkSpec network) {
        long width = 0;
        for (String name : familiarity.layers()) {
            try {
                width += FeatureExtractor.find(network, name).width();
            } catch (BadConfig e) {
                return "the detector takes layer " + name + ", which the network lacks";
            }
        }
        return width == familiarity.detector().width()
                ? null
                : "the detector takes " + familiarity.detector().width() + " features, its layers "
                        + familiarity.layers() + " give " + width;
    }
}
