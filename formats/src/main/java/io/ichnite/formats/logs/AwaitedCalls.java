package io.ichnite.formats.logs;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Calls whose outcome stands further down in the log. They are held, with all that follow, until it is known, so that
 * calls are told in the order of their beginnings. So many are held and no more: when there is no room the oldest is told
 * without its outcome, as is what is still open at the end.
 */
final class AwaitedCalls {
    /** So many calls later at most an outcome is looked for. */
    static final int HELD = 1 << 15;
    /** Open calls of a thread that one outcome may pass over, as those that an exception left do not return. */
    private static final int PASSED_OVER = 64;
    /** The longest name, and the longest outcome behind it. */
    private static final int NAME = 128;

    private static final int SLOT = NAME + 64;
    private static final byte OPEN = 1;
    private static final byte KNOWN = 2;

    private final Told told;
    /** How many places there are, a power of two. */
    private int room = 64;

    private byte[] texts = new byte[room * SLOT];
    /** Of the name alone, and of all. */
    private int[] nameLength = new int[room];

    private int[] length = new int[room];
    private int[] tid = new int[room];
    private long[] line = new long[room];
    private byte[] state = new byte[room];
    /** The open call of the same thread before this one; what is older than {@link #oldest} is none. */
    private long[] before = new long[room];

    private long oldest;
    private long newest;

    /** The last open call of each thread that has one, and of some whose was told meanwhile. */
    private final Map<Integer, Long> heads = new HashMap<>();

    AwaitedCalls(Told told) {
        this.told = told;
    }

    /** Takes a call that has its whole name, or none to come. */
    void known(int thread, byte[] text, int from, int to, byte[] outcome, long at) throws IOException {
        if (oldest == newest && outcome.length == 0 || to - from > NAME) {
            // Either nothing waits, or it is no name, and is rejected wherever it stands.
            told.call(thread, text, from, to, at);
            return;
        }
        int slot = add(thread, text, from, to, at, KNOWN);
        finish(slot, outcome);
        tell();
    }

    /** Takes a call whose outcome is to come. */
    void open(int thread, byte[] text, int from, int to, long at) throws IOException {
        if (to - from > NAME) {
            told.call(thread, text, from, to, at);
            return;
        }
        int slot = add(thread, text, from, to, at, OPEN);
        before[slot] = head(thread);
        setHead(thread, newest - 1);
    }

    /** The outcome of the last open call of that name in that thread; those that it called have none, if they are open. */
    void outcome(int thread, byte[] text, int from, int to, byte[] outcome) throws IOException {
        long call = head(thread);
        for (int passed = 0; call >= oldest && !named(slot(call), text, from, to); passed++) {
            if (passed == PASSED_OVER) {
                return;
            }
            call = before[slot(call)];
        }
        if (call < oldest) {
            return;
        }
        for (long left = head(thread); left != call; left = before[slot(left)]) {
            state[slot(left)] = KNOWN;
        }
        setHead(thread, before[slot(call)]);
        finish(slot(call), outcome);
        tell();
    }

    /** What is open in that thread has no outcome. */
    void abandon(int thread) throws IOException {
        long call = head(thread);
        if (call < oldest) {
            return;
        }
        for (; call >= oldest; call = before[slot(call)]) {
            state[slot(call)] = KNOWN;
        }
        setHead(thread, -1);
        tell();
    }

    /** There is no more to come. */
    void end() throws IOException {
        while (oldest < newest) {
            tellOldest();
        }
    }

    private int add(int thread, byte[] text, int from, int to, long at, byte how) throws IOException {
        if (newest - oldest == room) {
            if (room < HELD) {
                grow();
            } else {
                tellOldest();
                tell();
            }
        }
        int slot = slot(newest++);
        System.arraycopy(text, from, texts, slot * SLOT, to - from);
        nameLength[slot] = to - from;
        length[slot] = to - from;
        tid[slot] = thread;
        line[slot] = at;
        state[slot] = how;
        return slot;
    }

    /** Makes twice as many places; each call goes to where its number says. */
    private void grow() {
        int old = room;
        room = 2 * old;
        // Laid out twice, each call stands in one of its two places, and in the other what no one asks for.
        texts = Arrays.copyOf(texts, room * SLOT);
        System.arraycopy(texts, 0, texts, old * SLOT, old * SLOT);
        nameLength = twice(nameLength);
        length = twice(length);
        tid = twice(tid);
        line = twice(line);
        before = twice(before);
        state = Arrays.copyOf(state, room);
        System.arraycopy(state, 0, state, old, old);
    }

    private static int[] twice(int[] values) {
        int[] twice = Arrays.copyOf(values, 2 * values.length);
        System.arraycopy(values, 0, twice, values.length, values.length);
        return twice;
    }

    private static long[] twice(long[] values) {
        long[] twice = Arrays.copyOf(values, 2 * values.length);
        System.arraycopy(values, 0, twice, values.length, values.length);
        return twice;
    }

    private void finish(int slot, byte[] outcome) {
        int kept = Math.min(outcome.length, SLOT - NAME);
        System.arraycopy(outcome, 0, texts, slot * SLOT + nameLength[slot], kept);
        length[slot] = nameLength[slot] + kept;
        state[slot] = KNOWN;
    }

    private void tell() throws IOException {
        while (oldest < newest && state[slot(oldest)] == KNOWN) {
            tellOldest();
        }
    }

    private void tellOldest() throws IOException {
        int slot = slot(oldest++);
        told.call(tid[slot], texts, slot * SLOT, slot * SLOT + length[slot], line[slot]);
    }

    private boolean named(int slot, byte[] text, int from, int to) {
        int at = slot * SLOT;
        return Arrays.equals(texts, at, at + nameLength[slot], text, from, to);
    }

    private int slot(long call) {
        return (int) (call & (room - 1));
    }

    private long head(int thread) {
        Long head = heads.get(thread);
        return head == null || head < oldest ? -1 : head;
    }

    private void setHead(int thread, long call) {
        if (call < oldest) {
            heads.remove(thread);
            return;
        }
        heads.put(thread, call);
        if (heads.size() > 2 * HELD) {
            heads.values().removeIf(head -> head < oldest);
        }
    }
}
