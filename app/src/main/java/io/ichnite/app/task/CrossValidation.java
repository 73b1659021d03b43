package io.ichnite.app.task;

import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataRows;
import io.ichnite.data.Encoding;
import io.ichnite.sample.Families;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
     * @param resume whether to go on with what is kept there, if anything is
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
        List<Learner> learners = learners(request);
        FoldStore store = FoldStore.open(
                keep,
                resume,
                Fingerprint.of(
                        data,
                        groups,
                        request.training(),
                        learners.stream().map(Learner::name).toList(),
                        version),
                streams::say);
        return new FoldWork(data, families, groups, request, learners, store, streams::say).run(threads);
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

    /** Lets go of the answers that were kept: all that came of them is written. */
    public static void done(Path keep) throws IOException {
        FoldStore.delete(keep);
    }
}
