package io.ichnite.error;

/** Options that are each well-formed but cannot be had, or not together; the message names them. */
public final class BadConfig extends IchniteException {
    private static final long serialVersionUID = 1L;

    public BadConfig(String message) {
        super(message);
    }
}
