package io.ichnite.ingest;

import java.util.List;

/**
 * What an ingest found.
 *
 * @param rows read, without headers and blank lines: those kept and those rejected
 * @param files programs in the store
 * @param calls kept
 * @param apis distinct names among the kept calls
 * @param rejected rows left out
 * @param duplicates kept calls whose file, thread and index some earlier call has too, but for formats whose indices may be times
 * @param firstRejects at most the first 20, each {@code file:line: reason}; all of them are in the store's rejected.csv
 */
public record IngestReport(
        long rows, int files, long calls, int apis, long rejected, long duplicates, List<String> firstRejects) {
    public IngestReport {
        firstRejects = List.copyOf(firstRejects);
    }

    /** One line for people, such as {@code 2 files, 4 calls, 2 names; 1 row rejected}. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        text.append(count(files, "file")).append(", ").append(count(calls, "call"));
        text.append(", ").append(count(apis, "name"));
        if (files == 0) {
            text.append(rows == 0 ? "; the input holds no rows" : "; no row could be kept");
        }
        if (rejected > 0) {
            text.append("; ").append(count(rejected, "row")).append(" rejected");
        }
        if (duplicates > 0) {
            text.append("; ").append(count(duplicates, "call")).append(" with an index that its thread had before");
        }
        return text.toString();
    }

    private static String count(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
