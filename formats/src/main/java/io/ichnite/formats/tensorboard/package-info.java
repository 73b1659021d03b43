/**
 * What TensorBoard reads: events in a run's folder (scalars, histograms, texts, images, the graph), and the tables of the
 * embedding projector. Written only; nothing here reads them back.
 */
@NullMarked
package io.ichnite.formats.tensorboard;

import org.jspecify.annotations.NullMarked;
