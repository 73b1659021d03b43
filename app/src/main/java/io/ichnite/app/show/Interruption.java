package io.ichnite.app.show;

/**
 * Whether a person has asked the program to end, as by Ctrl-C. Work that can end by itself says so by {@link #await}, looks
 * at {@link #asked} now and then, and is given time. Thread-safe.
 */
public final class Interruption {
    private boolean asked;
    private boolean awaited;
    private boolean over;

    /** Whether to end as soon as nothing is lost by it. */
    public synchronized boolean asked() {
        return asked;
    }

    /** From now on the program looks at {@link #asked}, and is waited for. */
    public synchronized void await() {
        awaited = true;
    }

    /** The program has ended by itself. */
    public synchronized void over() {
        over = true;
        notifyAll();
    }

    /** Asks the program to end; returns when it has, at once if it does not look. */
    public synchronized void ask() {
        asked = true;
        while (awaited && !over) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
