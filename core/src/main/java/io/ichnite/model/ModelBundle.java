package io.ichnite.model;

import io.ichnite.data.Encoding;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Families;
import io.ichnite.sample.Vocabulary;

/** All that is kept of a trained network: enough to ask it as it was taught, and to know where it comes from. */
public record ModelBundle(
        Manifest manifest,
        NetworkSpec network,
        Vocabulary vocabulary,
        Families families,
        Encoding encoding,
        Weights weights) {}
