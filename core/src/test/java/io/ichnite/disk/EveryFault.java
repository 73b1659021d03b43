package io.ichnite.disk;

import io.ichnite.disk.FailingDisk.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does a task again and again, each time with a disk that fails at the next of its operations, in every way. */
public final class EveryFault {
    /** Something that is done in a folder. */
    @FunctionalInterface
    public interface Task {
        void run(Path folder) throws IOException;
    }

    /** Sees what a disk that failed has left. */
    @FunctionalInterface
    public interface Check {
        /**
         * @param folder by a way that does not fail
         * @param told what the task was told; null if it could be done all the same
         */
        void run(Path folder, FailingDisk disk, @Nullable IOException told) throws IOException;
    }

    private final Path base;
    private final Task prepare;
    private int rounds;

    /**
     * @param base an empty folder; each try gets one in it
     * @param prepare puts there what the task needs
     */
    public EveryFault(Path base, Task prepare) {
        this.base = base;
        this.prepare = prepare;
    }

    public void of(Task task, Check check) throws IOException {
        for (Way way : List.of(Way.ONCE, Way.FULL, Way.DEAD)) {
            FailingDisk counting = FailingDisk.counting(way);
            task.run(counting.path(prepared()));
            if (counting.operations() == 0) {
                throw new AssertionError("the task did nothing on the disk that failed");
            }
            for (int at = 1; at <= counting.operations(); at++) {
                Path folder = prepared();
                FailingDisk disk = FailingDisk.failing(way, at);
                IOException told = null;
                try {
                    task.run(disk.path(folder));
                } catch (IOException e) {
                    told = e;
                }
                if (told != null && !String.valueOf(told.getMessage()).endsWith(way.reason())) {
                    throw new AssertionError(disk + " was told as " + told.getMessage(), told);
                }
                check.run(folder, disk, told);
            }
        }
    }

    /** A folder in which the task can be done. */
    public Path prepared() throws IOException {
        Path folder = Files.createDirectory(base.resolve("try" + rounds++));
        prepare.run(FailingDisk.sound().path(folder));
        return folder;
    }
}
