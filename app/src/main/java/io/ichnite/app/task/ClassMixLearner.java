package io.ichnite.app.task;

import io.ichnite.metric.ClassMix;

/** Learns the shares of the classes, and nothing else. */
final class ClassMixLearner implements Learner {
    @Override
    public String name() {
        return "the class mix";
    }

    @Override
    public Answers answer(Fold fold) {
        int[] labels = Labels.of(fold.train(), fold.families());
        int rows = fold.heldOut().size();
        return new Answers(ClassMix.probabilities(labels, fold.families().size(), rows), 0);
    }
}
