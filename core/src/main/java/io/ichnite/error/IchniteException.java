package io.ichnite.error;

/**
 * Something that was given to ichnite is not as it has to be. The message says where and what was expected, and is meant
 * to be shown to a person as it is; faces map each kind to an exit code or an HTTP status in one place.
 *
 * <p>A caller's slip is an {@link IllegalArgumentException} and a disk's an {@link java.io.IOException}; neither is of
 * this family.
 */
public abstract sealed class IchniteException extends RuntimeException
        permits BadInput, BadBundle, BadShape, BadConfig {
    private static final long serialVersionUID = 1L;

    IchniteException(String message) {
        super(message);
    }
}
