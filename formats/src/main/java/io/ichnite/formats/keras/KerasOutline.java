package io.ichnite.formats.keras;

import io.ichnite.nn.Shape;
import java.util.List;

/**
 * What a Keras file says of its size, so that a named network can be made to fit it.
 *
 * @param kerasVersion as written; empty if the file does not tell
 * @param length how many integers one sample has; 0 if the file does not tell
 * @param whole whether it says which network it is
 * @param layers Keras' class names in order, without the input; empty if the file holds weights alone
 * @param shapes of the weights, in order; empty for the weights alone of Keras 3, whose groups have to be known
 */
public record KerasOutline(String kerasVersion, boolean whole, int length, List<String> layers, List<Shape> shapes) {
    public KerasOutline {
        layers = List.copyOf(layers);
        shapes = List.copyOf(shapes);
    }
}
