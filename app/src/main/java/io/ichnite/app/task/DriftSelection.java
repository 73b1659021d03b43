package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import io.ichnite.data.Fraction;
import io.ichnite.drift.Calendar;
import io.ichnite.drift.SeedMonths;
import io.ichnite.error.BadConfig;
import io.ichnite.formats.csv.ManifestTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are followed, bucket by bucket.
 *
 * @param rows of the data
 * @param days one a row
 * @param undated names of rows whose day is not known
 * @param outside how many rows lie in no bucket
 */
record DriftSelection(
        Calendar calendar,
        List<Integer> rows,
        List<LocalDate> days,
        List<String> undated,
        int outside,
        List<String> notes) {
    DriftSelection {
        rows = List.copyOf(rows);
        days = List.copyOf(days);
        undated = List.copyOf(undated);
        notes = List.copyOf(notes);
    }

    /**
     * Draws from each bucket.
     *
     * @param others rows that served for neither training nor validation
     * @throws BadConfig if buckets are none, or none has a row
     */
    static DriftSelection of(Data data, List<Integer> others, DriftRequest request) throws IOException {
        LocalDate newest = others.stream()
                .map(data::firstSeen)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .orElse(request.until());
        Calendar calendar = Calendar.read(request.bucket(), request.until(), newest);
        Path manifest = request.manifest();
        DriftSelection selection = manifest == null
                ? ours(data, others, request, calendar)
                : published(data, others, request, calendar, manifest);
        if (selection.rows().isEmpty()) {
            throw new BadConfig("expected rows first seen after " + request.until() + " in " + data.name()
                    + " and in a bucket, found none");
        }
        return selection;
    }

    private static DriftSelection ours(Data data, List<Integer> others, DriftRequest request, Calendar calendar) {
        List<List<Integer>> buckets = new ArrayList<>();
        calendar.buckets().forEach(bucket -> buckets.add(new ArrayList<>()));
        List<String> undated = new ArrayList<>();
        int outside = 0;
        for (int row : others) {
            LocalDate day = data.firstSeen(row);
            int bucket = calendar.bucketOf(day);
            if (day == null) {
                undated.add(data.id(row));
            } else if (bucket < 0) {
                outside++;
            } else {
                buckets.get(bucket).add(row);
            }
        }
        List<Integer> rows = new ArrayList<>();
        List<LocalDate> days = new ArrayList<>();
        for (List<Integer> bucket : buckets) {
            for (int i : Fraction.of(bucket.size(), request.sample(), request.seed())) {
                rows.add(bucket.get(i));
                days.add(Objects.requireNonNull(data.firstSeen(bucket.get(i))));
            }
        }
        return new DriftSelection(calendar, rows, days, undated, outside, List.of());
    }

    /**
     * As the published system: months are compared as texts, pandas draws, in the manifest's order, and what is missing among the
     * drawn is missing.
     */
    private static DriftSelection published(
            Data data, List<Integer> others, DriftRequest request, Calendar calendar, Path manifest)
            throws IOException {
        Map<String, Integer> places = new HashMap<>();
        others.forEach(row -> places.put(data.id(row), row));
        Map<String, Integer> all = new HashMap<>();
        data.rows().forEach(row -> all.put(data.id(row), row));
        List<List<@Nullable Integer>> buckets = new ArrayList<>();
        calendar.buckets().forEach(bucket -> buckets.add(new ArrayList<>()));
        List<String> undated = new ArrayList<>();
        int outside = 0;
        for (ManifestTable.Row each : ManifestTable.read(manifest).rows()) {
            Integer row = places.get(each.name());
            if (row == null && all.containsKey(each.name())) {
                continue;
            }
            int bucket = SeedMonths.bucketOf(calendar, each.given());
            if (bucket >= 0) {
                buckets.get(bucket).add(row);
            } else if (row != null && each.firstSeen() == null) {
                undated.add(each.name());
            } else if (row != null) {
                outside++;
            }
        }
        List<Integer> rows = new ArrayList<>();
        List<LocalDate> days = new ArrayList<>();
        int untold = 0;
        for (int b = 0; b < buckets.size(); b++) {
            List<@Nullable Integer> bucket = buckets.get(b);
            for (int i : Fraction.pandas(bucket.size(), request.sample(), request.seed())) {
                Integer row = bucket.get(i);
                if (row != null) {
                    LocalDate day = data.firstSeen(row);
                    boolean told = day != null && calendar.bucketOf(day) == b;
                    untold += told ? 0 : 1;
                    rows.add(row);
                    days.add(
                            told
                                    ? Objects.requireNonNull(day)
                                    : calendar.buckets().get(b).last());
                }
            }
        }
        List<String> notes = untold == 0
                ? List.of()
                : List.of(Told.count(untold, "row")
                        + " stand where their date's text puts them; within their bucket they come last");
        return new DriftSelection(calendar, rows, days, undated, outside, notes);
    }
}
