package io.ichnite.app.task;

import io.ichnite.app.show.Progress;
import io.ichnite.metric.Intervals;
import io.ichnite.metric.MeanSeparation;
import io.ichnite.metric.Separation;
import io.ichnite.metric.SeparationMeasure;
import io.ichnite.tensor.SplitMix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the scores of all parts to measures and choices. For one run. */
final class LeaveOutMeasuring {
    private final LeaveOutPlan plan;
    private final List<String> names;
    private final List<String> groups;
    private final List<Candidate> candidates;
    private final DetectorChoice.How how;
    private final NoveltyComparisonRequest request;
    private final int threads;

    /**
     * @param names of all families
     * @param groups a key for each row
     */
    LeaveOutMeasuring(
            LeaveOutPlan plan,
            List<String> names,
            List<String> groups,
            List<Candidate> candidates,
            DetectorChoice.How how,
            NoveltyComparisonRequest request,
            int threads) {
        this.plan = plan;
        this.names = names;
        this.groups = groups;
        this.candidates = candidates;
        this.how = how;
        this.request = request;
        this.threads = threads;
    }

    /** @param able families that were left out */
    NoveltyCompared measure(List<Integer> able, List<LeaveOutScores> all, Progress progress) {
        Map<Integer, List<MeanSeparation>> means = new HashMap<>();
        for (int f = 0; f < able.size(); f++) {
            progress.part("measuring", f, able.size());
            means.put(able.get(f), means(able.get(f), all));
        }
        List<ComparedPart> parts = new ArrayList<>();
        Map<List<Integer>, List<Separation>> pairs = new HashMap<>();
        for (LeaveOutScores scored : all) {
            List<Integer> out = scored.part().families();
            for (int i = 0; i < out.size(); i++) {
                int which = i;
                List<Separation> separations = separations(scored, which);
                String also = scored.part().pair() ? names.get(out.get(1 - which)) : "";
                parts.add(new ComparedPart(
                        names.get(out.get(i)), also, scored.part().fold() + 1, separations));
                if (scored.part().pair()) {
                    pairs.put(List.of(out.get(1 - which), out.get(which)), separations);
                }
            }
        }
        List<Integer> chosen =
                switch (how) {
                    case PAIRS ->
                        DetectorChoice.choose(candidates.size(), able, (candidate, out, novel) -> pairs.getOrDefault(
                                        List.of(out, novel), List.of())
                                .get(candidate)
                                .auroc());
                    case SINGLE ->
                        DetectorChoice.choose(
                                candidates.size(), able, (candidate, out, novel) -> auroc(means, novel, candidate));
                    case NONE -> able.stream().map(family -> -1).toList();
                };
        List<ComparedFamily> families = new ArrayList<>();
        for (int f = 0; f < able.size(); f++) {
            families.add(family(able.get(f), all, means.getOrDefault(able.get(f), List.of()), chosen.get(f)));
        }
        return new NoveltyCompared(
                request.folds(), request.grouping().name(), request.resamples(), how, candidates, families, parts);
    }

    private static double auroc(Map<Integer, List<MeanSeparation>> means, int family, int candidate) {
        return means.getOrDefault(family, List.of()).get(candidate).mean(SeparationMeasure.AUROC);
    }

    private ComparedFamily family(int family, List<LeaveOutScores> all, List<MeanSeparation> means, int chosen) {
        List<LeaveOutPart> own = all.stream()
                .map(LeaveOutScores::part)
                .filter(part -> part.families().equals(List.of(family)))
                .toList();
        List<Integer> known = new ArrayList<>();
        own.forEach(part -> known.addAll(part.known()));
        List<Integer> novel = own.get(0).novel().get(0);
        int best = DetectorChoice.best(means.stream()
                .map(mean -> List.of(mean.mean(SeparationMeasure.AUROC)))
                .toList());
        return new ComparedFamily(
                names.get(family),
                known.size(),
                kin(known),
                novel.size(),
                kin(novel),
                plan.kin(family),
                means,
                chosen,
                best);
    }

    private int kin(List<Integer> rows) {
        return new HashSet<>(keys(rows)).size();
    }

    private List<String> keys(List<Integer> rows) {
        return rows.stream().map(groups::get).toList();
    }

    /** One mean over the folds a candidate. */
    private List<MeanSeparation> means(int family, List<LeaveOutScores> all) {
        List<LeaveOutScores> own = all.stream()
                .filter(scored -> scored.part().families().equals(List.of(family)))
                .toList();
        List<MeanSeparation> means = new ArrayList<>();
        for (int c = 0; c < candidates.size(); c++) {
            int candidate = c;
            means.add(MeanSeparation.of(
                    own.stream()
                            .map(scored -> scored.rows(candidate, 0, groups))
                            .toList(),
                    intervals(family),
                    threads));
        }
        return means;
    }

    /** Families are drawn for themselves, candidates alike. */
    private Intervals.@Nullable Plan intervals(int family) {
        long seed = SplitMix.mix(request.training().plan().seed() + SplitMix.GOLDEN * (family + 1L));
        return request.resamples() == 0
                ? null
                : new Intervals.Plan(
                        request.resamples(), Intervals.Plan.defaults(seed).level(), seed);
    }

    private List<Separation> separations(LeaveOutScores scored, int which) {
        List<Separation> separations = new ArrayList<>();
        for (int c = 0; c < candidates.size(); c++) {
            separations.add(scored.rows(c, which, groups).separation());
        }
        return separations;
    }
}
