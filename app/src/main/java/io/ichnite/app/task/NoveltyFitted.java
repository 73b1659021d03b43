package io.ichnite.app.task;

import io.ichnite.app.show.Json;
import io.ichnite.formats.bundle.ZipDetectorFiles;
import io.ichnite.formats.file.WholeFile;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.novelty.FitReport;
import io.ichnite.novelty.KeptDetector;
import io.ichnite.novelty.LayerCombination;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A detector as it was fitted.
 *
 * @param rows it was fitted on
 * @param reports of each layer; null for detectors that have no covariance
 * @param keptRows the names of the rows that were kept from the fit to combine layers by
 * @param known rows that layers were combined by
 * @param novel rows that layers were combined by
 */
public record NoveltyFitted(
        KeptDetector kept,
        DetectorPlan plan,
        int rows,
        int classes,
        List<@Nullable FitReport> reports,
        List<String> keptRows,
        int known,
        int novel,
        double seconds) {
    private static final int MOST_SHOWN = 10;

    /** Where the names of rows go that were kept from the fit. */
    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".known.txt");
    }

    /** Writes the detector and, if rows were kept from its fit, their names, one a line, to {@code FILE.known.txt}. */
    public void write(Path file) throws IOException {
        Map<Path, WholeFile.Content> files = new LinkedHashMap<>();
        if (!keptRows.isEmpty()) {
            files.put(beside(file), out -> {
                for (String name : keptRows) {
                    out.write((name + "\n").getBytes(StandardCharsets.UTF_8));
                }
            });
        }
        files.put(file, ZipDetectorFiles.content(kept));
        WholeFile.replace(files);
    }

    /** For programs. */
    public String json(Path file) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("detector", plan.kind().word());
        object.put("rows", rows);
        object.put("classes", classes);
        object.put("width", kept.detector().width());
        object.put("layers", kept.layers());
        List<Object> fits = new ArrayList<>();
        for (FitReport report : reports) {
            if (report != null) {
                fits.add(fields(report));
            }
        }
        object.put("fits", fits);
        if (kept.detector() instanceof LayerCombination both) {
            object.put("known", known);
            object.put("novel", novel);
            object.put("weights", list(both.logistic().weights()));
            object.put("bias", both.logistic().bias());
            object.put("kept_from_fit", keptRows);
        }
        object.put("seconds", seconds);
        object.put("output", file.toString());
        return Json.line(object);
    }

    private static List<Object> list(double[] numbers) {
        List<Object> list = new ArrayList<>();
        for (double number : numbers) {
            list.add(number);
        }
        return list;
    }

    private static Map<String, Object> fields(FitReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("width", report.width());
        fields.put("rank", report.rank());
        fields.put("doubtful", report.doubtful());
        fields.put("condition", report.condition());
        fields.put("shrinkage", report.shrinkage());
        fields.put("dead", report.dead());
        fields.put("duplicates", report.duplicates());
        return fields;
    }

    /** For people. */
    public List<String> lines(Path file) {
        List<String> lines = new ArrayList<>();
        String what = plan.kind().word() + (plan.seedCompatible() ? ", as published" : "");
        lines.add(file + ": " + what + ", fitted on " + rows + " rows"
                + (plan.kind().needsLabels() ? " of " + classes + " classes" : "")
                + String.format(Locale.ROOT, " in %.2f s", seconds));
        for (int i = 0; i < reports.size(); i++) {
            FitReport report = reports.get(i);
            if (report != null) {
                String layer =
                        kept.layers().isEmpty() ? "" : "layer " + kept.layers().get(i) + ": ";
                lines.addAll(told(layer, report));
            }
        }
        if (kept.detector() instanceof LayerCombination both) {
            StringBuilder line = new StringBuilder("combined by " + known + " known and " + novel + " novel rows:");
            double[] weights = both.logistic().weights();
            for (int i = 0; i < weights.length; i++) {
                line.append(String.format(
                        Locale.ROOT, " layer %s weighs %.3f", kept.layers().get(i), weights[i]));
                line.append(i + 1 < weights.length ? "," : "");
            }
            lines.add(line.toString());
            if (!keptRows.isEmpty()) {
                lines.add(keptRows.size() + " rows were kept from the fit, to combine by; named in " + beside(file));
            }
        }
        return lines;
    }

    private List<String> told(String layer, FitReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s%s covariance, shrinkage %.4f; rank %d of %d, condition %.2g",
                layer,
                plan.covariance().word(),
                report.shrinkage(),
                report.rank(),
                report.width(),
                report.condition()));
        if (report.rank() < report.width()) {
            lines.add(layer + "rows vary in " + report.rank() + " directions; what differs in the other "
                    + (report.width() - report.rank()) + " is not seen (--covariance ledoit-wolf sees it)");
        }
        if (report.doubtful() > 0) {
            lines.add(layer + report.doubtful() + " directions vary so little that float32 features cannot tell them");
        }
        if (!report.dead().isEmpty()) {
            lines.add(layer + features(report.dead(), " has", " have") + " one value in all rows: "
                    + some(report.dead()));
        }
        if (!report.duplicates().isEmpty()) {
            lines.add(layer + features(report.duplicates(), " always equals", " always equal") + " another: "
                    + some(report.duplicates()));
        }
        return lines;
    }

    private static String features(List<Integer> which, String one, String many) {
        return which.size() == 1 ? "1 feature" + one : which.size() + " features" + many;
    }

    private static String some(List<Integer> features) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(MOST_SHOWN, features.size()); i++) {
            out.append(i == 0 ? "" : ", ").append(features.get(i));
        }
        return out + (features.size() > MOST_SHOWN ? ", …" : "");
    }
}
