package io.ichnite.app.show;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command reads and writes.
 *
 * @param in a single text input that is named {@code -}
 * @param out results
 * @param err progress and messages
 * @param columns of the terminal that {@code err} is shown on, so that a line may be drawn over; 0 where it is none
 */
public record Streams(InputStream in, PrintStream out, PrintStream err, int columns) {
    /** A message for a person. */
    public void say(String message) {
        err.print(message + "\n");
        err.flush();
    }

    /** A line of result. */
    public void result(String line) {
        out.print(line + "\n");
    }
}
