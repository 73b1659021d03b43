package io.ichnite.formats.onnx;

import io.ichnite.nn.Shape;
import java.util.List;

/** In which order the axes of a value lie: b the batch, t time, c channels or units. */
enum Layout {
    /** What has no time. */
    VECTOR("bc"),
    /** As specs describe sequences. */
    ROWS("btc"),
    /** As ONNX' convolutions and pools read. */
    CHANNELS_FIRST("bct"),
    /** As ONNX' recurrent operators read. */
    TIME_FIRST("tbc");

    /** The extent of the batch axis: any. */
    static final int BATCH = -1;

    private final String axes;

    Layout(String axes) {
        this.axes = axes;
    }

    int time() {
        return axes.indexOf('t');
    }

    int channels() {
        return axes.indexOf('c');
    }

    boolean channelsLast() {
        return channels() == axes.length() - 1;
    }

    /** For each of these axes, which of {@code other}'s it is. */
    List<Long> axesOf(Layout other) {
        return axes.chars().mapToObj(axis -> (long) other.axes.indexOf(axis)).toList();
    }

    /** The extents of a value whose single sample has a shape of (time, channels) or (units). */
    List<Integer> extents(Shape shape) {
        return axes.chars()
                .mapToObj(axis -> axis == 'b' ? BATCH : axis == 't' ? shape.extent(0) : shape.last())
                .toList();
    }
}
