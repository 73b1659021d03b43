package io.ichnite.app.task;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.source.FeatureSource;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.formats.json.Numbers;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.KeptDetector;
import io.ichnite.novelty.NoveltyDetector;
import io.ichnite.novelty.Precision;
import io.ichnite.novelty.Scorer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How familiar a detector finds rows: one score a row, higher = more familiar. Not to be changed. */
public final class NoveltyScores {
    /** Rows by which the error of float32 is measured. */
    private static final int MEASURED = 1000;

    private final FeatureSource source;
    private final KeptDetector kept;
    private final double[] scores;
    private final double seconds;
    private final @Nullable Double error;

    private NoveltyScores(
            FeatureSource source, KeptDetector kept, double[] scores, double seconds, @Nullable Double error) {
        this.source = source;
        this.kept = kept;
        this.scores = scores;
        this.seconds = seconds;
        this.error = error;
    }

    /** Refuses a name of a form that scores are not written in. */
    public static void check(Path file) throws IOException {
        String name = file.toString();
        if (!name.endsWith(".npy") && !name.endsWith(".txt") && !name.endsWith(".csv")) {
            throw new BadConfig(file + ": expected a name that ends in .npy, .txt or .csv");
        }
        OutputFile.check(file);
    }

    /**
     * Scores all rows of a source.
     *
     * @param layers to take from a folder; empty for those that the detector was fitted on
     * @throws io.ichnite.error.IchniteException if the rows are not what the detector takes
     */
    public static NoveltyScores of(
            KeptDetector kept, Path features, List<String> layers, Precision precision, Scorer scorer)
            throws IOException {
        FeatureSource source = FeatureSource.open(features);
        NoveltyDetector detector = kept.detector();
        FeatureRows rows = rows(kept, source, layers);
        if (detector.needsLogits() && rows.classes() == 0) {
            throw BadInput.in(
                    source.name(), "expected logits, which this detector looks at: a folder made by ichnite features");
        }
        if (detector.width() != 0 && rows.width() != detector.width()) {
            throw BadInput.in(
                    source.name(),
                    "expected " + detector.width() + " features a row, as this detector was fitted on, found "
                            + rows.width());
        }
        NoveltyDetector used = detector.in(precision);
        long began = System.nanoTime();
        double[] scores = scorer.score(used, rows);
        double seconds = (System.nanoTime() - began) / 1e9;
        Double error = precision == Precision.FLOAT32 ? error(detector, rows, scores, scorer) : null;
        return new NoveltyScores(source, kept, scores, seconds, error);
    }

    private static FeatureRows rows(KeptDetector kept, FeatureSource source, List<String> layers) throws IOException {
        List<String> wanted = layers.isEmpty() ? kept.layers() : layers;
        if (source.layers().isEmpty()) {
            if (wanted.size() > 1) {
                throw new BadConfig("this detector takes layers " + String.join(", ", wanted)
                        + ": expected a folder made by ichnite features, found " + source.name());
            }
            return source.features(List.of());
        }
        if (!wanted.isEmpty() || kept.detector().width() == 0) {
            return source.features(wanted);
        }
        List<String> fitting = new ArrayList<>();
        for (String layer : source.layers()) {
            if (source.features(List.of(layer)).width() == kept.detector().width()) {
                fitting.add(layer);
            }
        }
        if (fitting.size() != 1) {
            throw new BadConfig("this detector does not say which layer it was fitted on: expected --layers, one of "
                    + String.join(", ", source.layers()));
        }
        return source.features(fitting);
    }

    /** The largest difference to float64, against the larger of 1 and the score's size. */
    private static double error(NoveltyDetector detector, FeatureRows rows, double[] scores, Scorer scorer) {
        int count = Math.min(MEASURED, rows.rows());
        FeatureRows some = rows.select(IntStream.range(0, count)
                .map(i -> (int) ((long) i * rows.rows() / Math.max(1, count)))
                .toArray());
        double[] exact = scorer.score(detector, some);
        double largest = 0;
        for (int i = 0; i < count; i++) {
            double off = Math.abs(scores[(int) ((long) i * rows.rows() / count)] - exact[i]);
            largest = Math.max(largest, off / Math.max(1, Math.abs(exact[i])));
        }
        return largest;
    }

    /** One a row, higher = more familiar; a copy. */
    double[] scores() {
        return scores.clone();
    }

    /** Writes {@code .npy}, float64; {@code .txt}, one a line; or {@code .csv}, with the rows' names. */
    public void write(Path file) throws IOException {
        String name = file.toString();
        if (name.endsWith(".npy")) {
            NpyArray.of(scores, scores.length).write(file);
            return;
        }
        boolean table = name.endsWith(".csv");
        OutputFile.write(file, out -> {
            out.append(table ? "name,score\n" : "");
            for (int row = 0; row < scores.length; row++) {
                out.append(table ? OutputFile.field(source.id(row)) + "," : "")
                        .append(Numbers.text(scores[row]))
                        .append('\n');
            }
        });
    }

    /** For programs. */
    public String json(Path file) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("detector", kept.detector().parts().kind().word());
        object.put("rows", scores.length);
        object.put("seconds", seconds);
        object.put("rows_per_second", scores.length / seconds);
        if (error != null) {
            object.put("float32_error", error);
        }
        object.put("output", file.toString());
        return Json.line(object);
    }

    /** For people. */
    public String line(Path file) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        String middle = sorted.length == 0 ? "" : ", the median " + Numbers.text(sorted[sorted.length / 2]);
        return file + ": " + scores.length + " scores" + middle + ", higher = more familiar"
                + (error == null ? "" : "; float32 is off by " + Numbers.text(error.floatValue()) + " at most");
    }
}
