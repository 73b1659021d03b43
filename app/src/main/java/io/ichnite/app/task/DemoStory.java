package io.ichnite.app.task;

import io.ichnite.metric.Evaluation;

/**
 * All that the demo found out.
 *
 * @param version of ichnite
 * @param folder that it lies in, as the user named it
 * @param unseen how the network does on programs that were kept from it, with intervals by program
 * @param random how the same network does where rows were kept at random: a leak
 * @param unlabelled what it said of traces without labels
 * @param bytes the second half
 */
record DemoStory(
        String version,
        long seed,
        String folder,
        DemoPlan plan,
        DataFacts data,
        TrainedModel trained,
        Measured unseen,
        Measured random,
        Answers unlabelled,
        BytesHalf bytes) {
    Evaluation evaluation() {
        return unseen.evaluation();
    }

    DemoStory withBytes(BytesHalf half) {
        return new DemoStory(version, seed, folder, plan, data, trained, unseen, random, unlabelled, half);
    }
}
