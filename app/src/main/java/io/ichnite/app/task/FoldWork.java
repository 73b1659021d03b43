package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataRows;
import io.ichnite.data.Folds;
import io.ichnite.data.Split;
import io.ichnite.metric.Intervals;
import io.ichnite.metric.Scores;
import io.ichnite.sample.Families;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** One cross-validation, fold by fold. For one run. */
final class FoldWork {
    private final Data data;
    private final Families families;
    private final List<String> groups;
    private final CrossValidationRequest request;
    private final List<Learner> learners;
    private final FoldStore store;
    private final Consumer<String> say;
    private final int[] labels;

    /**
     * @param data labelled rows
     * @param groups a key for each of them
     * @param learners the judged one first, then the baselines
     */
    FoldWork(
            Data data,
            Families families,
            List<String> groups,
            CrossValidationRequest request,
            List<Learner> learners,
            FoldStore store,
            Consumer<String> say) {
        this.data = data;
        this.families = families;
        this.groups = groups;
        this.request = request;
        this.learners = learners;
        this.store = store;
        this.say = say;
        this.labels = Labels.of(data, families);
    }

    /** @param threads for the intervals */
    CrossValidated run(int threads) throws IOException {
        List<String> texts = data.rows().stream()
                .map(row -> Objects.requireNonNull(data.label(row)))
                .toList();
        List<Pool> pools = new ArrayList<>();
        for (int repeat = 1; repeat <= request.repeats(); repeat++) {
            Folds folds = Folds.grouped(texts, groups, request.folds(), request.seed(repeat));
            Pool pool = new Pool(folds, families.size(), learners.size());
            for (int fold = 0; fold < folds.count(); fold++) {
                List<Learner.Answers> answers = answers(repeat, fold, folds.split(fold));
                for (int i = 0; i < learners.size(); i++) {
                    pool.put(i, fold, answers.get(i));
                }
            }
            pools.add(pool);
        }
        return measure(pools, threads);
    }

    /** Those that are kept, else learned now and kept. */
    private List<Learner.Answers> answers(int repeat, int fold, Split split) throws IOException {
        String name = repeat + "-" + (fold + 1);
        int rows = split.validation().size();
        List<Learner.Answers> kept = store.read(name, learners.size(), rows, families.size());
        if (kept != null) {
            return kept;
        }
        String which = (request.repeats() == 1 ? "" : "repeat " + repeat + "/" + request.repeats() + " ") + "fold "
                + (fold + 1) + "/" + request.folds();
        say.accept(which + ": " + split.train().size() + " rows to learn from, " + rows + " held out");
        Learner.Fold part = new Learner.Fold(
                which,
                (repeat - 1) * request.folds() + fold + 1,
                request.folds() * request.repeats(),
                new DataRows(data, split.train()),
                new DataRows(data, split.validation()),
                families,
                request.seed(repeat));
        List<Learner.Answers> answers = new ArrayList<>();
        for (Learner learner : learners) {
            answers.add(learner.answer(part));
        }
        store.write(name, answers, rows, families.size());
        return answers;
    }

    private CrossValidated measure(List<Pool> pools, int threads) {
        List<LearnerScores> scores = new ArrayList<>();
        for (int i = 0; i < learners.size(); i++) {
            int learner = i;
            scores.add(new LearnerScores(
                    learners.get(i).name(),
                    pools.stream()
                            .map(pool -> Scores.of(pool.probabilities(learner), families.size(), labels))
                            .toList()));
        }
        List<FoldScores> folds = new ArrayList<>();
        for (int repeat = 1; repeat <= pools.size(); repeat++) {
            for (int fold = 0; fold < request.folds(); fold++) {
                folds.add(foldScores(pools.get(repeat - 1), repeat, fold));
            }
        }
        return new CrossValidated(
                request.folds(),
                scores,
                first(scores, pools.get(0), threads),
                folds,
                new OutOfFold(data, families.size(), pools));
    }

    private Measured first(List<LearnerScores> scores, Pool pool, int threads) {
        Intervals intervals = Intervals.of(
                pool.probabilities(0),
                families.size(),
                labels,
                groups,
                Intervals.Plan.defaults(request.seed(1)),
                threads);
        List<Baseline> baselines = scores.subList(1, scores.size()).stream()
                .map(other -> new Baseline(other.name(), other.repeats().get(0)))
                .toList();
        return new Measured(
                families,
                scores.get(0).repeats().get(0),
                baselines,
                new Spread(request.grouping().name(), intervals));
    }

    private FoldScores foldScores(Pool pool, int repeat, int fold) {
        // Rows of other folds are looked at as if their class was not known.
        int[] own = labels.clone();
        Split split = pool.folds().split(fold);
        split.train().forEach(row -> own[row] = -1);
        List<Scores> scores = new ArrayList<>();
        for (int i = 0; i < learners.size(); i++) {
            scores.add(Scores.of(pool.probabilities(i), families.size(), own));
        }
        return new FoldScores(
                repeat,
                fold + 1,
                split.validation().size(),
                new HashSet<>(split.validation().stream().map(groups::get).toList()).size(),
                split.train().size(),
                pool.epoch(0, fold),
                scores);
    }
}
