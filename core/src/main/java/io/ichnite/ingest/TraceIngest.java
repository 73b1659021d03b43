package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Turns trace CSVs, and files that a {@link TraceFormat} reads, into a {@link TraceStore}. A trace CSV has a header that
 * names the columns {@code file_id}, {@code label} (may be absent), {@code api}, {@code tid} and {@code index}, in any
 * order, and one row for each call; it may be compressed. {@code file_id} is a whole number from 0 to 2^63−1, {@code label}
 * from 0 to 255, {@code tid} and {@code index} from 0 to 2^31−1, {@code api} 1 to 128 printable ASCII characters. Fields
 * may be quoted, though not over a line's end, and have blanks around them; blank lines are passed over.
 *
 * <p>A row that is not so is left out, counted and written with its reason to {@code rejected.csv} in the store's folder.
 * Repeated rows are kept and counted, as recorders repeat an index. The label of a file is that of its first row.
 *
 * <p>Memory: two bytes for a call whose index is one more than the last of its thread, one to five more for others, and a
 * few for each time that another thread takes over; beside that some blocks of 8 MiB. Beyond a quarter of the heap they go to a
 * file in the store's folder until the end, when the calls of one file after another are held. What a compressed input unfolds
 * to is never held. Safe for use by many threads, each with a store of its own.
 */
public final class TraceIngest {
    private static final int BLOCK = 8 << 20;
    /** Which part of the heap calls may take before they go to the disk. */
    private static final int HELD = 4;

    private TraceIngest() {}

    /**
     * Reads all inputs, in their order, and makes {@code store} hold them and nothing else; if options say so, what it held
     * comes first. The store that was there before stays whole until the new one has been written, and for good if anything
     * fails. An input may be the folder of a store, this one too.
     *
     * @param store the folder of a store, or an empty folder, or a path where there is nothing
     * @return what was found; the same for any number of threads
     * @throws BadInput if an input has no good header, is damaged, holds more than 65,535 names, or shares a file id with
     *     another and no merging is asked for; under strict options, at the first row that cannot be taken
     * @throws io.ichnite.error.BadConfig if the folder is being written by another ingest or holds other things
     * @throws IOException if a disk fails or an input is not there
     */
    public static IngestReport run(
            List<Path> inputs, Path store, IngestOptions options, Decompression decompression, IngestProgress progress)
            throws IOException {
        return run(inputs, store, options, decompression, progress, BLOCK, memory());
    }

    /** As {@link #run}, then opens the store: for inputs that are wanted once, with a temporary folder as the store. */
    public static TraceStore open(
            List<Path> inputs, Path store, IngestOptions options, Decompression decompression, IngestProgress progress)
            throws IOException {
        run(inputs, store, options, decompression, progress);
        return TraceStore.open(store);
    }

    /** As {@link #run}, of inputs that need not all be CSV. */
    public static IngestReport runAll(
            List<TraceInput> inputs,
            Path store,
            IngestOptions options,
            Decompression decompression,
            IngestProgress progress)
            throws IOException {
        return runAll(inputs, store, options, decompression, progress, BLOCK, memory());
    }

    /** Bytes of calls that are held at most: parsers, and what grows, need the rest. */
    private static long memory() {
        return Runtime.getRuntime().maxMemory() / HELD;
    }

    /**
     * The plain bytes of an input, unfolded if its first bytes say that it is compressed.
     *
     * @throws BadInput if it is a folder, or compressed and damaged; the latter from any read too
     */
    public static InputStream plain(Path input, Decompression decompression) throws IOException {
        return Input.open(input, decompression, Limits.defaults());
    }

    /**
     * As the other, of a stream that begins anywhere, such as in an archive.
     *
     * @param raw can go back to a mark; closing what is returned closes it
     * @param name as messages say it
     * @param stored compressed bytes that have been read so far
     * @throws BadInput here or from a read, if the data is damaged or beyond a limit
     */
    public static InputStream plain(
            InputStream raw, String name, Decompression decompression, Limits limits, LongSupplier stored)
            throws IOException {
        return Input.unfolded(raw, name, decompression, limits, stored);
    }

    static IngestReport run(
            List<Path> inputs,
            Path store,
            IngestOptions options,
            Decompression decompression,
            IngestProgress progress,
            int blockSize,
            long memory)
            throws IOException {
        return runAll(
                inputs.stream().map(TraceInput::csv).toList(),
                store,
                options,
                decompression,
                progress,
                blockSize,
                memory);
    }

    static IngestReport runAll(
            List<TraceInput> inputs,
            Path store,
            IngestOptions options,
            Decompression decompression,
            IngestProgress progress,
            int blockSize,
            long memory)
            throws IOException {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one input");
        }
        try (StoreFolder folder = StoreFolder.hold(store)) {
            List<TraceInput> all = new ArrayList<>(inputs);
            if (options.append() && folder.replaces()) {
                all.add(0, TraceInput.store(store));
            }
            IngestReport report;
            try (RejectLog rejects = new RejectLog(folder.generation(), options.strict());
                    SpilledCalls disk = new SpilledCalls(folder.generation())) {
                ApiNames names = new ApiNames();
                Collector collector = new Collector(options, rejects, disk, memory);
                read(all, options, decompression, names, collector, progress, blockSize);
                collector.end();
                StoreWriter writer = new StoreWriter(
                        folder.generation(),
                        collector.files(),
                        collector.names(),
                        names.names(),
                        options.labels(),
                        disk);
                int files = collector.files().size();
                writer.write();
                report = new IngestReport(
                        collector.calls() + rejects.count(),
                        files,
                        collector.calls(),
                        writer.apis(),
                        rejects.count(),
                        writer.duplicates(),
                        rejects.first());
            }
            folder.publish();
            return report;
        }
    }

    private static void read(
            List<TraceInput> inputs,
            IngestOptions options,
            Decompression decompression,
            ApiNames names,
            Collector collector,
            IngestProgress progress,
            int blockSize)
            throws IOException {
        long total = 0;
        for (TraceInput input : inputs) {
            total += size(input);
        }
        Progress told = new Progress(progress, total);
        try (Parsing parsing = new Parsing(options.threads(), blockSize)) {
            for (TraceInput input : inputs) {
                collector.keep();
                try {
                    if (strange(input)) {
                        throw BadInput.in(
                                Input.name(input.file()), "is a link or no ordinary file, and is not followed or read");
                    }
                    read(input, options, decompression, names, collector, parsing, told);
                } catch (BadInput e) {
                    if (!input.one()) {
                        throw e;
                    }
                    collector.refuse(e);
                }
                told.before += size(input);
            }
        }
    }

    private static void read(
            TraceInput input,
            IngestOptions options,
            Decompression decompression,
            ApiNames names,
            Collector collector,
            Parsing parsing,
            Progress told)
            throws IOException {
        if (input.format() == null && StoreFolder.claimsStore(input.file())) {
            StoreInput.read(input.file(), names, collector, told::done);
            return;
        }
        try (Input in = Input.open(input.file(), decompression, options.limits())) {
            TraceSource source = new TraceSource(Input.name(input.file()), input.fileId());
            CallRuns.read(in, source, input.format(), names, collector, parsing, () -> told.done(in.done()));
        }
    }

    /** Whether it is one of many that is left out, be it a link to a good one. */
    private static boolean strange(TraceInput input) {
        return input.one() && !Files.isRegularFile(input.file(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Bytes on the disk; what is one of many may be a link that leads nowhere. */
    private static long size(TraceInput input) throws IOException {
        Path file = input.file();
        return strange(input) ? 0 : StoreFolder.claimsStore(file) ? StoreInput.size(file) : Files.size(file);
    }

    /** How far all inputs are, told from how far one is. */
    private static final class Progress {
        private final IngestProgress progress;
        private final long total;
        private long before;

        Progress(IngestProgress progress, long total) {
            this.progress = progress;
            this.total = total;
        }

        void done(long bytes) {
            progress.bytes(before + bytes, total);
        }
    }
}
