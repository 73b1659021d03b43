package io.ichnite.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Writes what was collected as one generation of a store. The same content gives the same bytes. */
final class StoreWriter {
    private final Path folder;
    private final SpilledCalls disk;
    private final List<FileCalls> files;
    private final FileNames fileNames;
    private final List<String> labels;
    private final Map<String, String> givenLabels;
    private final List<String> apis;
    private final short[] numbers;
    private long duplicates;
    private long threads;

    /**
     * @param fileNames the ids of the files by their numbers
     * @param names by their numbers in the collected calls
     * @param disk where those of the calls are that are not held
     */
    StoreWriter(
            Path folder,
            Collection<FileCalls> files,
            FileNames fileNames,
            List<String> names,
            Map<String, String> givenLabels,
            SpilledCalls disk) {
        this.folder = folder;
        this.disk = disk;
        this.files = new ArrayList<>(files);
        this.fileNames = fileNames;
        this.files.sort(Comparator.comparing((FileCalls file) -> file.id, fileNames.order()));
        this.givenLabels = givenLabels;
        labels = labels();
        boolean[] used = used(names.size());
        int[] sorted = IntStream.range(0, names.size())
                .filter(i -> used[i])
                .boxed()
                .sorted(Comparator.comparing(names::get))
                .mapToInt(i -> i)
                .toArray();
        numbers = new short[names.size()];
        for (int i = 0; i < sorted.length; i++) {
            numbers[sorted[i]] = (short) i;
        }
        apis = Arrays.stream(sorted).mapToObj(names::get).toList();
    }

    /** Writes all sections, then the header. The calls are let go of on the way: it can be done once. */
    void write() throws IOException {
        byte[][] seals = new byte[Section.values().length][];
        long calls = 0;
        try (SectionWriter tokens = new SectionWriter(folder, Section.TOKENS);
                SectionWriter order = new SectionWriter(folder, Section.ORDER);
                SectionWriter fileRows = new SectionWriter(folder, Section.FILES);
                SectionWriter threadRows = new SectionWriter(folder, Section.THREADS);
                SectionWriter texts = new SectionWriter(folder, Section.NAMES)) {
            for (FileCalls file : files) {
                FileCalls whole = file.whole(disk);
                Varints turns = whole.turns();
                FileTable.write(
                        fileRows,
                        calls,
                        order.length(),
                        threads,
                        (int) file.size(),
                        whole.threads().size(),
                        whole.turnCount(),
                        Math.max(-1, Collections.binarySearch(labels, label(file))));
                order.bytes(turns.bytes(), turns.size());
                writeThreads(whole, tokens, order, threadRows);
                calls += file.size();
                threads += file.threads().size();
            }
            TextTable.write(texts, texts());
            seals[Section.TOKENS.place()] = tokens.finish();
            seals[Section.ORDER.place()] = order.finish();
            seals[Section.FILES.place()] = fileRows.finish();
            seals[Section.THREADS.place()] = threadRows.finish();
            seals[Section.NAMES.place()] = texts.finish();
        }
        StoreHeader.write(folder, files.size(), threads, calls, apis.size(), labels.size(), seals);
    }

    int apis() {
        return apis.size();
    }

    /** Calls whose thread and index an earlier call of the file has; known once all is written. */
    long duplicates() {
        return duplicates;
    }

    private void writeThreads(FileCalls file, SectionWriter tokens, SectionWriter order, SectionWriter rows)
            throws IOException {
        List<ThreadCalls> byRank = file.threads();
        int[] byTid = IntStream.range(0, byRank.size())
                .boxed()
                .sorted(Comparator.comparingInt(rank -> byRank.get(rank).tid))
                .mapToInt(rank -> rank)
                .toArray();
        for (int rank : byTid) {
            ThreadCalls thread = byRank.get(rank);
            long indices = ThreadTable.NONE;
            long arrivals = ThreadTable.NONE;
            int first = thread.first();
            short[] calls = thread.apis();
            if (!thread.consecutive()) {
                int[] arrived = thread.indices();
                int[] places = thread.ordered() ? null : thread.byIndex(arrived);
                int[] ascending = places == null ? arrived : taken(arrived, places);
                calls = places == null ? calls : taken(calls, places);
                first = ascending[0];
                Varints steps = steps(ascending, file.timed);
                if (steps.size() > 0) {
                    indices = order.length();
                    order.bytes(steps.bytes(), steps.size());
                }
                if (places != null) {
                    arrivals = order.length();
                    Varints moves = moves(places);
                    order.bytes(moves.bytes(), moves.size());
                }
            }
            tokens.mapped(calls, thread.size(), numbers);
            ThreadTable.write(rows, thread.tid, thread.size(), rank, first, indices, arrivals);
            thread.forget();
        }
    }

    /** The step from each index to the next; nothing if all are 1, as they may be once sorted. Counts duplicates. */
    private Varints steps(int[] ascending, boolean timed) {
        Varints steps = new Varints();
        boolean all = true;
        for (int i = 1; i < ascending.length; i++) {
            int step = ascending[i] - ascending[i - 1];
            duplicates += !timed && step == 0 ? 1 : 0;
            all &= step == 1;
            steps.add(step);
        }
        if (all) {
            steps.clear();
        }
        return steps;
    }

    /** For each call as it arrived, how far its place is from the one after the place of the call before. */
    private static Varints moves(int[] arrivals) {
        int[] places = new int[arrivals.length];
        for (int place = 0; place < arrivals.length; place++) {
            places[arrivals[place]] = place;
        }
        Varints moves = new Varints();
        long expected = 0;
        for (int place : places) {
            moves.addSigned(place - expected);
            expected = place + 1L;
        }
        return moves;
    }

    private static int[] taken(int[] from, int[] places) {
        int[] taken = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            taken[i] = from[places[i]];
        }
        return taken;
    }

    private static short[] taken(short[] from, int[] places) {
        short[] taken = new short[places.length];
        for (int i = 0; i < places.length; i++) {
            taken[i] = from[places[i]];
        }
        return taken;
    }

    private boolean[] used(int names) {
        boolean[] used = Arrays.copyOf(disk.used(), names);
        for (FileCalls file : files) {
            for (ThreadCalls thread : file.threads()) {
                short[] calls = thread.apis();
                for (int i = 0; i < thread.held(); i++) {
                    used[calls[i] & 0xFFFF] = true;
                }
            }
        }
        return used;
    }

    /** Empty where a file has no label, which no label is. */
    private String label(FileCalls file) {
        String own = file.label();
        return givenLabels.getOrDefault(fileNames.text(file.id), own == null ? "" : own);
    }

    private List<String> labels() {
        TreeSet<String> distinct = new TreeSet<>();
        for (FileCalls file : files) {
            distinct.add(label(file));
        }
        distinct.remove("");
        return List.copyOf(distinct);
    }

    private List<String> texts() {
        return new AbstractList<>() {
            @Override
            public String get(int i) {
                if (i < apis.size()) {
                    return apis.get(i);
                }
                int j = i - apis.size();
                return j < labels.size() ? labels.get(j) : fileNames.text(files.get(j - labels.size()).id);
            }

            @Override
            public int size() {
                return apis.size() + labels.size() + files.size();
            }
        };
    }
}
