package io.ichnite.app.task;

import io.ichnite.app.picture.Picture;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.formats.json.Numbers;
import io.ichnite.stats.Apart;
import io.ichnite.stats.ApiCounts;
import io.ichnite.stats.Contrast;
import io.ichnite.stats.LengthShare;
import io.ichnite.stats.OrderChange;
import io.ichnite.stats.Spread;
import io.ichnite.stats.TraceStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What traces are made of, as files. In a CSV a {@code scope} says whether a row is of {@code all} files, of a {@code class}, or of the {@code unlabelled}. */
public final class StatsFiles {
    private static final double LN10 = Math.log(10);

    private final Stats stats;
    private final TraceStats counts;
    private final Path folder;

    private StatsFiles(Stats stats, Path folder) {
        this.stats = stats;
        this.counts = stats.counts();
        this.folder = folder;
    }

    /**
     * Writes stats-files.csv, stats-classes.csv, stats-apis.csv, stats-orders.csv, stats-lengths.csv, stats-apart-apis.csv and
     * stats-apart-pairs.csv, pictures as .svg and .png, and report.html.
     */
    public static void write(Stats stats, String version, Path folder, PictureFiles pictures) throws IOException {
        Files.createDirectories(folder);
        StatsFiles files = new StatsFiles(stats, folder);
        files.write("files", files::files);
        files.write("classes", files::classes);
        files.write("apis", files::apis);
        files.write("orders", files::orders);
        files.write("lengths", files::lengths);
        files.write("apart-apis", out -> files.apart(stats.counts().apart(), "api", out));
        files.write("apart-pairs", out -> files.apart(stats.counts().pairsApart(), "first,second", out));
        for (Map.Entry<String, Picture> picture :
                StatsPictures.forFiles(stats).all().entrySet()) {
            pictures.write(folder, "stats-" + picture.getKey(), picture.getValue());
        }
        StatsReport.write(stats, version, folder.resolve("report.html"));
    }

    private void write(String name, OutputFile.Lines lines) throws IOException {
        OutputFile.write(folder.resolve("stats-" + name + ".csv"), lines);
    }

    private void files(Appendable out) throws IOException {
        out.append("file_id,label,calls,apis,threads,turns,same_as\n");
        for (int file = 0; file < counts.files(); file++) {
            String label = stats.traces().label(file);
            out.append(OutputFile.field(stats.traces().id(file))).append(',');
            out.append(label == null ? "" : OutputFile.field(label)).append(',');
            out.append(String.valueOf(counts.length(file))).append(',');
            out.append(String.valueOf(counts.distinctApis(file))).append(',');
            out.append(String.valueOf(counts.threads(file))).append(',');
            out.append(String.valueOf(counts.turns(file))).append(',');
            int alike = counts.firstAlike(file);
            out.append(alike == file ? "" : OutputFile.field(stats.traces().id(alike)))
                    .append('\n');
        }
    }

    /** By name, as CSV and JSON have them. */
    static Map<String, Double> quantiles(Spread spread) {
        Map<String, Double> map = new LinkedHashMap<>();
        map.put("mean", spread.mean());
        map.put("min", spread.least());
        map.put("p10", spread.p10());
        map.put("p25", spread.p25());
        map.put("median", spread.median());
        map.put("p75", spread.p75());
        map.put("p90", spread.p90());
        map.put("p99", spread.p99());
        map.put("max", spread.most());
        return map;
    }

    private void classes(Appendable out) throws IOException {
        out.append("scope,class,files,sequences,calls,apis");
        for (String what : List.of("calls", "apis", "threads")) {
            for (String quantile : quantiles(counts.lengths()).keySet()) {
                out.append(',').append(what).append('_').append(quantile);
            }
        }
        out.append('\n');
        for (int family = 0; family < counts.classes().size(); family++) {
            classRow(
                    out,
                    "class," + OutputFile.field(counts.classes().names().get(family)),
                    counts.sequences(family),
                    counts.apis().distinct(family),
                    List.of(counts.lengths(family), counts.distinctApisOf(family), counts.threadsOf(family)));
        }
        if (counts.classes().unlabelled() > 0) {
            int none = counts.classes().size();
            classRow(
                    out,
                    "unlabelled,",
                    counts.sequences(none),
                    counts.apis().distinct(none),
                    List.of(counts.lengths(-1), counts.distinctApisOf(-1), counts.threadsOf(-1)));
        }
        classRow(
                out,
                "all,",
                counts.sequences(),
                counts.apiNames().size(),
                List.of(counts.lengths(), counts.distinctApis(), counts.threads()));
    }

    private static void classRow(Appendable out, String names, int sequences, int apis, List<Spread> spreads)
            throws IOException {
        Spread lengths = spreads.get(0);
        out.append(names).append(',').append(String.valueOf(lengths.count())).append(',');
        out.append(String.valueOf(sequences)).append(',');
        out.append(String.valueOf(lengths.sum())).append(',').append(String.valueOf(apis));
        for (Spread spread : spreads) {
            for (double quantile : quantiles(spread).values()) {
                out.append(',').append(CurveFiles.cell(quantile));
            }
        }
        out.append('\n');
    }

    private void apis(Appendable out) throws IOException {
        out.append("scope,class,api,calls,share_of_calls,files,share_of_files,sequences,share_of_sequences\n");
        ApiCounts apis = counts.apis();
        int classes = counts.classes().size();
        for (int family = 0; family <= classes; family++) {
            String names = family == classes
                    ? "unlabelled,"
                    : "class," + OutputFile.field(counts.classes().names().get(family));
            Spread lengths = counts.lengths(family == classes ? -1 : family);
            for (int api = 0; api < apis.apis(); api++) {
                if (apis.files(family, api) > 0) {
                    apiRow(out, names, api, new long[] {
                        apis.calls(family, api),
                        lengths.sum(),
                        apis.files(family, api),
                        lengths.count(),
                        apis.sequences(family, api),
                        counts.sequences(family)
                    });
                }
            }
        }
        Spread lengths = counts.lengths();
        for (int api = 0; api < apis.apis(); api++) {
            apiRow(out, "all,", api, new long[] {apis.calls(api), lengths.sum(), apis.files(api), lengths.count(), 0, 0
            });
        }
    }

    /** @param pairs counts, each with what it is a part of; nothing is written for a part of nothing */
    private void apiRow(Appendable out, String names, int api, long[] pairs) throws IOException {
        out.append(names).append(',').append(OutputFile.field(counts.apiNames().get(api)));
        for (int i = 0; i < pairs.length; i += 2) {
            boolean known = pairs[i + 1] > 0;
            out.append(',').append(known ? String.valueOf(pairs[i]) : "");
            out.append(',').append(known ? Numbers.text((double) pairs[i] / pairs[i + 1]) : "");
        }
        out.append('\n');
    }

    private void orders(Appendable out) throws IOException {
        out.append(
                "order,files_unlike_tid,calls_unlike_tid,files_unlike_arrival,calls_unlike_arrival,turns,mean_turn\n");
        for (OrderChange change : counts.orders()) {
            out.append(change.order().word());
            for (long number : new long[] {
                change.filesUnlikeTid(),
                change.callsUnlikeTid(),
                change.filesUnlikeArrival(),
                change.callsUnlikeArrival(),
                change.turns()
            }) {
                out.append(',').append(String.valueOf(number));
            }
            out.append(',').append(CurveFiles.cell(change.meanTurn())).append('\n');
        }
    }

    private void lengths(Appendable out) throws IOException {
        out.append("scope,class,length,files,whole,share_whole,calls,kept,share_kept\n");
        for (int family = 0; family < counts.classes().size(); family++) {
            lengths(
                    out,
                    "class," + OutputFile.field(counts.classes().names().get(family)),
                    counts.lengthShares(family));
        }
        if (counts.classes().unlabelled() > 0) {
            lengths(out, "unlabelled,", counts.lengthShares(-1));
        }
        lengths(out, "all,", counts.lengthShares());
    }

    private static void lengths(Appendable out, String names, List<LengthShare> shares) throws IOException {
        for (LengthShare share : shares) {
            out.append(names).append(',').append(String.valueOf(share.length())).append(',');
            out.append(String.valueOf(share.files())).append(',').append(String.valueOf(share.whole()));
            out.append(',').append(CurveFiles.cell(share.shareWhole())).append(',');
            out.append(String.valueOf(share.calls())).append(',').append(String.valueOf(share.kept()));
            out.append(',').append(CurveFiles.cell(share.shareKept())).append('\n');
        }
    }

    private void apart(Contrast contrast, String item, Appendable out) throws IOException {
        out.append("class,rank,").append(item);
        out.append(
                ",here,of_here,share_here,elsewhere,of_elsewhere,share_elsewhere,odds_ratio,log10_p,q,log10_q,same_as_rank\n");
        for (List<Apart> list : contrast.byClass()) {
            int rank = 0;
            Map<Long, Integer> ranks = new HashMap<>();
            for (Apart apart : list) {
                out.append(OutputFile.field(counts.classes().names().get(apart.family())));
                out.append(',').append(String.valueOf(++rank)).append(',');
                out.append(OutputFile.field(counts.apiNames().get(apart.first())));
                if (apart.second() >= 0) {
                    out.append(',').append(OutputFile.field(counts.apiNames().get(apart.second())));
                }
                out.append(',').append(String.valueOf(apart.here()));
                out.append(',').append(String.valueOf(apart.ofHere()));
                out.append(',').append(Numbers.text(apart.shareHere()));
                out.append(',').append(String.valueOf(apart.elsewhere()));
                out.append(',').append(String.valueOf(apart.ofElsewhere()));
                out.append(',').append(Numbers.text(apart.shareElsewhere()));
                out.append(',').append(Numbers.text(apart.oddsRatio()));
                out.append(',').append(Numbers.text(apart.logChance() / LN10 + 0.0));
                out.append(',').append(Numbers.text(apart.q()));
                out.append(',').append(Numbers.text(apart.logFalse() / LN10 + 0.0));
                Integer alike = ranks.putIfAbsent(apart.sequences(), rank);
                out.append(',').append(alike == null ? "" : alike.toString()).append('\n');
            }
        }
    }
}
