package io.ichnite.app.task;

import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.data.Encoding;
import io.ichnite.data.Examples;
import io.ichnite.linear.LinearModel;
import io.ichnite.sample.Vocabulary;
import io.ichnite.train.EpochListener;
import java.io.IOException;
import java.util.List;

/**
 * Fits a linear model in each fold, on rows made as a network's would be. It chooses nothing, so that all rows of the other folds
 * are learned from.
 */
final class LinearLearner implements Learner {
    private final TrainingRequest request;
    private final Streams streams;
    private final int threads;

    /** @param request of the network: how rows and words are made */
    LinearLearner(TrainingRequest request, Streams streams, int threads) {
        this.request = request;
        this.streams = streams;
        this.threads = threads;
    }

    @Override
    public String name() {
        return Baseline.LINEAR;
    }

    @Override
    public Answers answer(Fold fold) throws IOException {
        Data data = fold.train();
        Encoding encoding = data.encoding(request.encoding().over(Networks.encoding(request.network(), null)));
        Vocabulary vocabulary = data.vocabulary(data.rows(), request.words().keras(), List.of());
        Examples train = data.examples(vocabulary, encoding, fold.families(), data.rows());
        LinearModel model = new BaselineFit(streams, threads, EpochListener.none())
                .of(train, fold.families().size())
                .linear();
        Data heldOut = fold.heldOut();
        return new Answers(model.probabilities(heldOut.unlabelled(vocabulary, encoding, heldOut.rows()), threads), 0);
    }
}
