package io.ichnite.nn;

import java.util.List;
import java.util.stream.Collectors;

/** The extents of one sample's array, without the batch: {@code (time)}, {@code (time, channels)} or {@code (channels)}. */
public record Shape(List<Integer> extents) {
    public Shape {
        extents = List.copyOf(extents);
        if (extents.isEmpty() || extents.stream().anyMatch(e -> e < 1)) {
            throw new IllegalArgumentException("extents must be at least 1, found " + extents);
        }
    }

    public static Shape of(Integer... extents) {
        return new Shape(List.of(extents));
    }

    /** How many axes. */
    public int rank() {
        return extents.size();
    }

    public int extent(int axis) {
        return extents.get(axis);
    }

    /** The last extent: channels, or units. */
    public int last() {
        return extents.get(extents.size() - 1);
    }

    /** How many numbers. */
    public int size() {
        int product = 1;
        for (int extent : extents) {
            product = Math.multiplyExact(product, extent);
        }
        return product;
    }

    /** As Keras prints it, with None for the batch: {@code (None, 6000, 64)}. */
    public String withBatch() {
        return extents.stream().map(String::valueOf).collect(Collectors.joining(", ", "(None, ", ")"));
    }

    @Override
    public String toString() {
        return extents.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
}
