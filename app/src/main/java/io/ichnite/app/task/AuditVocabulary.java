package io.ichnite.app.task;

import io.ichnite.app.source.TraceData;
import io.ichnite.data.ApiUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which names either side calls.
 *
 * @param apis all of them; those that moved most come first
 * @param unseen what the test calls and training never does
 * @param gone what training calls and the test never does
 * @param shift how far the mixes of calls are apart
 */
record AuditVocabulary(List<Api> apis, Missing unseen, Missing gone, MixShift shift) {
    /**
     * One name.
     *
     * @param part what it adds to the divergence of the mixes
     */
    record Api(String name, Use train, Use test, double part) {}

    /** How many files call it, and how often. */
    record Use(int files, long calls) {
        private static final Use NONE = new Use(0, 0);
    }

    /**
     * Names that one side calls and the other never does.
     *
     * @param names how many of them
     * @param allNames that the one side calls
     * @param calls to them
     * @param allCalls of the one side
     * @param files that call one of them
     * @param allFiles of the one side
     */
    record Missing(int names, int allNames, long calls, long allCalls, int files, int allFiles) {}

    AuditVocabulary {
        apis = List.copyOf(apis);
    }

    static AuditVocabulary of(TraceData train, TraceData test, MixShift shift) {
        ApiUse one = ApiUse.of(train.traces(), train.rows());
        ApiUse other = ApiUse.of(test.traces(), test.rows());
        Map<String, Use> trained = uses(one);
        Map<String, Use> tested = uses(other);
        Set<String> names = new TreeSet<>(trained.keySet());
        names.addAll(tested.keySet());
        List<Api> apis = new ArrayList<>();
        for (String name : names) {
            apis.add(new Api(
                    name,
                    trained.getOrDefault(name, Use.NONE),
                    tested.getOrDefault(name, Use.NONE),
                    shift.parts().getOrDefault(name, 0.0)));
        }
        apis.sort(Comparator.comparingDouble(Api::part).reversed());
        return new AuditVocabulary(
                apis, missing(test, other, tested, trained), missing(train, one, trained, tested), shift);
    }

    private static Map<String, Use> uses(ApiUse use) {
        Map<String, Use> uses = new HashMap<>();
        for (int api = 0; api < use.names().size(); api++) {
            if (use.files(api) > 0) {
                uses.put(use.names().get(api), new Use(use.files(api), use.calls(api)));
            }
        }
        return uses;
    }

    private static Missing missing(TraceData data, ApiUse use, Map<String, Use> own, Map<String, Use> others) {
        boolean[] lacking = new boolean[use.names().size()];
        int names = 0;
        long calls = 0;
        for (int api = 0; api < lacking.length; api++) {
            lacking[api] = use.files(api) > 0 && !others.containsKey(use.names().get(api));
            names += lacking[api] ? 1 : 0;
            calls += lacking[api] ? use.calls(api) : 0;
        }
        int files = names == 0 ? 0 : ApiUse.callers(data.traces(), data.rows(), api -> lacking[api]);
        return new Missing(names, own.size(), calls, use.calls(), files, use.files());
    }
}
