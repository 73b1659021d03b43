package io.ichnite.app.task;

/** A person has asked to end, and what can be gone on from is kept. The message says how. */
public final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Interrupted(String message) {
        super(message);
    }
}
