package io.ichnite.model;

import io.ichnite.data.Examples;
import io.ichnite.error.BadShape;
import io.ichnite.nn.ClassOutputs;
import io.ichnite.nn.Network;
import io.ichnite.sample.Families;
import io.ichnite.tensor.Kernels;
import io.ichnite.train.ExampleRows;

/** Answers with a trained network. Not thread-safe: one call at a time, each of which uses all of its threads. */
public final class NetworkClassifier implements Classifier {
    private final Families families;
    private final Network network;

    public NetworkClassifier(ModelBundle bundle, Kernels kernels, int threads) {
        this.families = bundle.families();
        this.network = new Network(bundle.network(), bundle.weights(), kernels, threads);
    }

    @Override
    public Families families() {
        return families;
    }

    @Override
    public float[] probabilities(Examples rows) {
        if (rows.length() != network.spec().length()) {
            throw new BadShape(
                    "the network takes " + network.spec().length() + " integers a row, found " + rows.length());
        }
        float[] outputs = network.predict(rows.size(), ExampleRows.from(rows, 0));
        return ClassOutputs.probabilities(network.spec(), outputs);
    }

    @Override
    public void close() {
        network.close();
    }
}
