/**
 * Whether a row is like those that a network was trained on: detectors of novelty, fitted on the features and logits of known
 * rows. Higher is always more familiar.
 */
@NullMarked
package io.ichnite.novelty;

import org.jspecify.annotations.NullMarked;
