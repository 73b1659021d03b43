package io.ichnite.app.task;

import io.ichnite.app.show.Table;
import io.ichnite.app.source.KerasChoice;
import io.ichnite.app.source.ModelSource;
import io.ichnite.app.source.ScanSource;
import io.ichnite.error.BadInput;
import io.ichnite.error.IchniteException;
import io.ichnite.ingest.Shown;
import io.ichnite.ingest.TraceStore;
import io.ichnite.model.BaselineModel;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.SeenRows;
import io.ichnite.nn.Summary;
import io.ichnite.sample.Vocabulary;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The models of a folder, side by side. They are read one after another, so that memory holds one at a time; none is run, no link is
 * followed, and folders below are not looked at.
 */
public final class Catalogue {
    private static final int MOST = 10_000;

    private final List<Model> models;
    private final List<Damaged> damaged;

    /** A model, as its row. */
    private record Model(List<String> row, Map<String, Object> json) {}

    /** A file that should be a model, and why it is none. */
    private record Damaged(String file, String reason) {}

    private Catalogue(List<Model> models, List<Damaged> damaged) {
        this.models = List.copyOf(models);
        this.damaged = List.copyOf(damaged);
    }

    /**
     * Reads all models of a folder.
     *
     * @throws BadInput if it is no folder of models
     */
    public static Catalogue of(Path folder) throws IOException {
        if (TraceStore.isStore(folder)) {
            throw BadInput.in(folder.toString(), "is a trace store; expected a model or a folder of models");
        }
        List<Model> models = new ArrayList<>();
        List<Damaged> damaged = new ArrayList<>();
        for (Path file : files(folder)) {
            try {
                models.add(model(file));
            } catch (IchniteException | IOException e) {
                damaged.add(new Damaged(String.valueOf(file.getFileName()), reason(file, e)));
            }
        }
        if (models.isEmpty() && damaged.isEmpty()) {
            throw BadInput.in(folder.toString(), "is a folder without a model");
        }
        return new Catalogue(models, damaged);
    }

    /** Ordinary files that are models, or are called so, by name. */
    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                if (ScanSource.isModel(file.toString())) {
                    files.add(file);
                }
                if (files.size() > MOST) {
                    throw BadInput.in(folder.toString(), "has more than " + MOST + " models");
                }
            }
        }
        files.sort(Comparator.comparing(file -> String.valueOf(file.getFileName())));
        return files;
    }

    private static String reason(Path file, Exception problem) {
        String message = String.valueOf(problem.getMessage());
        String before = file + ": ";
        return message.startsWith(before) ? message.substring(before.length()) : message;
    }

    private static Model model(Path file) throws IOException {
        long bytes = Files.size(file);
        KerasChoice nothing = KerasChoice.none();
        ModelBundle bundle = ModelSource.open(file, nothing, said -> {});
        String name = String.valueOf(file.getFileName());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", name);
        json.put("bytes", bytes);
        json.putAll(Description.of(bundle).json());
        return new Model(row(name, bytes, bundle), json);
    }

    private static List<String> row(String name, long bytes, ModelBundle bundle) {
        Map<String, Double> metrics = bundle.manifest().metrics();
        return List.of(
                Told.brief(name),
                kind(bundle),
                String.valueOf(bundle.families().size()),
                Told.count(Summary.parameters(bundle.network())),
                String.format(Locale.ROOT, "%.2f MB", bytes / 1e6),
                trained(bundle),
                against(metrics.get("val_macro_f1"), metrics.get("val_linear_macro_f1")),
                against(metrics.get("val_loss"), metrics.get("val_linear_loss")),
                bundle.familiarity() == null
                        ? "–"
                        : bundle.familiarity().detector().parts().kind().word(),
                Told.brief(bundle.manifest().version()));
    }

    /** {@code traces, cnn-lstm-small, 600}. */
    static String kind(ModelBundle bundle) {
        String input = bundle.vocabulary().kind() == Vocabulary.Kind.BYTES
                ? "bytes"
                : bundle.vocabulary().kind() == Vocabulary.Kind.NONE ? "numbers" : "traces";
        return input + ", " + Told.brief(bundle.network().name()) + ", "
                + bundle.encoding().length();
    }

    private static String trained(ModelBundle bundle) {
        Long rows = rows(bundle);
        return rows == null ? "–" : Told.count(rows, "row");
    }

    /** How many rows trained it; null where that is not known. */
    static @Nullable Long rows(ModelBundle bundle) {
        SeenRows seen = bundle.rows();
        if (seen != null) {
            return (long) seen.trained().size();
        }
        BaselineModel baseline = bundle.baseline();
        return baseline == null
                ? null
                : baseline.rows().stream().mapToLong(Integer::longValue).sum();
    }

    /** Its own, and the linear model's in brackets. */
    private static String against(@Nullable Double own, @Nullable Double linear) {
        if (own == null) {
            return "–";
        }
        return Told.three(own) + (linear == null ? "" : " (" + Told.three(linear) + ")");
    }

    /** How many files are no models that can be read. */
    public int damaged() {
        return damaged.size();
    }

    /** For people: a table, and what is damaged below it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        if (!models.isEmpty()) {
            Table table = new Table(
                            "model",
                            "input, network, length",
                            "families",
                            "parameters",
                            "size",
                            "trained on",
                            "macro-F1",
                            "log loss",
                            "novelty",
                            "ichnite")
                    .texts(1, 8, 9);
            models.forEach(model -> table.row(model.row()));
            text.append(table.text());
            text.append("scores are of validation rows; in brackets a linear model's on the same\n");
        }
        for (Damaged each : damaged) {
            text.append(Shown.plain(each.file()))
                    .append(": not read: ")
                    .append(Shown.plain(each.reason()))
                    .append('\n');
        }
        return text.toString();
    }

    /** For programs: an object a file. */
    public List<Map<String, Object>> json() {
        List<Map<String, Object>> all = new ArrayList<>();
        models.forEach(model -> all.add(model.json()));
        for (Damaged each : damaged) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("file", each.file());
            object.put("error", each.reason());
            all.add(object);
        }
        return all;
    }
}
