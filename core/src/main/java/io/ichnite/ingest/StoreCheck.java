package io.ichnite.ingest;

import java.util.BitSet;

/**
 * Sees that all numbers of a store point to where they may, so that even one that was made to do harm cannot lead a reader
 * astray. What {@link OrderReader} reads is seen to when it is read.
 */
final class StoreCheck {
    private static final int SOME = 1 << 14;

    private final String store;
    private final StoreHeader header;
    private final Mapped tokens;
    private final Mapped order;
    private final FileTable files;
    private final ThreadTable threads;
    private final TextTable texts;

    StoreCheck(
            String store,
            StoreHeader header,
            Mapped tokens,
            Mapped order,
            FileTable files,
            ThreadTable threads,
            TextTable texts) {
        this.store = store;
        this.header = header;
        this.tokens = tokens;
        this.order = order;
        this.files = files;
        this.threads = threads;
        this.texts = texts;
    }

    /** @throws io.ichnite.error.BadInput if something points elsewhere */
    void run() {
        expect(header.files() >= 0 && header.files() <= Integer.MAX_VALUE, "the number of files");
        expect(header.apis() >= 0 && header.apis() <= ApiNames.MOST, "the number of names");
        expect(header.labels() >= 0 && header.labels() <= header.files(), "the number of labels");
        expect(files.whole() && files.size() == header.files(), "the length of the file table");
        expect(threads.whole() && threads.size() == header.threads(), "the length of the thread table");
        expect(tokens.size() % 2 == 0 && tokens.size() / 2 == header.calls(), "the number of calls");
        expect(texts.whole(), "the number of texts");
        checkTokens();
        checkFiles();
    }

    private void checkTokens() {
        int[] some = new int[SOME];
        for (long at = 0; at < header.calls(); at += SOME) {
            int count = (int) Math.min(SOME, header.calls() - at);
            tokens.u16(at, count, some, 0);
            int largest = 0;
            for (int i = 0; i < count; i++) {
                largest = Math.max(largest, some[i]);
            }
            expect(largest < header.apis(), "a call's name");
        }
    }

    private void checkFiles() {
        long calls = 0;
        long thread = 0;
        for (int file = 0; file < header.files(); file++) {
            expect(files.tokens(file) == calls && files.length(file) >= 0, "where file " + file + " begins");
            expect(
                    files.firstThread(file) == thread
                            && files.threads(file) >= 0
                            && files.threads(file) <= header.threads() - thread,
                    "the threads of file " + file);
            expect(within(files.order(file)) && files.turns(file) >= 0, "the turns of file " + file);
            expect(files.label(file) >= -1 && files.label(file) < header.labels(), "the label of file " + file);
            checkThreads(file, thread);
            calls += files.length(file);
            thread += files.threads(file);
        }
        expect(calls == header.calls() && thread == header.threads(), "the number of calls or threads");
    }

    private void checkThreads(int file, long from) {
        int count = files.threads(file);
        BitSet ranks = new BitSet();
        long calls = 0;
        long lastTid = -1;
        for (long thread = from; thread < from + count; thread++) {
            int rank = threads.rank(thread);
            boolean good = threads.tid(thread) > lastTid
                    && threads.length(thread) > 0
                    && rank >= 0
                    && rank < count
                    && !ranks.get(rank)
                    && threads.first(thread) >= 0
                    && (threads.indices(thread) == ThreadTable.NONE || within(threads.indices(thread)))
                    && (threads.arrivals(thread) == ThreadTable.NONE || within(threads.arrivals(thread)));
            expect(good, "thread " + (thread - from) + " of file " + file);
            ranks.set(rank);
            lastTid = threads.tid(thread);
            calls += threads.length(thread);
        }
        expect(calls == files.length(file), "the lengths of the threads of file " + file);
    }

    private boolean within(long at) {
        return at >= 0 && at < order.size();
    }

    private void expect(boolean good, String what) {
        if (!good) {
            throw StoreHeader.damaged(store, what + " cannot be so");
        }
    }
}
