package io.ichnite.app.task;

import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.ScanSource;
import io.ichnite.app.source.ScanSource.Opened;
import io.ichnite.error.IchniteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Asks models about files, input by input and some rows at a time, so that memory does not grow with them. Used by one thread. */
public final class Scanning {
    /** Rows that are judged and told at once. */
    private static final int ROWS = 256;

    private final Streams streams;
    private final List<Judge> judges;
    private final Harmless harmless;
    private final double enough;

    /** Is told what comes of it, in the order of the inputs. */
    public interface Listener {
        void verdict(FileVerdict verdict);

        /** Rows or files of an input were left out; others of it may have been judged. */
        void leftOut(String input, long rows, List<String> reasons);

        /** An input could not be read, or to its end. */
        void refused(String input, Exception problem);
    }

    /**
     * How many files there were.
     *
     * @param found files that are suspicious or novel
     * @param rejected inputs that were refused, and rows and files that were left out
     */
    public record Outcome(long judged, long suspicious, long novel, long found, long rejected) {
        /** For people. */
        public String text() {
            return Told.count(judged, "file") + ": " + suspicious + " suspicious, " + novel + " novel, "
                    + (judged - found) + " known" + (rejected == 0 ? "" : "; " + Told.count(rejected) + " rejected");
        }
    }

    /** @param enough suspicion from which on a file is suspicious */
    public Scanning(Streams streams, List<Judge> judges, Harmless harmless, double enough) {
        this.streams = streams;
        this.judges = List.copyOf(judges);
        this.harmless = harmless;
        this.enough = enough;
    }

    /** Judges all inputs; those that cannot be read are passed over. */
    public Outcome run(ScanSource source, List<String> names, Listener listener) throws IOException {
        long judged = 0;
        long suspicious = 0;
        long novel = 0;
        long found = 0;
        long rejected = 0;
        for (String name : names) {
            List<String> inputs;
            try {
                inputs = source.inputs(name);
            } catch (IchniteException | IOException | UncheckedIOException e) {
                listener.refused(name, e);
                rejected++;
                continue;
            }
            for (String input : inputs) {
                Counts counts = new Counts();
                try (Opened opened = source.open(input)) {
                    judge(input, opened, listener, counts);
                    if (opened.rejected() > 0) {
                        listener.leftOut(input, opened.rejected(), opened.reasons());
                        rejected += opened.rejected();
                    }
                } catch (IchniteException | IOException | UncheckedIOException e) {
                    listener.refused(input, e);
                    rejected++;
                }
                judged += counts.judged;
                suspicious += counts.suspicious;
                novel += counts.novel;
                found += counts.found;
            }
        }
        return new Outcome(judged, suspicious, novel, found, rejected);
    }

    private void judge(String input, Opened opened, Listener listener, Counts counts) {
        Data data = opened.data();
        List<Integer> all = data.rows();
        Progress progress = new Progress(streams, System::nanoTime);
        try {
            for (int from = 0; from < all.size(); from += ROWS) {
                List<Integer> rows = all.subList(from, Math.min(all.size(), from + ROWS));
                List<List<Opinion>> opinions = new ArrayList<>();
                for (Judge judge : judges) {
                    if (judge.kind() == opened.kind()) {
                        opinions.add(judge.of(data, rows, harmless, enough));
                    }
                }
                progress.clear();
                for (int i = 0; i < rows.size(); i++) {
                    int row = i;
                    FileVerdict verdict = new FileVerdict(
                            input,
                            data.id(rows.get(i)),
                            opened.single(),
                            opinions.stream().map(of -> of.get(row)).toList());
                    counts.add(verdict);
                    listener.verdict(verdict);
                }
                streams.out().flush();
                progress.counted("scanning", "files", from + (long) rows.size(), all.size());
            }
        } finally {
            progress.clear();
        }
    }

    /** Of one input. */
    private static final class Counts {
        private long judged;
        private long suspicious;
        private long novel;
        private long found;

        void add(FileVerdict verdict) {
            judged++;
            suspicious += verdict.suspicious() ? 1 : 0;
            novel += verdict.novel() ? 1 : 0;
            found += verdict.findings().isEmpty() ? 0 : 1;
        }
    }
}
