package io.ichnite.formats.logs;

import java.util.HashSet;
import java.util.Set;

/**
 * Which thread a line is of. strace on the error stream writes a column of processes only while there are several: lines
 * without one are of thread 0, and so is the process that they were of, which is the first in the column that was not said
 * to be attached.
 */
final class StraceThreads {
    /** So many that were attached before the first process showed in the column. */
    private static final int REMEMBERED = 1 << 16;

    private final Set<Integer> children = new HashSet<>();
    private boolean bare;
    private boolean settled;
    private int first = -1;

    /** Takes what a line says of a process that is traced from here on; {@link StraceLine#NONE} is nothing. */
    void attached(long process) {
        if (process != StraceLine.NONE && process <= Integer.MAX_VALUE && !settled && children.size() < REMEMBERED) {
            children.add((int) process);
        }
    }

    /** The thread of a process; −1 stands for a line without a column. */
    int of(int process) {
        if (process < 0) {
            bare = true;
            return 0;
        }
        if (!settled && !children.contains(process)) {
            settled = true;
            first = bare ? process : -1;
            children.clear();
        }
        return process == first ? 0 : process;
    }
}
