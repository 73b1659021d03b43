package io.ichnite.train;

import io.ichnite.nn.Weights;

/**
 * What training gives: the kept weights, and how it went.
 *
 * @param complete whether it came to its own end; false where a listener stopped it
 */
public record Trained(Weights weights, History history, boolean complete) {}
