package io.ichnite.app.task;

import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataRows;
import io.ichnite.data.Encoding;
import io.ichnite.data.Folds;
import io.ichnite.data.Split;
import io.ichnite.error.BadConfig;
import io.ichnite.metric.Intervals;
import io.ichnite.metric.Scores;
import io.ichnite.sample.Families;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Grouped cross-validation: every row is answered for by models that saw neither it nor any row of its group. A fold that is held
 * out chooses nothing: not the vocabulary, not the epoch. Used by one thread.
 */
public final class CrossValidation {
    private final Streams streams;
    private final Kernels kernels;
    private final int threads;
    private final String version;

    /** @param version of ichnite, by which kept folds are told from those of another */
    public CrossValidation(Streams streams, Kernels kernels, int threads, String version) {
        this.streams = streams;
        this.kernels = kernels;
        this.threads = threads;
        this.version = version;
    }

    /**
     * Learns and answers, fold by fold; says on the way which.
     *
     * @param keep folder for the answers of finished folds, gone when {@link #done} is told; null to keep nothing
     * @param resume whether to go on with what is kept there
     * @throws io.ichnite.error.IchniteException if data and request do not go together, or another work is kept there
     */
    public CrossValidated run(Data all, CrossValidationRequest request, @Nullable Path keep, boolean resume)
            throws IOException {
        List<Integer> labelled = Labels.labelled(all, streams::say);
        Families families =
                Labels.families(all, labelled, request.training().words().classes());
        Data data = new DataRows(all, labelled);
        Encoding encoding = data.encoding(request.training()
                .encoding()
                .over(Networks.encoding(request.training().network(), null)));
        List<String> groups = request.grouping().keys(data, encoding, data.rows());
        List<String> texts = data.rows().stream()
                .map(row -> Objects.requireNonNull(data.label(row)))
                .toList();
        List<Learner> learners = learners(request);
        FoldStore store = store(keep, resume, data, groups, request, learners);

        List<Pool> pools = new ArrayList<>();
        for (int repeat = 1; repeat <= request.repeats(); repeat++) {
            Folds folds = Folds.grouped(texts, groups, request.folds(), request.seed(repeat));
            Pool pool = new Pool(folds, families.size(), learners.size());
            for (int fold = 0; fold < folds.count(); fold++) {
                List<Learner.Answers> answers =
                        answers(data, folds.split(fold), families, repeat, fold, request, learners, store);
                for (int i = 0; i < learners.size(); i++) {
                    pool.put(i, fold, answers.get(i));
                }
            }
            pools.add(pool);
        }
        return measure(data, families, groups, request, learners, pools);
    }

    /** The judged one first, then the baselines, of which the class mix is the first. */
    private List<Learner> learners(CrossValidationRequest request) {
        Learner linear = new LinearLearner(request.training(), streams, threads);
        if (request.linearAlone()) {
            return List.of(linear, new ClassMixLearner());
        }
        Training training = new Training(streams, kernels, threads, version);
        Learner network = new NetworkLearner(request.training(), training, streams, kernels, threads);
        return request.training().baseline()
                ? List.of(network, new ClassMixLearner(), linear)
                : List.of(network, new ClassMixLearner());
    }

    private FoldStore store(
            @Nullable Path keep,
            boolean resume,
            Data data,
            List<String> groups,
            CrossValidationRequest request,
            List<Learner> learners)
            throws IOException {
        if (keep == null) {
            if (resume) {
                throw new BadConfig("--resume needs -o DIR, where finished folds are kept");
            }
            return FoldStore.none();
        }
        SortedMap<String, String> asked = Fingerprint.of(
                data, groups, request, learners.stream().map(Learner::name).toList(), version);
        if (!FoldStore.lies(keep)) {
            if (resume) {
                streams.say("nothing to go on with in " + keep + ": begun anew");
            }
            return FoldStore.fresh(keep, asked);
        }
        if (!resume) {
            streams.say("warning: an unfinished cross-validation in " + keep
                    + " will be lost when the first fold is done; --resume goes on with it");
            return FoldStore.fresh(keep, asked);
        }
        FoldStore store = FoldStore.resume(keep, asked);
        streams.say(store.size() + " of " + request.folds() * request.repeats() + " folds are done already");
        return store;
    }

    private List<Learner.Answers> answers(
            Data data,
            Split split,
            Families families,
            int repeat,
            int fold,
            CrossValidationRequest request,
            List<Learner> learners,
            FoldStore store)
            throws IOException {
        String name = repeat + "-" + (fold + 1);
        int rows = split.validation().size();
        List<Learner.Answers> kept = store.read(name, learners.size(), rows, families.size());
        if (kept != null) {
            return kept;
        }
        String which = (request.repeats() == 1 ? "" : "repeat " + repeat + "/" + request.repeats() + " ") + "fold "
                + (fold + 1) + "/" + request.folds();
        streams.say(which + ": " + split.train().size() + " rows to learn from, " + rows + " held out");
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

    private CrossValidated measure(
            Data data,
            Families families,
            List<String> groups,
            CrossValidationRequest request,
            List<Learner> learners,
            List<Pool> pools) {
        int[] labels = Labels.of(data, families);
        List<LearnerScores> scores = new ArrayList<>();
        for (int i = 0; i < learners.size(); i++) {
            int learner = i;
            scores.add(new LearnerScores(
                    learners.get(i).name(),
                    pools.stream()
                            .map(pool -> Scores.of(pool.probabilities(learner), families.size(), labels))
                            .toList()));
        }
        Intervals intervals = Intervals.of(
                pools.get(0).probabilities(0),
                families.size(),
                labels,
                groups,
                Intervals.Plan.defaults(request.training().plan().seed()),
                threads);
        Measured first = new Measured(
                families,
                scores.get(0).repeats().get(0),
                scores.subList(1, scores.size()).stream()
                        .map(other -> new Baseline(other.name(), other.repeats().get(0)))
                        .toList(),
                new Spread(request.grouping().name(), intervals));
        List<FoldScores> folds = new ArrayList<>();
        for (int repeat = 1; repeat <= pools.size(); repeat++) {
            Pool pool = pools.get(repeat - 1);
            for (int fold = 0; fold < request.folds(); fold++) {
                folds.add(foldScores(pool, repeat, fold, labels, families.size(), groups, learners.size()));
            }
        }
        return new CrossValidated(request.folds(), scores, first, folds, new OutOfFold(data, families.size(), pools));
    }

    private static FoldScores foldScores(
            Pool pool, int repeat, int fold, int[] labels, int classes, List<String> groups, int learners) {
        // Rows of other folds are looked at as if their class was not known.
        int[] own = labels.clone();
        Split split = pool.folds().split(fold);
        split.train().forEach(row -> own[row] = -1);
        List<Scores> scores = new ArrayList<>();
        for (int i = 0; i < learners; i++) {
            scores.add(Scores.of(pool.probabilities(i), classes, own));
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

    /** Lets go of the answers that were kept: all that came of them is written. */
    public static void done(Path keep) throws IOException {
        FoldStore.delete(keep);
    }
}
