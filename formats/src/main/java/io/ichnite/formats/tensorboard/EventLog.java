package io.ichnite.formats.tensorboard;

import io.ichnite.formats.protobuf.Message;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * The log of one run, as TensorBoard shows it: what is written under a tag and a step. A run is a folder; training and
 * validation are two, so that their scalars of one tag lie in one chart. Call {@link #flush} when an epoch is done. The same
 * calls by the same clock give the same bytes. Not thread-safe.
 *
 * <p>In a tag, what is not printable ASCII is escaped, and more than 200 characters are cut.
 *
 * <p>Formats: TensorFlow's {@code summary.proto}; what each plugin expects in a tensor is said in TensorBoard's
 * {@code tensorboard/plugins/PLUGIN/metadata.py}.
 */
public final class EventLog implements Closeable {
    private static final int SESSION_START = 1;
    /** What an event takes around the content of a histogram or an image, tags aside; generous. */
    private static final int AROUND = 256;

    private static final int HISTOGRAM = 30 * 3 * Double.BYTES;

    private final EventFile file;
    private final ByteBudget budget;
    private final boolean continued;
    private long counted;
    private boolean full;

    private EventLog(EventFile file, ByteBudget budget, boolean continued) {
        this.file = file;
        this.budget = budget;
        this.continued = continued;
    }

    /**
     * Refuses a folder whose events are not all ours.
     *
     * @param folder need not be there
     * @throws java.nio.file.FileSystemException if another program's events are in it
     * @throws IOException if the disk refuses
     */
    public static void check(Path folder) throws IOException {
        new EventFolder(folder).check();
    }

    /**
     * Makes room for a new run: events that an earlier one of ours left in the folder go.
     *
     * @param folder need not be there
     * @throws java.nio.file.FileSystemException if another program's events are in the folder; nothing is gone then
     * @throws IOException if the disk refuses
     */
    public static void clear(Path folder) throws IOException {
        new EventFolder(folder).clear();
    }

    /**
     * Begins a run, or goes on with one, in a new file: of what was written before, TensorBoard drops the given step and all
     * later ones. What is there counts against the budget.
     *
     * @param folder made if it is not there
     * @param step the first that is to be written; 0 for a new run
     * @param clock seconds since 1970: for events and the file's name
     * @throws IOException if the disk refuses
     */
    public static EventLog open(Path folder, long step, DoubleSupplier clock, ByteBudget budget) throws IOException {
        Files.createDirectories(folder);
        EventFolder run = new EventFolder(folder);
        long before = run.size();
        budget.spend(before);
        EventFile file = EventFile.create(run.next(clock.getAsDouble()), clock);
        EventLog log = new EventLog(file, budget, before > 0);
        // TensorBoard takes a run's first start for the beginning and only a later one for a restart, so every file has
        // one
        file.append(step, EventFile.Kind.SESSION_LOG, new Message().integer(1, SESSION_START));
        log.count();
        log.flush();
        return log;
    }

    /** Whether the folder held events when the log was opened. */
    public boolean continued() {
        return continued;
    }

    /** A number, rounded to a float; also one that is not finite. */
    public void scalar(String tag, long step, double value) throws IOException {
        summary(tag, step, "scalars", Tensor.scalar((float) value));
    }

    /** Text, which TensorBoard shows as Markdown, without active HTML. */
    public void text(String tag, long step, String markdown) throws IOException {
        summary(tag, step, "text", Tensor.string(utf8(markdown)));
    }

    /**
     * How {@code values[from]} to {@code values[to − 1]} are spread, in thirty bins. Those that are not finite are counted
     * in a scalar, {@code not_finite/TAG}, where there are any.
     */
    public void histogram(String tag, long step, float[] values, int from, int to) throws IOException {
        if (fits(HISTOGRAM + tag.length(), step)) {
            Histogram histogram = Histogram.of(values, from, to);
            summary(tag, step, "histograms", histogram.tensor());
            if (histogram.notFinite() > 0) {
                scalar("not_finite/" + tag, step, (double) histogram.notFinite());
            }
        }
    }

    /** @throws IllegalArgumentException if the bytes are no PNG */
    public void image(String tag, long step, byte[] png) throws IOException {
        Png size = Png.of(png);
        if (fits((long) png.length + tag.length(), step)) {
            byte[] width = utf8(Integer.toString(size.width()));
            byte[] height = utf8(Integer.toString(size.height()));
            summary(tag, step, "images", Tensor.strings(width, height, png));
        }
    }

    /** The run's graph, see {@link NetworkGraph}. */
    public void graph(Message graph) throws IOException {
        file.append(0, EventFile.Kind.GRAPH, graph);
        count();
    }

    /** Puts all of it into the file. */
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void summary(String tag, long step, String plugin, Message tensor) throws IOException {
        Message metadata = new Message().message(1, new Message().text(1, plugin));
        Message value =
                new Message().text(1, PlainText.cell(tag)).message(9, metadata).message(8, tensor);
        file.append(step, EventFile.Kind.SUMMARY, new Message().message(1, value));
        count();
    }

    /** Whether there is room for so much more; says once that there is none. */
    private boolean fits(long bytes, long step) throws IOException {
        if (!full && !budget.fits(bytes + AROUND)) {
            full = true;
            text(
                    "log/budget",
                    step,
                    String.format(
                            Locale.ROOT,
                            "The log has reached its limit of %,d bytes: from here on there are no histograms and images.",
                            budget.limit()));
        }
        return !full;
    }

    private void count() {
        budget.spend(file.written() - counted);
        counted = file.written();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
