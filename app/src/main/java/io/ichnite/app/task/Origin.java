package io.ichnite.app.task;

import io.ichnite.data.Examples;
import io.ichnite.data.Sha256;
import io.ichnite.data.Split;
import io.ichnite.formats.json.SpecJson;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Families;
import io.ichnite.sample.Vocabulary;
import io.ichnite.train.Optimizer;
import io.ichnite.train.TrainingPlan;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what a training ends with, by name: its options as they were given, and digests of what they led to.
 * Two trainings of one origin give the same bytes.
 */
final class Origin {
    private static final String OPTION = "--";

    private final SortedMap<String, String> parts = new TreeMap<>();

    Origin(String version, TrainingRequest request, TrainingPlan plan) {
        parts.put("ichnite", version);
        parts.put(OPTION + "seed", String.valueOf(plan.seed()));
        request.options().forEach((name, value) -> parts.put(OPTION + name, value));
        parts.put("plan", plan.toString());
    }

    /** Which rows train and validate, and of which class each is. */
    Origin withRows(String dataDigest, Split split, Examples train, @Nullable Examples validation) {
        parts.put("data", dataDigest);
        Sha256 digest = new Sha256();
        split.train().forEach(digest::add);
        labels(train, digest.add(-1));
        split.validation().forEach(digest.add(-1)::add);
        if (validation != null) {
            labels(validation, digest.add(-1));
        }
        parts.put("rows", digest.text());
        return this;
    }

    private static void labels(Examples rows, Sha256 digest) {
        for (int i = 0; i < rows.size(); i++) {
            digest.add(rows.label(i));
        }
    }

    /** What numbers stand for. */
    Origin withWords(Vocabulary vocabulary, Families families) {
        parts.put("vocabulary", new Sha256().add(vocabulary.toString()).text());
        parts.put("classes", new Sha256().add(families.toString()).text());
        return this;
    }

    /** What learns, and from where. */
    Origin withNetwork(NetworkSpec spec, Weights start) {
        parts.put("network", new Sha256().add(SpecJson.write(spec)).text());
        parts.put("start", new Sha256().add(start.values()).text());
        return this;
    }

    /** What the optimiser begins with; nothing said where it begins afresh. */
    Origin withMemory(Optimizer.@Nullable Memory memory) {
        if (memory != null) {
            Sha256 digest = new Sha256().add(String.valueOf(memory.step()));
            Weights first = memory.first();
            if (first != null) {
                digest.add(first.values());
            }
            parts.put("optimizer", digest.add(memory.second().values()).text());
        }
        return this;
    }

    SortedMap<String, String> parts() {
        return parts;
    }

    /**
     * Where two differ, for a person; options first, as they explain the rest.
     *
     * @return null where they do not
     */
    static @Nullable String difference(SortedMap<String, String> kept, SortedMap<String, String> asked) {
        SortedMap<String, String> all = new TreeMap<>(kept);
        all.putAll(asked);
        List<String> names = all.keySet().stream()
                .filter(name -> !String.valueOf(kept.get(name)).equals(String.valueOf(asked.get(name))))
                .toList();
        if (names.isEmpty()) {
            return null;
        }
        String first = names.get(0);
        if (first.startsWith(OPTION) || first.equals("ichnite")) {
            return first + " was " + kept.getOrDefault(first, "not given") + ", now it is "
                    + asked.getOrDefault(first, "not given");
        }
        return names.contains("data") ? "the data are not the same" : "not the same: " + String.join(", ", names);
    }
}
