package io.ichnite.app.task;

import io.ichnite.app.picture.ScoreHistograms.Series;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.task.UnfamiliarParts.Part;
import io.ichnite.formats.json.Numbers;
import io.ichnite.metric.Intervals;
import io.ichnite.metric.MeanSeparation;
import io.ichnite.metric.ScoredRows;
import io.ichnite.model.ModelBundle;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.novelty.KeptDetector;
import io.ichnite.novelty.Precision;
import io.ichnite.novelty.Scorer;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/** Fits detectors on what trained a network, and asks them about everything else. */
final class UnfamiliarWork {
    private final Streams streams;
    private final Kernels kernels;
    private final int threads;
    private final String version;
    private final long seed;

    UnfamiliarWork(Streams streams, Kernels kernels, int threads, String version, long seed) {
        this.streams = streams;
        this.kernels = kernels;
        this.threads = threads;
        this.version = version;
        this.seed = seed;
    }

    /** What one detector said of each part's files. Not a record, as it holds arrays. */
    private static final class Asked {
        private final String detector;
        private final String layer;
        private final List<double[]> scores = new ArrayList<>();

        Asked(String detector, String layer) {
            this.detector = detector;
            this.layer = layer;
        }

        double[] of(UnfamiliarParts parts, Part part) {
            return scores.get(parts.all().indexOf(part));
        }
    }

    /** Writes {@code features/}, {@code detectors/} and {@code familiarity.csv}. */
    Unfamiliar run(ModelBundle model, List<String> layers, UnfamiliarParts parts, Path folder) throws IOException {
        Path features = folder.resolve("features");
        FeatureFiles writer = new FeatureFiles(streams, kernels, threads);
        for (Part part : parts.all()) {
            writer.write(model, part.data(), layers, features.resolve(part.name()));
        }
        Path detectors = Files.createDirectories(folder.resolve("detectors"));
        List<Asked> shown = new ArrayList<>();
        for (DetectorKind kind : BytesPlan.DETECTORS) {
            for (String layer : layers) {
                NoveltyFitted fitted = fit(kind, List.of(layer), features);
                fitted.write(detectors.resolve(kind.word() + "_" + layer + ".detector"));
                shown.add(ask(fitted.kept(), kind, layer, parts, features));
            }
        }
        List<NeverSeen> others = new ArrayList<>();
        for (DetectorKind kind : DetectorKind.values()) {
            // The tail of a distance that is large for all files is 0 for all: it ranks as mahalanobis, or not at all.
            if (kind.named() && !BytesPlan.DETECTORS.contains(kind) && kind != DetectorKind.CHI_SQUARE) {
                boolean own = kind.needsLogits() || kind.needsHead();
                KeptDetector kept = fit(kind, own ? List.of() : layers.subList(0, 1), features)
                        .kept();
                String layer =
                        kept.layers().isEmpty() ? "logits" : kept.layers().get(0);
                others.add(neverSeen(ask(kept, kind, layer, parts, features), parts));
            }
        }
        write(parts, shown, folder.resolve("familiarity.csv"));
        return new Unfamiliar(
                shown.stream().map(asked -> neverSeen(asked, parts)).toList(), others, middles(parts, shown));
    }

    private NoveltyFitted fit(DetectorKind kind, List<String> layers, Path features) throws IOException {
        return new NoveltyFit(streams, kernels, seed, version)
                .fit(new NoveltyRequest(
                        features.resolve("trained"),
                        null,
                        DetectorPlan.defaults(kind),
                        true,
                        null,
                        layers,
                        false,
                        null,
                        null));
    }

    private Asked ask(KeptDetector kept, DetectorKind kind, String layer, UnfamiliarParts parts, Path features)
            throws IOException {
        Asked asked = new Asked(kind.word(), layer);
        Scorer scorer = new Scorer(kernels, threads);
        for (Part part : parts.all()) {
            asked.scores.add(NoveltyScores.of(kept, features.resolve(part.name()), List.of(), Precision.FLOAT64, scorer)
                    .scores());
        }
        return asked;
    }

    private NeverSeen neverSeen(Asked asked, UnfamiliarParts parts) {
        double[] later = asked.of(parts, parts.later());
        List<Series> series = new ArrayList<>();
        series.add(Series.of("until " + parts.year() + ", held out", asked.of(parts, parts.kept())));
        series.add(Series.of("later, known projects", Arrays.copyOfRange(later, 0, parts.seen())));
        series.add(Series.of("later, new projects", Arrays.copyOfRange(later, parts.seen(), later.length)));
        series.add(Series.of("near", asked.of(parts, parts.near())));
        series.add(Series.of("far", asked.of(parts, parts.far())));
        series.removeIf(each -> each.scores().size() == 0);
        return new NeverSeen(
                asked.detector,
                asked.layer,
                apart(asked, parts, parts.near()),
                apart(asked, parts, parts.far()),
                series);
    }

    /** Later files from those of a part; projects are drawn. */
    private MeanSeparation apart(Asked asked, UnfamiliarParts parts, Part novel) {
        ScoredRows rows = ScoredRows.of(
                asked.of(parts, parts.later()), parts.later().projects(), asked.of(parts, novel), novel.projects());
        return MeanSeparation.of(List.of(rows), Intervals.Plan.defaults(seed), threads);
    }

    private static List<Unfamiliar.Middle> middles(UnfamiliarParts parts, List<Asked> shown) {
        List<Unfamiliar.Middle> middles = new ArrayList<>();
        for (Part part : List.of(parts.trained(), parts.kept(), parts.later())) {
            Data data = part.data();
            TreeSet<String> classes = new TreeSet<>();
            data.rows().forEach(row -> classes.add(String.valueOf(data.label(row))));
            for (String name : classes) {
                List<Integer> rows = data.rows().stream()
                        .filter(row -> name.equals(data.label(row)))
                        .toList();
                middles.add(middle(part.name(), name, rows, parts, part, shown));
            }
        }
        for (Part part : List.of(parts.near(), parts.far())) {
            middles.add(middle(part.name(), "", part.data().rows(), parts, part, shown));
        }
        return middles;
    }

    private static Unfamiliar.Middle middle(
            String name, String family, List<Integer> rows, UnfamiliarParts parts, Part part, List<Asked> shown) {
        List<Double> medians = new ArrayList<>();
        for (Asked asked : shown) {
            double[] scores = asked.of(parts, part);
            double[] sorted =
                    rows.stream().mapToDouble(row -> scores[row]).sorted().toArray();
            medians.add(DoubleStream.of(sorted[(sorted.length - 1) / 2], sorted[sorted.length / 2])
                    .average()
                    .orElse(Double.NaN));
        }
        return new Unfamiliar.Middle(name, family, rows.size(), medians);
    }

    /** A row a file, a column a detector. */
    private static void write(UnfamiliarParts parts, List<Asked> shown, Path file) throws IOException {
        OutputFile.write(file, out -> {
            out.append("name,part,project,label,first_seen");
            for (Asked asked : shown) {
                out.append(',').append(asked.detector).append('_').append(asked.layer);
            }
            out.append('\n');
            for (Part part : parts.all()) {
                for (int row : part.data().rows()) {
                    String label = part.data().label(row);
                    LocalDate day = part.data().firstSeen(row);
                    out.append(OutputFile.field(part.data().id(row)));
                    out.append(',').append(part.name()).append(',');
                    out.append(OutputFile.field(part.projects().get(row))).append(',');
                    out.append(label == null ? "" : OutputFile.field(label)).append(',');
                    out.append(day == null ? "" : day.toString());
                    for (Asked asked : shown) {
                        out.append(',').append(Numbers.text(asked.of(parts, part)[row]));
                    }
                    out.append('\n');
                }
            }
        });
    }
}
