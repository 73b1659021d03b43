package io.ichnite.model;

import io.ichnite.data.Encoding;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Families;
import io.ichnite.sample.Vocabulary;
import io.ichnite.train.OptimizerState;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of a trained network: enough to ask it as it was taught, and to know where it comes from.
 *
 * @param baseline what it has to beat; null where there was no training to learn it from, or it was not wanted
 * @param rows what it has seen; null where that is not known
 * @param familiarity how it tells what it never saw; null where no detector was chosen
 * @param optimizer how training goes on; null where it begins afresh
 */
public record ModelBundle(
        Manifest manifest,
        NetworkSpec network,
        Vocabulary vocabulary,
        Families families,
        Encoding encoding,
        Weights weights,
        @Nullable BaselineModel baseline,
        @Nullable SeenRows rows,
        @Nullable Familiarity familiarity,
        @Nullable OptimizerState optimizer) {
    /** Without a detector. */
    public ModelBundle(
            Manifest manifest,
            NetworkSpec network,
            Vocabulary vocabulary,
            Families families,
            Encoding encoding,
            Weights weights,
            @Nullable BaselineModel baseline,
            @Nullable SeenRows rows) {
        this(manifest, network, vocabulary, families, encoding, weights, baseline, rows, null, null);
    }

    /** Without a baseline and a detector, of rows that are not known. */
    public ModelBundle(
            Manifest manifest,
            NetworkSpec network,
            Vocabulary vocabulary,
            Families families,
            Encoding encoding,
            Weights weights) {
        this(manifest, network, vocabulary, families, encoding, weights, null, null);
    }

    public ModelBundle withManifest(Manifest other) {
        return new ModelBundle(
                other, network, vocabulary, families, encoding, weights, baseline, rows, familiarity, optimizer);
    }

    public ModelBundle withBaseline(@Nullable BaselineModel other) {
        return new ModelBundle(
                manifest, network, vocabulary, families, encoding, weights, other, rows, familiarity, optimizer);
    }

    public ModelBundle withRows(@Nullable SeenRows other) {
        return new ModelBundle(
                manifest, network, vocabulary, families, encoding, weights, baseline, other, familiarity, optimizer);
    }

    public ModelBundle withFamiliarity(@Nullable Familiarity other) {
        return new ModelBundle(
                manifest, network, vocabulary, families, encoding, weights, baseline, rows, other, optimizer);
    }

    public ModelBundle withOptimizer(@Nullable OptimizerState other) {
        return new ModelBundle(
                manifest, network, vocabulary, families, encoding, weights, baseline, rows, familiarity, other);
    }
}
