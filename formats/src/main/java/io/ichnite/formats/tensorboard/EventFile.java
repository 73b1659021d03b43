package io.ichnite.formats.tensorboard;

import io.ichnite.formats.protobuf.Message;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.DoubleSupplier;

/**
 * One file of events, each with a time and a step. Events are appended and are in the file after {@link #flush}, so that a
 * TensorBoard that runs follows; whatever tears the last of them, those before it stay readable. Not thread-safe.
 *
 * <p>Format: TensorFlow's {@code event.proto}; the version is the one since which a restart is told by a session log.
 */
final class EventFile implements Closeable {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;

    /** What an event is about: the field of it that holds the message. */
    enum Kind {
        GRAPH(4),
        SUMMARY(5),
        SESSION_LOG(7);

        private final int field;

        Kind(int field) {
            this.field = field;
        }
    }

    private final OutputStream out;
    private final DoubleSupplier clock;
    private long written;

    private EventFile(OutputStream out, DoubleSupplier clock) {
        this.out = out;
        this.clock = clock;
    }

    /**
     * Begins a file.
     *
     * @param clock seconds since 1970, for the events' times
     * @throws IOException if there is such a file, or the disk refuses
     */
    static EventFile create(Path file, DoubleSupplier clock) throws IOException {
        OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16);
        EventFile events = new EventFile(out, clock);
        events.written = TfRecord.write(
                new Message()
                        .number(WALL_TIME, clock.getAsDouble())
                        .text(FILE_VERSION, "brain.Event:2")
                        .bytes(),
                out);
        return events;
    }

    /** How many bytes went into the file so far. */
    long written() {
        return written;
    }

    void append(long step, Kind kind, Message content) throws IOException {
        Message event = new Message().number(WALL_TIME, clock.getAsDouble());
        if (step != 0) {
            event.integer(STEP, step);
        }
        written += TfRecord.write(event.message(kind.field, content).bytes(), out);
    }

    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
