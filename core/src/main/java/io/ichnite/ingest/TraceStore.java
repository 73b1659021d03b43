package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import io.ichnite.sample.Order;
import io.ichnite.sample.Threads;
import io.ichnite.sample.Traces;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Traces that {@link TraceIngest} wrote, mapped into memory; offers every order. Opening reads all of it once, to see that
 * it is whole. A store may be replaced while it is open: who has it open sees what it was.
 *
 * <p>Calls in the order {@code tid} are a plain copy. Those in {@code first-seen} and {@code longest} take a look at each
 * thread of the file beside, and {@code arrival} and {@code clock} go through the file from its first call to the last
 * that is wanted.
 *
 * <p>Immutable; safe for use by many threads. {@link BadInput} from any method means that the store is damaged in a way
 * that its checksums do not show.
 */
public final class TraceStore implements Traces, Threads, Closeable {
    private final String name;
    private final StoreHeader header;
    private final Mapped tokens;
    private final Mapped order;
    private final FileTable files;
    private final ThreadTable threads;
    private final TextTable texts;
    private final List<String> apis;
    private final List<String> labels;
    private volatile boolean closed;

    private TraceStore(Path generation, String name, int pieceBits) throws IOException {
        this.name = name;
        header = StoreHeader.read(generation, name);
        StoreHeader.Seals seals = header.seals();
        tokens = Mapped.open(generation, Section.TOKENS, seals, name, pieceBits);
        order = Mapped.open(generation, Section.ORDER, seals, name, pieceBits);
        files = new FileTable(Mapped.open(generation, Section.FILES, seals, name, pieceBits));
        threads = new ThreadTable(Mapped.open(generation, Section.THREADS, seals, name, pieceBits));
        Mapped names = Mapped.open(generation, Section.NAMES, seals, name, pieceBits);
        texts = new TextTable(names, (long) header.apis() + header.labels() + header.files(), name);
        new StoreCheck(name, header, tokens, order, files, threads, texts).run();
        apis = texts(0, header.apis());
        labels = texts(header.apis(), header.labels());
    }

    /**
     * Opens the store in a folder.
     *
     * @throws BadInput if the folder is no store, one of another version, or damaged
     */
    public static TraceStore open(Path store) throws IOException {
        return open(store, Mapped.PIECE_BITS);
    }

    static TraceStore open(Path store, int pieceBits) throws IOException {
        String name = Input.name(store);
        Path generation = StoreFolder.current(store);
        while (true) {
            try {
                return new TraceStore(generation, name, pieceBits);
            } catch (NoSuchFileException e) {
                Path now = StoreFolder.current(store);
                if (now.equals(generation)) {
                    throw StoreHeader.damaged(name, Path.of(e.getFile()).getFileName() + " is missing");
                }
                // A writer has replaced it since its name was read.
                generation = now;
            }
        }
    }

    /** Whether the path is a folder that holds a trace store, whole or damaged. */
    public static boolean isStore(Path path) {
        return StoreFolder.holdsStore(path);
    }

    private List<String> texts(long from, int count) {
        List<String> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(texts.text(from + i));
        }
        return List.copyOf(list);
    }

    @Override
    public int size() {
        return (int) header.files();
    }

    /** How many calls all files made. */
    public long calls() {
        return header.calls();
    }

    @Override
    public String id(int file) {
        check(file);
        return texts.text((long) header.apis() + header.labels() + file);
    }

    @Override
    public @Nullable String label(int file) {
        check(file);
        int label = files.label(file);
        return label < 0 ? null : labels.get(label);
    }

    @Override
    public int length(int file) {
        check(file);
        return files.length(file);
    }

    @Override
    public int threads(int file) {
        check(file);
        return files.threads(file);
    }

    @Override
    public int turns(int file, Order wanted) {
        check(file);
        switch (wanted) {
            case ARRIVAL -> {
                return files.turns(file);
            }
            case CLOCK -> {
                Orders orders = new Orders(threads, order, name, files, file);
                TurnCount count = new TurnCount(orders.starts());
                orders.clock(count);
                return count.turns();
            }
            default -> {
                return files.threads(file);
            }
        }
    }

    @Override
    public List<String> apis() {
        return apis;
    }

    @Override
    public boolean offers(Order wanted) {
        return true;
    }

    @Override
    public void calls(int file, Order wanted, int from, int count, int[] into, int at) {
        check(file);
        if (from < 0 || count < 0 || from > files.length(file) - count) {
            throw new IllegalArgumentException(
                    "file " + file + " has " + files.length(file) + " calls, not " + count + " from " + from);
        }
        if (at < 0 || at > into.length - count) {
            throw new IllegalArgumentException(count + " calls at " + at + " do not fit into " + into.length);
        }
        if (wanted == Order.TID) {
            tokens.u16(files.tokens(file) + from, count, into, at);
            return;
        }
        Window window = new Window(tokens, from, count, into, at);
        Orders orders = new Orders(threads, order, name, files, file);
        switch (wanted) {
            case FIRST_SEEN -> orders.firstSeen(window);
            case LONGEST -> orders.longest(window);
            case ARRIVAL -> orders.arrival(window, files.order(file), files.turns(file));
            default -> orders.clock(window);
        }
        if (window.open()) {
            throw StoreHeader.damaged(name, "file " + file + " has fewer calls than it should");
        }
    }

    /** The calls of a file as they arrived, with their threads and indices. */
    Arrivals arrivals(int file) {
        check(file);
        return new Arrivals(tokens, order, name, threads, files, file);
    }

    /**
     * What the orders are made of: for each call of a file, in the order {@code tid}, its thread, its index, and how many
     * calls of the file came before it. Each array has room for {@link #length} numbers.
     */
    public void places(int file, int[] tids, int[] indices, int[] arrivals) {
        check(file);
        int length = files.length(file);
        if (tids.length < length || indices.length < length || arrivals.length < length) {
            throw new IllegalArgumentException(length + " calls do not fit");
        }
        new Arrivals(tokens, order, name, threads, files, file).places(tids, indices, arrivals);
    }

    @Override
    public String digest() {
        return header.digest();
    }

    private void check(int file) {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        if (file < 0 || file >= size()) {
            throw new IllegalArgumentException("there are " + size() + " files, no file " + file);
        }
    }

    /** Ends the use of the store; the memory goes back when the last reference to it is gone. */
    @Override
    public void close() {
        closed = true;
    }
}
