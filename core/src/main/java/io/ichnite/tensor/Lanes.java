package io.ichnite.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed number of threads that share out numbered units of work. Which thread takes which must not matter. */
public final class Lanes implements AutoCloseable {
    /** A piece of work, done in some lane. */
    public interface Work {
        void run(int lane, int unit);
    }

    private final int count;
    private final ExecutorService pool;

    public Lanes(int count) {
        this.count = count;
        this.pool = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "ichnite-lane");
            thread.setDaemon(true);
            return thread;
        });
    }

    public int count() {
        return count;
    }

    /** Runs all units and waits; the first failure is thrown after all lanes have stopped. */
    public void run(int units, Work work) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int lane = 0; lane < Math.min(count, units); lane++) {
            int own = lane;
            running.add(pool.submit(() -> {
                for (int unit = next.getAndIncrement(); unit < units; unit = next.getAndIncrement()) {
                    work.run(own, unit);
                }
            }));
        }
        Throwable failure = null;
        for (Future<?> future : running) {
            try {
                future.get();
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = failure == null ? new IllegalStateException("interrupted while computing", e) : failure;
            }
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
