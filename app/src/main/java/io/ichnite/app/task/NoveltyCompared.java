package io.ichnite.app.task;

import io.ichnite.metric.MeanSeparation;
import io.ichnite.metric.SeparationMeasure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What came of leaving out family after family. Immutable. */
public final class NoveltyCompared {
    private final int folds;
    private final String grouping;
    private final int resamples;
    private final DetectorChoice.How how;
    private final List<Candidate> candidates;
    private final List<ComparedFamily> families;
    private final List<ComparedPart> parts;

    /**
     * @param folds the others were dealt into
     * @param grouping by what rows are kin
     * @param resamples of the intervals; 0 where there are none
     * @param how the choices were made
     * @param candidates the baseline first
     * @param families that were left out
     * @param parts every network's
     */
    NoveltyCompared(
            int folds,
            String grouping,
            int resamples,
            DetectorChoice.How how,
            List<Candidate> candidates,
            List<ComparedFamily> families,
            List<ComparedPart> parts) {
        this.folds = folds;
        this.grouping = grouping;
        this.resamples = resamples;
        this.how = how;
        this.candidates = List.copyOf(candidates);
        this.families = List.copyOf(families);
        this.parts = List.copyOf(parts);
    }

    int folds() {
        return folds;
    }

    String grouping() {
        return grouping;
    }

    int resamples() {
        return resamples;
    }

    DetectorChoice.How how() {
        return how;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    List<ComparedFamily> families() {
        return families;
    }

    List<ComparedPart> parts() {
        return parts;
    }

    /** A candidate's mean over the families. */
    MeanSeparation mean(int candidate) {
        return MeanSeparation.over(families.stream()
                .map(family -> family.candidates().get(candidate))
                .toList());
    }

    /** The choices' mean over the families: what is to be expected of a family that nobody has seen. */
    MeanSeparation choice() {
        return MeanSeparation.over(families.stream().map(ComparedFamily::choice).toList());
    }

    /** The mean of the best in each family, each found in hindsight: what no choice can beat. */
    MeanSeparation hindsight() {
        return MeanSeparation.over(families.stream().map(ComparedFamily::best).toList());
    }

    /** The largest probability alone. */
    MeanSeparation baseline() {
        return mean(0);
    }

    /** The candidates by their mean AUROC over the families, the best first; equal ones in their own order. */
    List<Integer> ranked() {
        List<Double> means = IntStream.range(0, candidates.size())
                .mapToObj(candidate -> mean(candidate).mean(SeparationMeasure.AUROC))
                .toList();
        return IntStream.range(0, candidates.size())
                .boxed()
                .sorted(Comparator.comparing(means::get, Comparator.reverseOrder()))
                .toList();
    }

    /** The candidate to use from now on: the best mean over all families. */
    Candidate recommended() {
        return candidates.get(ranked().get(0));
    }

    /** All of it, for a terminal. */
    public String text() {
        return new NoveltyComparedText(this).text();
    }

    /** All of it, for programs. */
    public Map<String, Object> json() {
        return NoveltyComparedJson.of(this);
    }
}
