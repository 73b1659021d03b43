package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells the calls of one file of a store as they arrived, with their threads and indices. One for each telling. */
final class Arrivals {
    /** Takes calls of one thread whose indices go up by one from {@code index}; the array is used again. */
    @FunctionalInterface
    interface Run {
        void take(int tid, int index, int[] calls, int count) throws IOException;
    }

    static final int LONGEST_RUN = 4096;

    private final Mapped tokens;
    private final Mapped order;
    private final String store;
    private final ThreadTable threads;
    private final FileTable files;
    private final int file;
    private final int[] calls = new int[LONGEST_RUN];

    Arrivals(Mapped tokens, Mapped order, String store, ThreadTable threads, FileTable files, int file) {
        this.tokens = tokens;
        this.order = order;
        this.store = store;
        this.threads = threads;
        this.files = files;
        this.file = file;
    }

    /** @throws BadInput if the store is damaged; some calls may have been told by then */
    void tell(Run run) throws IOException {
        turns((thread, count) -> thread.tell(count, run));
    }

    /**
     * For each call, laid by thread and index, its thread, its index, and how many calls of the file came before it.
     *
     * @throws BadInput if the store is damaged
     */
    void places(int[] tids, int[] indices, int[] arrivals) {
        long begin = files.tokens(file);
        int[] came = {0};
        turns((thread, count) -> {
            for (int i = 0; i < count; i++) {
                int index = thread.next();
                int at = (int) (thread.start - begin + thread.place);
                tids[at] = thread.tid;
                indices[at] = index;
                arrivals[at] = came[0]++;
            }
        });
    }

    /** Calls of one thread, one after another. */
    private interface Turn<E extends Exception> {
        void take(Arriving thread, int count) throws E;
    }

    private <E extends Exception> void turns(Turn<E> taken) throws E {
        Arriving[] byRank = byRank();
        OrderReader turns = new OrderReader(order, store, files.order(file));
        for (int turn = files.turns(file); turn > 0; turn--) {
            Arriving thread = byRank[(int) turns.next(byRank.length - 1L)];
            int count = (int) turns.next(thread.length - thread.done);
            if (count == 0) {
                throw damaged("a thread takes over without a call");
            }
            taken.take(thread, count);
        }
        for (Arriving thread : byRank) {
            if (thread.done < thread.length) {
                throw damaged("fewer calls take turns than there are");
            }
        }
    }

    private Arriving[] byRank() {
        Arriving[] byRank = new Arriving[files.threads(file)];
        long start = files.tokens(file);
        for (int i = 0; i < byRank.length; i++) {
            long thread = files.firstThread(file) + i;
            byRank[threads.rank(thread)] = new Arriving(thread, start);
            start += threads.length(thread);
        }
        return byRank;
    }

    private BadInput damaged(String what) {
        return StoreHeader.damaged(store, "file " + file + ": " + what);
    }

    /** One thread, of which the first calls have been told. */
    private final class Arriving {
        private final int tid;
        private final int length;
        private final int first;
        /** Where its calls begin. */
        private final long start;
        /** From each index to the next; null where all steps are 1. */
        private final @Nullable OrderReader steps;
        /** From the place behind the last call to that of the next; null where all came by index. */
        private final @Nullable OrderReader moves;
        /** The index at each place, where neither is null. */
        private final int[] indices;

        private int done;
        private long place;
        private long index;

        Arriving(long thread, long start) {
            this.start = start;
            tid = threads.tid(thread);
            length = threads.length(thread);
            first = threads.first(thread);
            steps = reader(threads.indices(thread));
            moves = reader(threads.arrivals(thread));
            indices = steps == null || moves == null ? new int[0] : indices(steps);
            place = -1;
        }

        private @Nullable OrderReader reader(long at) {
            return at == ThreadTable.NONE ? null : new OrderReader(order, store, at);
        }

        private int[] indices(OrderReader from) {
            int[] all = new int[length];
            long last = first;
            all[0] = first;
            for (int i = 1; i < length; i++) {
                last += from.next(Integer.MAX_VALUE);
                all[i] = index(last);
            }
            return all;
        }

        private int index(long value) {
            if (value > Integer.MAX_VALUE) {
                throw damaged("an index is above 2147483647");
            }
            return (int) value;
        }

        void tell(int count, Run run) throws IOException {
            if (steps == null && moves == null) {
                index((long) first + length - 1);
                for (int left = count; left > 0; ) {
                    int some = Math.min(left, LONGEST_RUN);
                    tokens.u16(start + done, some, calls, 0);
                    run.take(tid, first + done, calls, some);
                    done += some;
                    left -= some;
                }
                return;
            }
            int joined = 0;
            int began = 0;
            for (int left = count; left > 0; left--) {
                int next = next();
                if (joined > 0 && (next != began + joined || joined == LONGEST_RUN)) {
                    run.take(tid, began, calls, joined);
                    joined = 0;
                }
                if (joined == 0) {
                    began = next;
                }
                tokens.u16(start + place, 1, calls, joined++);
            }
            run.take(tid, began, calls, joined);
        }

        /** Goes to the next call as they arrived; its index. */
        private int next() {
            place += 1 + (moves == null ? 0 : moves.nextSigned());
            if (place < 0 || place >= length) {
                throw damaged("a call stands outside of its thread");
            }
            if (moves == null) {
                index = done == 0 ? first : index + (steps == null ? 1 : steps.next(Integer.MAX_VALUE));
            } else {
                index = steps == null ? first + place : indices[(int) place];
            }
            done++;
            return index(index);
        }
    }
}
