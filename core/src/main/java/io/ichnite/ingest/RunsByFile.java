package io.ichnite.ingest;

import java.util.Arrays;

/**
 * Says in which order the runs of a block are laid down where rows of many files lie in no order: those of a file one after
 * another, as they came, so that what they touch is touched once. For use by one thread.
 */
final class RunsByFile {
    /** Blocks that have so many rows of a file on end, in the mean, lie well as they are. */
    private static final int MANY = 4;
    /** A search that finds so many other files in its way is given up, and with it the order. */
    private static final int PROBES = 64;

    /** By place: the number of a file in the block, from 1; 0 for none. */
    private int[] places = new int[1 << 10];

    private int files;
    /** By file: its first run, and how many there are; later, where its next run goes. */
    private int[] first = new int[1 << 9];

    private int[] count = new int[1 << 9];
    private int[] fileOf = {};

    /** Gives the block an order, unless its rows lie well, or rows of one file differ in their labels. */
    void arrange(Block block) {
        block.arranged = scattered(block) && number(block);
        if (!block.arranged) {
            return;
        }
        int next = 0;
        for (int file = 0; file < files; file++) {
            int some = count[file];
            count[file] = next;
            next += some;
        }
        if (block.order.length < block.runs) {
            block.order = new int[block.runs];
        }
        for (int run = 0; run < block.runs; run++) {
            block.order[count[fileOf[run]]++] = run;
        }
    }

    private static boolean scattered(Block block) {
        long changes = 0;
        for (int run = 1; run < block.runs; run++) {
            changes += block.file[run] == block.file[run - 1] ? 0 : 1;
        }
        return changes * MANY > block.rows;
    }

    /** Finds the file of each run; false if that is given up, or labels differ. */
    private boolean number(Block block) {
        files = 0;
        Arrays.fill(places, 0);
        if (fileOf.length < block.runs) {
            fileOf = new int[block.runs];
        }
        for (int run = 0; run < block.runs; run++) {
            int place = place(block, block.file[run]);
            if (place < 0) {
                return false;
            }
            int file = places[place] - 1;
            if (file < 0) {
                file = files++;
                first[file] = run;
                count[file] = 0;
                places[place] = files;
                if (files == first.length) {
                    grow(block);
                }
            }
            if (block.label[run] != block.label[first[file]]) {
                return false;
            }
            count[file]++;
            fileOf[run] = file;
        }
        return true;
    }

    /** Where a file is, or would be; −1 if that is given up. */
    private int place(Block block, long id) {
        int mask = places.length - 1;
        int hash = (int) (id * 0x9E3779B97F4A7C15L >>> 32);
        for (int probe = 0; probe < PROBES; probe++) {
            int place = hash + probe & mask;
            if (places[place] == 0 || block.file[first[places[place] - 1]] == id) {
                return place;
            }
        }
        return -1;
    }

    private void grow(Block block) {
        first = Arrays.copyOf(first, files * 2);
        count = Arrays.copyOf(count, files * 2);
        places = new int[files * 4];
        for (int file = 0; file < files; file++) {
            int place = place(block, block.file[first[file]]);
            if (place >= 0) {
                places[place] = file + 1;
            }
        }
    }
}
