package io.ichnite.drift;

/**
 * Watches numbers as they come, one by one, and says when they are no longer what they were. After it has said so it has
 * forgotten all it saw, the alarming number too, and is as new. Used by one thread.
 *
 * <p>Some watch errors, 0 or 1; others any number. All alarms come at the same index as those of river 0.26.1, which each
 * of them is named after, with the same settings.
 */
public interface ChangeDetector {
    /** What a number gives cause to. */
    enum Signal {
        /** All is as it was. */
        QUIET,
        /** It may be changing. */
        WARNING,
        /** It has changed. */
        CHANGE
    }

    /**
     * Takes the next number.
     *
     * @throws IllegalArgumentException if it is not finite, or neither 0 nor 1 where errors are watched
     */
    Signal add(double number);

    /** Whether it watches errors, 1, among successes, 0. */
    boolean watchesErrors();
}
