package io.ichnite.nn;

/**
 * The sums of a convolution along time, y[t] = Σ x[t · stride + k − before] W[k] over the taps k, and their derivatives by W:
 * what all threads share of it. Places of x outside a given range count as zero. Changes only in {@link #prepare}.
 */
abstract class Correlation {
    final int size;
    final int stride;
    final int before;
    final int in;
    final int out;

    /**
     * @param size taps
     * @param before how many places of the first window lie before the sequence
     * @param in numbers a row of x
     * @param out numbers a row of y
     */
    Correlation(int size, int stride, int before, int in, int out) {
        this.size = size;
        this.stride = stride;
        this.before = before;
        this.in = in;
        this.out = out;
    }

    /** Takes a kernel (tap, in, out) that begins at {@code at}; looks at it again whenever it computes. */
    abstract void prepare(float[] kernel, int at);

    /** Rows of y that had best be computed in one go, so that they stay in the cache; a multiple of {@link #tile}. */
    abstract int block();

    /** How many neighbouring rows of y are computed together, from a multiple of it on. */
    abstract int tile();

    /** How many numbers the derivatives by the kernel are summed up in. */
    abstract int sums();

    /** Turns those sums into the derivatives by the kernel. */
    abstract void settle(float[] sums, int from, float[] gradient, int at);

    /** One thread's own buffers. */
    abstract Work open();

    /** A correlation in one thread. */
    interface Work {
        /**
         * y[t] += Σ x[…] W[k] for t = {@code begin … end − 1}.
         *
         * @param x0 where place 0 of x would stand; places {@code low … high − 1} exist
         * @param y0 where row 0 of y would stand
         */
        void add(float[] x, int x0, int low, int high, float[] y, int y0, int begin, int end);

        /** sums += Σ x[…]ᵀ dy[t] for t = {@code begin … end − 1}; x as above. */
        void gradient(
                float[] x, int x0, int low, int high, float[] dy, int d0, int begin, int end, float[] sums, int at);
    }
}
