package io.ichnite.app.task;

import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.tensor.Kernels;
import java.io.IOException;

/** Trains a network in each fold as {@link Training} does, with a validation split of its own within the training rows. */
final class NetworkLearner implements Learner {
    private final TrainingRequest request;
    private final Training training;
    private final Streams streams;
    private final Kernels kernels;
    private final int threads;

    /** @param request whose seed and classes are those of the fold instead */
    NetworkLearner(TrainingRequest request, Training training, Streams streams, Kernels kernels, int threads) {
        this.request = request;
        this.training = training;
        this.streams = streams;
        this.kernels = kernels;
        this.threads = threads;
    }

    @Override
    public String name() {
        return "the network";
    }

    @Override
    public Answers answer(Fold fold) throws IOException {
        Progress progress = new Progress(streams, System::nanoTime);
        progress.within(fold.which(), fold.part(), fold.parts());
        try {
            TrainedModel trained = training.run(fold.train(), of(fold), progress);
            float[] probabilities = Asking.probabilities(
                    trained.bundle(),
                    KnownIntegers.rows(trained.bundle(), fold.heldOut()),
                    kernels,
                    threads,
                    (done, all) -> {});
            return new Answers(probabilities, trained.history().kept());
        } finally {
            progress.clear();
        }
    }

    private TrainingRequest of(Fold fold) {
        WordChoice words =
                new WordChoice(fold.families().names(), request.words().keras(), false, null);
        return new TrainingRequest(
                request.network(),
                request.encoding(),
                request.plan().withSeed(fold.seed()),
                request.classWeights(),
                request.split(),
                words,
                request.options());
    }
}
