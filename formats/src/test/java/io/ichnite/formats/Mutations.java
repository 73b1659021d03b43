package io.ichnite.formats;

import static org.junit.jupiter.api.Assertions.fail;

import io.ichnite.error.BadBundle;
import io.ichnite.error.BadInput;
import java.util.Arrays;
import java.util.Random;

/** Damages valid files at random; a reader must take each or refuse it by a declared exception. */
public final class Mutations {
    /** Printed on failure; {@code -Dichnite.seed=N} repeats a run. */
    public static final long SEED = Long.getLong("ichnite.seed", 1);

    private static final byte[] TELLING = {0, 1, -1, 127, -128, '{', '}', '[', '"', '9', '-', ','};

    private Mutations() {}

    /** Reads damaged bytes. */
    @FunctionalInterface
    public interface Reader {
        void read(byte[] bytes) throws Exception;
    }

    /** Reads so many damaged forms of a valid file; {@code head} is where most of the damage falls. */
    public static void fuzz(byte[] valid, int head, int rounds, Reader reader) {
        Random random = new Random(SEED);
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] bytes = mutate(valid, Math.min(head, valid.length), random);
            try {
                reader.read(bytes);
            } catch (BadInput | BadBundle e) {
                refused++;
            } catch (Exception | StackOverflowError | OutOfMemoryError e) {
                fail("round " + round + " of seed " + SEED + " gave " + e, e);
            }
        }
        if (refused < rounds / 10) {
            fail("only " + refused + " of " + rounds + " damaged files were refused; seed " + SEED);
        }
    }

    private static byte[] mutate(byte[] valid, int head, Random random) {
        byte[] bytes = valid.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(random.nextInt(4) == 0 ? bytes.length : head);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
                case 3 -> {
                    int count = Math.min(1 + random.nextInt(8), bytes.length - at);
                    Arrays.fill(bytes, at, at + count, TELLING[random.nextInt(TELLING.length)]);
                }
                default -> {
                    int from = random.nextInt(head);
                    int count = Math.min(1 + random.nextInt(16), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, bytes, at, count);
                }
            }
        }
        return random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
