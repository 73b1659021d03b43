package io.ichnite.formats.onnx;

import io.ichnite.nn.Shape;

/**
 * Something that a node gave, floats.
 *
 * @param shape of one sample, as specs describe it, whatever the layout
 */
record Value(String name, Layout layout, Shape shape) {}
