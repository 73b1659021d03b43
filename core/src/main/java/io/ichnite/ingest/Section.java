package io.ichnite.ingest;

/** The files that a generation of a store consists of, besides its header. All numbers are little-endian. */
enum Section {
    /** Calls as numbers of names, two bytes each: file by file, thread by thread, by index, ties as they arrived. */
    TOKENS(0, "tokens.u16"),
    /** A row of {@link FileTable} for each file, in the order of their ids. */
    FILES(1, "files.bin"),
    /** A row of {@link ThreadTable} for each thread of each file, by thread number. */
    THREADS(2, "threads.bin"),
    /** What the other orders need, as {@link Varints}. */
    ORDER(3, "order.bin"),
    /** A {@link TextTable}: the names of the calls, the labels, the ids of the files. */
    NAMES(4, "names.bin");

    private final int place;
    private final String fileName;

    Section(int place, String fileName) {
        this.place = place;
        this.fileName = fileName;
    }

    /** Its place among the seals in the header. */
    int place() {
        return place;
    }

    String fileName() {
        return fileName;
    }
}
