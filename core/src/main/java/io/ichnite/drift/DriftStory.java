package io.ichnite.drift;

import io.ichnite.drift.Calendar.Bucket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a model after its training: all that there is to tell, nothing of how it looks. Rows are numbered as in those
 * that were followed.
 *
 * @param plan what was asked
 * @param reference how it stood on the validation rows; what it rejects of them is the error rate by its making
 * @param novel how it stood on rows of no class that it has; null where there were none
 * @param periods a bucket each, in order; those without rows too
 * @param overall areas under time
 * @param alarms in order of time
 * @param undated rows whose day is not known: in no bucket
 * @param outside rows before the first bucket or after the last
 * @param unable classes with too few reference rows to reject any answer
 * @param verdicts what is said of each row that was followed or listed; empty where there is nothing to reject by
 * @param first what to look at first in the newest bucket that has rows
 */
public record DriftStory(
        DriftPlan plan,
        Standing reference,
        @Nullable Standing novel,
        List<Period> periods,
        Overall overall,
        List<Alarm> alarms,
        List<Integer> undated,
        List<Integer> outside,
        List<Integer> unable,
        List<Conformal.Verdict> verdicts,
        List<Pick> first) {
    public DriftStory {
        periods = List.copyOf(periods);
        alarms = List.copyOf(alarms);
        undated = List.copyOf(undated);
        outside = List.copyOf(outside);
        unable = List.copyOf(unable);
        verdicts = List.copyOf(verdicts);
        first = List.copyOf(first);
    }

    /**
     * One bucket.
     *
     * @param rows in it, in order of time
     * @param all how the model stands on them
     * @param seen the same, of groups that training had; null without groups
     * @param unseen the same, of others; null without groups
     * @param movement what is different from the reference
     */
    public record Period(
            Bucket bucket,
            List<Integer> rows,
            Standing all,
            @Nullable Standing seen,
            @Nullable Standing unseen,
            Movement movement) {
        public Period {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Areas under time, {@link io.ichnite.metric.AreaUnderTime}, over buckets that have a row whose class is known.
     *
     * @param periods how many those are; with one, areas are 0
     * @param macroF1 1 is best
     * @param missed of the false negative rate; 0 is best
     * @param accuracy 1 is best
     */
    public record Overall(int periods, double macroF1, double missed, double accuracy) {}
}
