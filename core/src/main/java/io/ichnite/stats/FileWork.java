package io.ichnite.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Gives files to threads, one after another; who gets which must not matter. */
final class FileWork {
    private FileWork() {}

    /**
     * Runs all of them; what one throws is thrown.
     *
     * @param worker makes what one thread does with each of its files
     */
    static void each(int threads, int files, Supplier<IntConsumer> worker) {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> shares = new ArrayList<>();
        for (int t = 0; t < Math.max(1, Math.min(threads, files)); t++) {
            shares.add(() -> {
                IntConsumer work = worker.get();
                for (int file = next.getAndIncrement(); file < files; file = next.getAndIncrement()) {
                    work.accept(file);
                }
                return null;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(shares.size());
        try {
            for (Future<Void> share : pool.invokeAll(shares)) {
                share.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while counting", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
