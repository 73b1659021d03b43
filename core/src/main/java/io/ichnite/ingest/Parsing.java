package io.ichnite.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Several threads that parse blocks while the caller's reads and collects them, in the order of the input. At most two
 * blocks more than there are threads are held at a time.
 */
final class Parsing implements Closeable {
    private final int threads;
    private final int blockSize;
    private final ExecutorService pool;
    private final Queue<Block> free = new ArrayDeque<>();
    private final Queue<Future<Block>> under = new ArrayDeque<>();

    Parsing(int threads, int blockSize) {
        this.threads = threads;
        this.blockSize = blockSize;
        pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "ichnite-ingest");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Reads one input to its end.
     *
     * @param in at its beginning
     * @param name of the input, for messages; the collector has begun with it
     * @param step run after each block that was read, and at the end
     */
    void all(InputStream in, String name, ApiNames names, Collector collector, Runnable step) throws IOException {
        CsvBlocks blocks = new CsvBlocks(in, blockSize);
        Columns columns = Columns.of(blocks.header(), name);
        collector.header(columns);
        Queue<BlockParser> parsers = new ConcurrentLinkedQueue<>(parsers(name, columns, names));
        try {
            Block block = free.isEmpty() ? new Block(blockSize) : free.remove();
            for (Block filled = blocks.next(block); filled != null; filled = blocks.next(block)) {
                Block next = filled;
                under.add(pool.submit(() -> parsed(next, parsers)));
                if (under.size() > threads) {
                    collect(collector);
                }
                step.run();
                block = free.isEmpty() ? new Block(blockSize) : free.remove();
            }
            free.add(block);
            while (!under.isEmpty()) {
                collect(collector);
            }
        } finally {
            // What is still being parsed of an input that failed must not be taken for the next one's.
            under.forEach(block -> block.cancel(false));
            under.clear();
        }
        step.run();
    }

    private List<BlockParser> parsers(String name, Columns columns, ApiNames names) {
        List<BlockParser> parsers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            parsers.add(new BlockParser(name, columns, names));
        }
        return parsers;
    }

    private static Block parsed(Block block, Queue<BlockParser> parsers) {
        BlockParser parser = parsers.remove();
        parser.parse(block);
        parsers.add(parser);
        return block;
    }

    private void collect(Collector collector) throws IOException {
        try {
            Block block = under.remove().get();
            collector.add(block);
            free.add(block);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the ingest was interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException fault) {
                throw fault;
            }
            if (cause instanceof Error fault) {
                throw fault;
            }
            throw new IOException(cause);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a parser does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
