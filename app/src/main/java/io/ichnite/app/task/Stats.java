package io.ichnite.app.task;

import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.TraceData;
import io.ichnite.sample.Traces;
import io.ichnite.stats.Contrast;
import io.ichnite.stats.StatsPlan;
import io.ichnite.stats.Together;
import io.ichnite.stats.TraceStats;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What some traces are made of, and how it is told.
 *
 * @param name of the data, as the user named them
 * @param traces that were counted
 * @param top how many of each class's APIs and pairs are shown
 * @param rejected rows of a CSV that were left out when it was read just now
 */
public record Stats(String name, Traces traces, TraceStats counts, int top, long rejected) {
    /** Counts; shows how far it is. */
    public static Stats of(TraceData data, StatsPlan plan, int top, Streams streams) {
        Progress progress = new Progress(streams, System::nanoTime);
        try {
            TraceStats counts = TraceStats.of(
                    data.traces(), data.threads(), plan, (done, total) -> progress.part("counting", done, total));
            return new Stats(data.name(), data.traces(), counts, top, data.rejected());
        } finally {
            progress.clear();
        }
    }

    /** As text for a terminal. */
    public String text() {
        return new StatsText(this).text();
    }

    /** For programs, an object a line. */
    public List<Map<String, @Nullable Object>> json() {
        return StatsJson.of(this);
    }

    /** What sets a class apart, the least likely first, so many; what occurs in the same sequences is put together. */
    List<Together> best(Contrast contrast, int family, int most) {
        return Together.of(contrast.byClass().get(family)).stream().limit(most).toList();
    }

    /** Classes that are shown, by number: all, or of very many those with the most files, in their order. */
    List<Integer> shown(int most) {
        int classes = counts.classes().size();
        List<Integer> all = IntStream.range(0, classes).boxed().toList();
        return classes <= most
                ? all
                : all.stream()
                        .sorted((a, b) -> Integer.compare(
                                counts.classes().files(b), counts.classes().files(a)))
                        .limit(most)
                        .sorted()
                        .toList();
    }
}
