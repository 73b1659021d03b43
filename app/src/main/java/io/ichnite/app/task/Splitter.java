package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import io.ichnite.app.source.LabelFile;
import io.ichnite.data.Encoding;
import io.ichnite.data.Split;
import io.ichnite.data.Splits;
import io.ichnite.error.BadConfig;
import io.ichnite.ingest.Shown;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Splits the rows of one set as asked, and says what came of it. */
final class Splitter {
    private static final int SHOWN = 10;

    private final Data data;
    private final Encoding encoding;
    private final long seed;
    private final Consumer<String> say;

    Splitter(Data data, Encoding encoding, long seed, Consumer<String> say) {
        this.data = data;
        this.encoding = encoding;
        this.seed = seed;
        this.say = say;
    }

    /**
     * The rows that a choice looks at: all, or those first seen until a day.
     *
     * @throws io.ichnite.error.IchniteException if the dates cannot be had
     */
    List<Integer> considered(SplitChoice choice, List<Integer> rows) throws IOException {
        if (!(choice instanceof SplitChoice.Until until) || until.within() == null) {
            return rows;
        }
        List<@Nullable LocalDate> dates = dates(until, rows);
        List<Integer> kept = new ArrayList<>();
        int later = 0;
        for (int i = 0; i < rows.size(); i++) {
            LocalDate date = dates.get(i);
            if (date != null && !date.isAfter(until.last())) {
                kept.add(rows.get(i));
            }
            later += date != null && date.isAfter(until.last()) ? 1 : 0;
        }
        if (kept.isEmpty()) {
            throw new BadConfig("expected rows first seen up to " + until.last() + ", found none");
        }
        say.accept(later + " of " + rows.size() + " rows were first seen after " + until.last()
                + " and are not looked at");
        return kept;
    }

    /**
     * @param rows that have a label, and are {@link #considered}
     * @throws io.ichnite.error.IchniteException if they cannot be split so
     */
    Split split(SplitChoice choice, List<Integer> rows) throws IOException {
        Split split;
        String how;
        if (choice instanceof SplitChoice.First first) {
            if (first.rows() >= rows.size()) {
                say.accept("warning: only " + rows.size() + " rows, so that the first " + first.rows()
                        + " leave none to validate");
                split = new Split(rows, List.of());
            } else {
                split = Splits.first(first.rows(), rows.size()).of(rows);
            }
            how = "the first " + first.rows() + " by file_id";
        } else if (choice instanceof SplitChoice.Until until && until.within() != null) {
            return split(until.within(), rows);
        } else if (choice instanceof SplitChoice.Until until) {
            split = Splits.byTime(dates(until, rows), until.last()).of(rows);
            how = "first seen up to " + until.last();
        } else if (choice instanceof SplitChoice.Drawn drawn) {
            how = drawn.draw().name().toLowerCase(Locale.ROOT);
            if (drawn.draw() == SplitChoice.Draw.GROUPED) {
                List<String> keys = drawn.grouping().keys(data, encoding, rows);
                how += String.format(
                        Locale.ROOT, " by %s, %d groups", drawn.grouping().name(), new HashSet<>(keys).size());
                split = Splits.grouped(labels(rows), keys, drawn.share(), seed).of(rows);
            } else if (drawn.draw() == SplitChoice.Draw.STRATIFIED) {
                split = Splits.stratified(labels(rows), drawn.share(), seed).of(rows);
            } else {
                split = Splits.random(rows.size(), drawn.share(), seed).of(rows);
            }
        } else {
            split = new Split(rows, List.of());
            how = "all";
        }
        if (split.train().isEmpty()) {
            throw new BadConfig("the split leaves no rows to train on");
        }
        say.accept(String.format(
                Locale.ROOT,
                "split: %d rows train, %d validate (%s)",
                split.train().size(),
                split.validation().size(),
                how));
        return split;
    }

    private List<String> labels(List<Integer> rows) {
        return rows.stream().map(row -> Objects.requireNonNull(data.label(row))).toList();
    }

    private List<@Nullable LocalDate> dates(SplitChoice.Until until, List<Integer> rows) throws IOException {
        Map<String, LocalDate> known = until.dates() == null ? Map.of() : LabelFile.firstSeen(until.dates());
        List<@Nullable LocalDate> dates = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int row : rows) {
            LocalDate date = known.getOrDefault(data.id(row), data.firstSeen(row));
            dates.add(date);
            if (date == null) {
                unknown.add(Shown.plain(data.id(row)));
            }
        }
        if (unknown.size() == rows.size()) {
            throw new BadConfig("--train-until needs dates: a manifest's first_seen, or --labels L.csv with the columns"
                    + " file_id and first_seen");
        }
        if (!unknown.isEmpty()) {
            say.accept(unknown.size() + " of " + rows.size() + " rows have no first_seen and are left out: "
                    + String.join(", ", unknown.subList(0, Math.min(SHOWN, unknown.size())))
                    + (unknown.size() > SHOWN ? " …" : ""));
        }
        return dates;
    }
}
