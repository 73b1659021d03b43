package io.ichnite.error;

/** Layers, weights or inputs do not fit together; the message names the layer and both shapes. */
public final class BadShape extends IchniteException {
    private static final long serialVersionUID = 1L;

    public BadShape(String message) {
        super(message);
    }
}
