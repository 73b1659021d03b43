package io.ichnite.app.task;

import io.ichnite.stats.Apart;
import io.ichnite.stats.Contrast;
import io.ichnite.stats.LengthShare;
import io.ichnite.stats.OrderChange;
import io.ichnite.stats.Spread;
import io.ichnite.stats.Together;
import io.ichnite.stats.TraceStats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What traces are made of, for programs: objects that say by {@code what} they are: {@code data}, once; {@code class}, one a class;
 * {@code order}, one an order; {@code length}, one a length of all files ({@code class} null) and of each class; {@code api}, the
 * most called ones of each class; {@code tests}, of APIs and of pairs; {@code apart}, the best of each class. Logarithms are to the
 * base ten, as chances may be below the least number there is.
 */
final class StatsJson {
    private static final double LN10 = Math.log(10);

    private final Stats stats;
    private final TraceStats counts;
    private final List<Map<String, @Nullable Object>> lines = new ArrayList<>();

    private StatsJson(Stats stats) {
        this.stats = stats;
        counts = stats.counts();
    }

    static List<Map<String, @Nullable Object>> of(Stats stats) {
        StatsJson json = new StatsJson(stats);
        json.data();
        json.classes();
        json.orders();
        json.lengths();
        json.apis();
        json.apart("api", stats.counts().apart());
        json.apart("pair", stats.counts().pairsApart());
        return json.lines;
    }

    private Map<String, @Nullable Object> line(String what) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("what", what);
        lines.add(line);
        return line;
    }

    private void data() {
        Map<String, @Nullable Object> line = line("data");
        line.put("data", stats.name());
        line.put("order", counts.plan().order().word());
        line.put("files", counts.files());
        line.put("calls", counts.lengths().sum());
        line.put("apis", counts.apiNames().size());
        line.put("classes", counts.classes().size());
        line.put("labels_together", counts.classes().together());
        line.put("unlabelled", counts.classes().unlabelled());
        line.put("sequences", counts.sequences());
        line.put("files_of_several_threads", counts.severalThreads());
        line.put("calls_a_file", spread(counts.lengths()));
        line.put("apis_a_file", spread(counts.distinctApis()));
        line.put("threads_a_file", spread(counts.threads()));
        line.put("rejected", stats.rejected());
        line.put("digest", stats.traces().digest());
    }

    private static Map<String, @Nullable Object> spread(Spread spread) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        StatsFiles.quantiles(spread).forEach(map::put);
        return map;
    }

    private void classes() {
        for (int family = 0; family < counts.classes().size(); family++) {
            Map<String, @Nullable Object> line = line("class");
            line.put("class", counts.classes().names().get(family));
            line.put("files", counts.classes().files(family));
            line.put("sequences", counts.sequences(family));
            line.put("calls", counts.lengths(family).sum());
            line.put("apis", counts.apis().distinct(family));
            line.put("calls_a_file", spread(counts.lengths(family)));
            line.put("apis_a_file", spread(counts.distinctApisOf(family)));
            line.put("threads_a_file", spread(counts.threadsOf(family)));
        }
    }

    private void orders() {
        for (OrderChange change : counts.orders()) {
            Map<String, @Nullable Object> line = line("order");
            line.put("order", change.order().word());
            line.put("files_unlike_tid", change.filesUnlikeTid());
            line.put("calls_unlike_tid", change.callsUnlikeTid());
            line.put("files_unlike_arrival", change.filesUnlikeArrival());
            line.put("calls_unlike_arrival", change.callsUnlikeArrival());
            line.put("turns", change.turns());
            line.put("mean_turn", change.meanTurn());
        }
    }

    private void lengths() {
        for (int family = -1; family < counts.classes().size(); family++) {
            List<LengthShare> shares = family < 0 ? counts.lengthShares() : counts.lengthShares(family);
            for (LengthShare share : shares) {
                Map<String, @Nullable Object> line = line("length");
                line.put("length", share.length());
                line.put("class", family < 0 ? null : counts.classes().names().get(family));
                line.put("files", share.files());
                line.put("whole", share.whole());
                line.put("share_whole", share.shareWhole());
                line.put("calls", share.calls());
                line.put("kept", share.kept());
                line.put("share_kept", share.shareKept());
            }
        }
    }

    private void apis() {
        for (int family = 0; family < counts.classes().size(); family++) {
            int own = family;
            long calls = counts.lengths(family).sum();
            List<Integer> most = IntStream.range(0, counts.apiNames().size())
                    .boxed()
                    .filter(api -> counts.apis().calls(own, api) > 0)
                    .sorted(Comparator.comparingLong(api -> -counts.apis().calls(own, api)))
                    .limit(stats.top())
                    .toList();
            for (int api : most) {
                Map<String, @Nullable Object> line = line("api");
                line.put("class", counts.classes().names().get(family));
                line.put("api", counts.apiNames().get(api));
                line.put("calls", counts.apis().calls(family, api));
                line.put("share_of_calls", (double) counts.apis().calls(family, api) / calls);
                line.put("files", counts.apis().files(family, api));
                line.put(
                        "share_of_files",
                        (double) counts.apis().files(family, api)
                                / counts.classes().files(family));
                line.put("sequences", counts.apis().sequences(family, api));
            }
        }
    }

    private void apart(String item, Contrast contrast) {
        Map<String, @Nullable Object> tests = line("tests");
        tests.put("item", item);
        tests.put("test", "fisher-exact-two-sided");
        tests.put("correction", "benjamini-hochberg");
        tests.put("items", contrast.items());
        tests.put("tests", contrast.tests());
        tests.put("found", contrast.found());
        tests.put("rate", Contrast.RATE);
        tests.put("among_apis", contrast.among());
        tests.put("apis", counts.apiNames().size());
        for (int family = 0; family < contrast.byClass().size(); family++) {
            int rank = 0;
            for (Together together : stats.best(contrast, family, stats.top())) {
                Apart apart = together.first();
                Map<String, @Nullable Object> line = line("apart");
                line.put("item", item);
                line.put("class", counts.classes().names().get(apart.family()));
                line.put("rank", ++rank);
                name(apart, line);
                line.put("here", apart.here());
                line.put("of_here", apart.ofHere());
                line.put("share_here", apart.shareHere());
                line.put("elsewhere", apart.elsewhere());
                line.put("of_elsewhere", apart.ofElsewhere());
                line.put("share_elsewhere", apart.shareElsewhere());
                line.put("odds_ratio", apart.oddsRatio());
                line.put("log10_p", apart.logChance() / LN10 + 0.0);
                line.put("log10_q", apart.logFalse() / LN10 + 0.0);
                line.put(
                        "same_sequences",
                        together.others().stream()
                                .map(other -> name(other, new LinkedHashMap<String, @Nullable Object>()))
                                .toList());
            }
        }
    }

    private Map<String, @Nullable Object> name(Apart apart, Map<String, @Nullable Object> into) {
        if (apart.second() < 0) {
            into.put("api", counts.apiNames().get(apart.first()));
        } else {
            into.put("first", counts.apiNames().get(apart.first()));
            into.put("second", counts.apiNames().get(apart.second()));
        }
        return into;
    }
}
