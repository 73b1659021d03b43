package io.ichnite.app.task;

import io.ichnite.metric.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the demo's second half found out.
 *
 * @param files where they lie
 * @param near how many files are much like the known ones, and are of no class
 * @param far how many are unlike them
 * @param judged the network on files that it did not learn from, part by part; those kept from training are the first
 * @param unfamiliar whether it shows that the like of a file was never seen
 */
record BytesStory(
        BytesPlan plan,
        DemoBinaries.Found files,
        BytesFacts facts,
        int near,
        int far,
        TrainedModel trained,
        List<Judged> judged,
        Unfamiliar unfamiliar,
        DriftOutcome drift)
        implements BytesHalf {
    BytesStory {
        judged = List.copyOf(judged);
    }

    /**
     * The network on some files.
     *
     * @param part in words
     * @param key for programs
     * @param projects that they are of
     */
    record Judged(String part, String key, int projects, Measured measured) {
        Evaluation evaluation() {
            return measured.evaluation();
        }

        /** {@code 32 files of 5 projects}. */
        String count() {
            return Told.count(evaluation().rows(), "file") + " of " + Told.count(projects, "project");
        }
    }

    /** For programs. */
    Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        judged.forEach(each -> object.put(each.key(), each.measured().json()));
        List<Object> never = new ArrayList<>();
        unfamiliar.shown().forEach(each -> never.add(each.json()));
        unfamiliar.others().forEach(each -> never.add(each.json()));
        object.put("never_seen", never);
        object.put("drift", DriftSummary.json(drift));
        return object;
    }
}
