package io.ichnite.novelty;

import io.ichnite.tensor.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Scores many rows with any detector, block by block, on some threads; the same bits for any number of them. Besides rows and scores
 * it takes the memory of one block a thread. Thread-safe.
 *
 * @param kernels the arithmetic
 * @param threads at least 1
 */
public record Scorer(Kernels kernels, int threads) {
    /** Rows that are scored at once. */
    static final int BLOCK = 2048;

    public Scorer {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
    }

    /**
     * One score a row, higher = more familiar.
     *
     * @throws IllegalArgumentException if rows have another width than the detector, or lack logits that it needs
     */
    public double[] score(NoveltyDetector detector, FeatureRows rows) {
        if (detector.width() != 0 && detector.width() != rows.width()) {
            throw new IllegalArgumentException(
                    "expected " + detector.width() + " features a row, found " + rows.width());
        }
        if (detector.needsLogits() && rows.classes() == 0) {
            throw new IllegalArgumentException("expected logits, found none");
        }
        double[] scores = new double[rows.rows()];
        int blocks = (rows.rows() + BLOCK - 1) / BLOCK;
        AtomicInteger next = new AtomicInteger();
        Callable<Boolean> share = () -> {
            for (int block = next.getAndIncrement(); block < blocks; block = next.getAndIncrement()) {
                int from = block * BLOCK;
                detector.score(rows, from, Math.min(rows.rows(), from + BLOCK), kernels, scores, from);
            }
            return true;
        };
        run(share, Math.max(1, Math.min(threads, blocks)));
        return scores;
    }

    private static void run(Callable<Boolean> share, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Boolean>> shares = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                shares.add(share);
            }
            for (Future<Boolean> one : pool.invokeAll(shares)) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while scoring", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
