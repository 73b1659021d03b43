package io.ichnite.train;

import io.ichnite.nn.Weights;

/** What training gives: the kept weights, and how it went. */
public record Trained(Weights weights, History history) {}
