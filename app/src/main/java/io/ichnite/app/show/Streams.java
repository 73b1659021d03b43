package io.ichnite.app.show;

import io.ichnite.ingest.Shown;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command reads and writes. What it writes holds names out of other people's files: whatever in it would move a cursor,
 * colour a terminal or turn the direction of a line is shown as {@code \}{@code uNNNN}.
 *
 * @param in a single text input that is named {@code -}
 * @param out results
 * @param err progress and messages
 * @param columns of the terminal that {@code err} is shown on, so that a line may be drawn over; 0 where it is none
 */
public record Streams(InputStream in, PrintStream out, PrintStream err, int columns) {
    /** A message for a person. */
    public void say(String message) {
        err.print(Shown.lines(message) + "\n");
        err.flush();
    }

    /** A line of result. */
    public void result(String line) {
        out.print(Shown.lines(line) + "\n");
    }

    /** Results of several lines, each ended. */
    public void results(String lines) {
        out.print(Shown.lines(lines));
    }
}
