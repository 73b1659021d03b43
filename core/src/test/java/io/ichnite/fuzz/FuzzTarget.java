package io.ichnite.fuzz;

import io.ichnite.error.IchniteException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/**
 * One reader that has to stand whatever bytes it is given: it takes them, or refuses them by what its documentation names, within
 * bounds of memory. Anything else that is thrown is a defect. Time is bounded by whoever calls.
 *
 * @param name also of the folder of its corpus
 * @param longest bytes that are worth giving it
 * @param allocated bytes that it may allocate for an empty input, on the thread that asks it
 * @param each how many more for each byte of input; what is claimed and not stored counts for nothing
 * @param refusals what its documentation says that it throws at bad input
 * @param reader reads all that there is
 * @param seeds good inputs, which it takes
 */
public record FuzzTarget(
        String name, int longest, long allocated, long each, List<Class<?>> refusals, Reader reader, Seeds seeds) {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int SHORTEST_WORD = 10;
    private static final int AGAIN = 3;

    /** Reads bytes. */
    @FunctionalInterface
    public interface Reader {
        /** @param scratch a folder of its own, for readers of files; what is left in it from the last time is overwritten */
        void read(byte[] bytes, Path scratch) throws Exception;
    }

    /** Makes good inputs, the same each time. */
    @FunctionalInterface
    public interface Seeds {
        List<byte[]> make() throws Exception;
    }

    public FuzzTarget {
        refusals = List.copyOf(refusals);
    }

    /** With bounds that suit a reader that makes objects of what it reads: 16 MiB, and 1,000 bytes for a byte. */
    public static FuzzTarget of(String name, int longest, Class<?> refusal, Reader reader, Seeds seeds) {
        return new FuzzTarget(name, longest, 16 << 20, 1000, List.of(refusal), reader, seeds);
    }

    public FuzzTarget withMemory(long start, long more) {
        return new FuzzTarget(name, longest, start, more, refusals, reader, seeds);
    }

    /** With one more exception that the documentation names. */
    public FuzzTarget withRefusal(Class<?> refusal) {
        List<Class<?>> all = new java.util.ArrayList<>(refusals);
        all.add(refusal);
        return new FuzzTarget(name, longest, allocated, each, all, reader, seeds);
    }

    /**
     * Gives it an input.
     *
     * @return whether it was taken; false if it was refused
     * @throws Exception what the reader should not have thrown, as it is
     * @throws AssertionError if it allocated too much, or refused without a word
     */
    public boolean takes(byte[] bytes, Path scratch) throws Exception {
        long most = allocated + each * bytes.length;
        Outcome outcome = given(bytes, scratch);
        // The first times classes are loaded too.
        for (int again = 0; outcome.used() > most && again < AGAIN; again++) {
            outcome = given(bytes, scratch);
        }
        if (outcome.used() > most) {
            throw new AssertionError(name + ": allocated " + outcome.used() + " bytes for " + bytes.length);
        }
        return outcome.taken();
    }

    private record Outcome(boolean taken, long used) {}

    private Outcome given(byte[] bytes, Path scratch) throws Exception {
        byte[] own = bytes.clone();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        boolean taken = true;
        try {
            reader.read(own, scratch);
        } catch (Exception e) {
            if (!refusals.contains(e.getClass())) {
                throw e;
            }
            String message = String.valueOf(e.getMessage());
            if (e instanceof IchniteException && message.length() < SHORTEST_WORD) {
                throw new AssertionError(name + ": refused without a word", e);
            }
            taken = false;
        }
        return new Outcome(taken, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
}
