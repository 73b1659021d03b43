package io.ichnite.data;

import io.ichnite.sample.Traces;
import io.ichnite.sample.Vocabulary;
import java.util.Arrays;
import java.util.List;

/** Learns vocabularies from traces. */
public final class Vocabularies {
    private Vocabularies() {}

    /**
     * The names, or words, that occur in the given files of a set. Of kind {@link Vocabulary.Kind#ICHNITE}: the names by code
     * point. Of kind {@link Vocabulary.Kind#KERAS}: what a fresh {@link KerasTokenizer} learns; to fit on a second set too,
     * as the published system does, fit such a tokenizer twice.
     *
     * @throws io.ichnite.error.BadConfig if a Keras vocabulary is asked of traces that do not offer the order tid
     * @throws IllegalArgumentException if the kind is {@link Vocabulary.Kind#NONE}
     */
    public static Vocabulary fit(Traces traces, List<Integer> files, Vocabulary.Kind kind) {
        if (kind == Vocabulary.Kind.KERAS) {
            return new KerasTokenizer().fit(traces, files).vocabulary();
        }
        if (kind == Vocabulary.Kind.NONE) {
            throw new IllegalArgumentException("a vocabulary of no names is not learnt");
        }
        int[] calls = CallCounts.inAnyOrder(traces, files).inOrderOfAppearance();
        // Numbers of calls ascend with the names' code points.
        Arrays.sort(calls);
        List<String> apis = traces.apis();
        return new Vocabulary(kind, Arrays.stream(calls).mapToObj(apis::get).toList());
    }
}
