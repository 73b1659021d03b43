package io.ichnite.app.show;

import io.ichnite.train.EpochListener;
import io.ichnite.train.History;
import io.ichnite.train.Insight;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a long work is: on a terminal one line that is drawn over, at most ten times a second; elsewhere nothing but
 * a plain line an epoch. Used by one thread.
 */
public final class Progress implements EpochListener {
    private static final int BAR = 16;
    private static final long REDRAW = 100_000_000L;
    private static final String CLEAR = "\r\u001b[K";

    private final Streams streams;
    private final LongSupplier clock;
    private long began;
    private long drawn;
    private boolean open;
    private int epochs;
    private long rows;
    private long rowsBegan;
    /** The share that was done when time began to count: of a training that goes on, what came before. */
    private double doneBefore;

    private boolean goesOn;
    /** What the epochs are a part of, and which part of how many. */
    private String within = "";

    private int part = 1;
    private int parts = 1;

    /** @param clock nanoseconds */
    public Progress(Streams streams, LongSupplier clock) {
        this.streams = streams;
        this.clock = clock;
        start();
    }

    /** Counts time from now on. */
    public void start() {
        began = clock.getAsLong();
        drawn = began - REDRAW;
        doneBefore = 0;
    }

    /**
     * The epochs that follow are one part of a longer work, all parts alike: said before each epoch, and time left is that of
     * the whole.
     *
     * @param which part, in words
     * @param part from 1
     */
    public void within(String which, int part, int parts) {
        this.within = which + "  ";
        this.part = part;
        this.parts = parts;
    }

    /** So much of a whole is done. */
    public void part(String what, long done, long total) {
        draw(what, total == 0 ? 1 : (double) done / total, "");
    }

    /** So many of all are done, and how many go by in a second. */
    public void counted(String what, String unit, long done, long total) {
        double seconds = (clock.getAsLong() - began) / 1e9;
        String rate = seconds <= 0 ? "" : String.format(Locale.ROOT, "%.1f %s/s", done / seconds, unit);
        draw(what, total == 0 ? 1 : (double) done / total, rate);
    }

    @Override
    public void begin(List<History.Epoch> before, Insight insight) {
        start();
        goesOn = true;
    }

    @Override
    public void step(Step step) {
        epochs = step.epochs();
        // An epoch's validation comes after its batches; the share that is done counts the batches alone.
        double inEpoch = step.validating() ? 1 : (double) step.batch() / step.batches();
        double done = ofWhole((step.epoch() - 1 + inEpoch) / step.epochs());
        if (goesOn) {
            goesOn = false;
            doneBefore = step.validating() ? done : done - 1.0 / step.batches() / step.epochs() / parts;
        }
        String state = step.validating()
                ? String.format(Locale.ROOT, "validating %d/%d", step.batch(), step.batches())
                : String.format(Locale.ROOT, "loss %.4f  acc %.3f", step.loss(), step.accuracy());
        draw(within + String.format(Locale.ROOT, "epoch %d/%d", step.epoch(), step.epochs()), done, state + rate(step));
    }

    private double ofWhole(double done) {
        return (part - 1 + done) / parts;
    }

    @Override
    public void epoch(History.Epoch epoch, Insight insight) {
        clear();
        rows = 0;
        streams.say(within + line(epoch, epochs));
    }

    /** An epoch as one line: {@code epoch 1/50  loss 2.0713  accuracy 0.181  val_loss …}. */
    public static String line(History.Epoch epoch, int epochs) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(
                Locale.ROOT,
                "epoch %d/%d  loss %.4f  accuracy %.3f",
                epoch.epoch(),
                epochs,
                epoch.loss(),
                epoch.accuracy()));
        if (!Double.isNaN(epoch.validationLoss())) {
            line.append(String.format(
                    Locale.ROOT,
                    "  val_loss %.4f  val_accuracy %.3f",
                    epoch.validationLoss(),
                    epoch.validationAccuracy()));
        }
        line.append(String.format(Locale.ROOT, "  %.1f samples/s", epoch.samplesPerSecond()));
        return line.toString();
    }

    /** Takes the drawn line away. */
    public void clear() {
        if (open) {
            streams.err().print(CLEAR);
            streams.err().flush();
            open = false;
        }
    }

    private void draw(String what, double done, String state) {
        long now = clock.getAsLong();
        if (streams.columns() == 0 || now - drawn < REDRAW) {
            return;
        }
        drawn = now;
        open = true;
        String left = "";
        double seconds = (now - began) / 1e9;
        if (done > doneBefore && seconds > 2) {
            left = "  " + duration(seconds / (done - doneBefore) * (1 - done)) + " left";
        }
        String told =
                String.format(Locale.ROOT, " %3.0f %%", done * 100) + (state.isEmpty() ? "" : "  " + state) + left;
        // A line that wraps could not be drawn over: first the bar gives way, then the end of the line.
        int room = streams.columns() - 1;
        String line = what + " " + bar(done, room - what.length() - told.length() - 3) + told;
        streams.err().print(CLEAR + line.substring(0, Math.min(line.length(), room)));
        streams.err().flush();
    }

    /** A bar of at most so many signs; none where it would be too short to show anything. */
    private static String bar(double done, int room) {
        int length = Math.min(BAR, room);
        if (length < 4) {
            return "";
        }
        int full = (int) Math.round(Math.min(1, done) * length);
        return "[" + "#".repeat(full) + ".".repeat(length - full) + "]";
    }

    /** Samples a second within the epoch. */
    private String rate(Step step) {
        if (step.validating()) {
            return "";
        }
        long now = clock.getAsLong();
        if (step.batch() == 1 || rows == 0) {
            rows = step.rows();
            rowsBegan = now;
            return "";
        }
        double seconds = (now - rowsBegan) / 1e9;
        return seconds <= 0 ? "" : String.format(Locale.ROOT, "  %.1f samples/s", (step.rows() - rows) / seconds);
    }

    /** Hours, minutes and seconds: {@code 1:02:03}, {@code 2:03}. */
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
