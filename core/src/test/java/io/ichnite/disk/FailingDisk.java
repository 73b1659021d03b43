package io.ichnite.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A disk that fails at a chosen operation: paths made by {@link #path} lead to the ordinary files, through it. A test runs once to
 * count the operations of what it looks at, then once for each of them, with another disk each time. Safe for use by many threads.
 */
public final class FailingDisk {
    /** What a disk is asked to do. */
    public enum Operation {
        ATTRIBUTES,
        LIST,
        OPEN,
        CREATE,
        READ,
        WRITE,
        FORCE,
        MAP,
        CLOSE,
        FOLDER,
        MOVE,
        DELETE
    }

    /** How it fails. */
    public enum Way {
        /** One operation fails, after half of what it should do; all others do as they should. */
        ONCE(EnumSet.allOf(Operation.class), "Input/output error"),
        /** From the chosen operation on there is no room for anything more; what is there can be read, moved and deleted. */
        FULL(
                EnumSet.of(Operation.CREATE, Operation.WRITE, Operation.FORCE, Operation.FOLDER),
                "No space left on device"),
        /** From the chosen operation on nothing reaches the disk, as if the process had been killed. */
        DEAD(EnumSet.complementOf(EnumSet.of(Operation.CLOSE)), "killed"),
        /** Nothing fails, but each read and write does just part of what it is asked for. */
        SHORT(EnumSet.noneOf(Operation.class), "");

        @SuppressWarnings("ImmutableEnumChecker")
        private final Set<Operation> counted;

        private final String reason;

        Way(Set<Operation> counted, String reason) {
            this.counted = counted;
            this.reason = reason;
        }

        /** What the disk says. */
        public String reason() {
            return reason;
        }
    }

    /** What becomes of one operation. */
    enum Outcome {
        DONE,
        /** It fails half-way. */
        TORN,
        /** It fails and does nothing. */
        LOST
    }

    private final Way way;
    private final int at;
    private final FailingProvider provider = new FailingProvider(this);
    private int done;
    private @Nullable Operation failed;
    private @Nullable String where;

    private FailingDisk(Way way, int at) {
        this.way = way;
        this.at = at;
    }

    /** Fails at the operation of this number, from 1, of those that can fail in this way. */
    public static FailingDisk failing(Way way, int at) {
        return new FailingDisk(way, at);
    }

    /** Never fails, and counts what could in this way. */
    public static FailingDisk counting(Way way) {
        return new FailingDisk(way, Integer.MAX_VALUE);
    }

    /** Never fails; nobody waits for it. */
    public static FailingDisk sound() {
        return counting(Way.ONCE);
    }

    /** The same file, reached through this disk. */
    public Path path(Path ordinary) {
        return provider.wrapped(ordinary.toAbsolutePath());
    }

    /** How it fails. */
    public Way way() {
        return way;
    }

    /** How many operations there were that could fail. */
    public synchronized int operations() {
        return done;
    }

    /** What failed first; null if nothing has. */
    public synchronized @Nullable Operation failed() {
        return failed;
    }

    /** For the message of a test: what failed, and where. */
    @Override
    public synchronized String toString() {
        return way + " at " + at + ": " + failed + " of " + where;
    }

    boolean halves() {
        return way == Way.SHORT;
    }

    /** What is to become of the operation about to be done. */
    synchronized Outcome outcome(Operation operation, Path file) {
        if (!way.counted.contains(operation)) {
            return Outcome.DONE;
        }
        done++;
        if (done < at || way == Way.ONCE && done > at) {
            return Outcome.DONE;
        }
        if (failed == null) {
            failed = operation;
            where = String.valueOf(file.getFileName());
        }
        return done == at ? Outcome.TORN : Outcome.LOST;
    }

    IOException fault(Path file) {
        return new FileSystemException(file.toString(), null, way.reason);
    }

    void may(Operation operation, Path file) throws IOException {
        if (outcome(operation, file) != Outcome.DONE) {
            throw fault(file);
        }
    }
}
