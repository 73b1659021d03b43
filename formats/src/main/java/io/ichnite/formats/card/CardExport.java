package io.ichnite.formats.card;

import io.ichnite.formats.json.Numbers;
import io.ichnite.model.BaselineModel;
import io.ichnite.model.Familiarity;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.ModelExport;
import io.ichnite.model.SeenRows;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Shape;
import io.ichnite.nn.Summary;
import io.ichnite.sample.Vocabulary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's card, in Markdown: what it is, what it has seen, how good it was beside what needs no network, where its limits are, how to
 * use it and how to make it again. All of it from the bundle; nothing in a bundle is trusted to be harmless on a page. Thread-safe.
 */
public final class CardExport implements ModelExport {
    private static final int MOST_NAMES = 60;
    private static final int MOST_ROWS = 200;
    private static final int SOME_NAMES = 6;

    /** Measures of the validation rows: as the manifest calls them, the linear model's, and in words. */
    private enum Measure {
        MACRO_F1("val_macro_f1", "val_linear_macro_f1", "macro-F1"),
        ACCURACY("val_accuracy", "val_linear_accuracy", "accuracy"),
        LOG_LOSS("val_loss", "val_linear_loss", "log loss (lower is better)");

        private final String own;
        private final String linear;
        private final String words;

        Measure(String own, String linear, String words) {
            this.own = own;
            this.linear = linear;
            this.words = words;
        }
    }

    @Override
    public String ending() {
        return ".md";
    }

    @Override
    public void write(ModelBundle bundle, OutputStream out) throws IOException {
        out.write(text(bundle).getBytes(StandardCharsets.UTF_8));
    }

    /** The card; lines end in a line feed. */
    static String text(ModelBundle model) {
        Markdown page = new Markdown();
        page.headline(1, "Model card");
        page.paragraph("Read from the model itself. What stands `so` is as it stands in the model's file.");
        what(page, model);
        scores(page, model);
        seen(page, model);
        page.headline(2, "What not to ask of it").points(new Limits(model).points());
        use(page, model);
        again(page, model.manifest());
        kept(page, model);
        return page.text();
    }

    private static void what(Markdown page, ModelBundle model) {
        NetworkSpec network = model.network();
        Manifest manifest = model.manifest();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "network",
                Markdown.code(network.name())
                        + String.format(
                                Locale.ROOT,
                                ", %,d layers, %,d parameters",
                                network.nodes().size(),
                                Summary.parameters(network))));
        rows.add(List.of(
                "answers", "a probability for each of " + count(model.families().size()) + " families"));
        rows.add(List.of("input", input(model)));
        rows.add(List.of("vocabulary", vocabulary(model.vocabulary())));
        rows.add(List.of("tells what it never saw", familiarity(model.familiarity())));
        rows.add(List.of("made by", "ichnite " + Markdown.code(manifest.version()) + ", seed " + manifest.seed()));
        page.headline(2, "What it is").table(List.of("what", "this model"), rows);
        page.paragraph("Families, in the order of its answers: "
                + Markdown.codes(model.families().names(), MOST_NAMES) + ".");
        List<List<String>> layers = new ArrayList<>();
        List<Shape> shapes = network.shapes();
        for (int i = 0; i < Math.min(shapes.size(), MOST_ROWS); i++) {
            layers.add(List.of(
                    String.valueOf(i + (network.functional() ? 1 : 0)),
                    Markdown.code(network.nodes().get(i).layer().name()),
                    network.nodes().get(i).layer().kind(),
                    shapes.get(i).toString(),
                    String.format(Locale.ROOT, "%,d", Summary.parameters(network, i))));
        }
        page.table(List.of("layer", "name", "kind", "output", "parameters"), layers);
        more(page, shapes.size(), MOST_ROWS);
    }

    private static String input(ModelBundle model) {
        String length = count(model.encoding().length());
        return switch (model.vocabulary().kind()) {
            case BYTES -> "the first " + length + " bytes of a file, zeros behind";
            case NONE -> length + " ready integers";
            default ->
                "the last " + length + " calls of a trace, in the order `"
                        + model.encoding().order().word() + "`"
                        + (model.encoding().reverse() ? ", laid backwards" : "") + ", zeros in front";
        };
    }

    private static String vocabulary(Vocabulary vocabulary) {
        List<String> names = vocabulary.names();
        return switch (vocabulary.kind()) {
            case BYTES -> "none: each byte is its own number";
            case NONE -> "none: the input is numbers already";
            case ICHNITE -> count(names.size()) + " names, such as " + some(names);
            case KERAS -> count(names.size()) + " words, as Keras' Tokenizer numbers them, such as " + some(names);
        };
    }

    /** A few of them, from the first to the last. */
    private static String some(List<String> names) {
        List<String> some = new ArrayList<>();
        int steps = Math.min(SOME_NAMES, names.size());
        for (int i = 0; i < steps; i++) {
            some.add(names.get((int) ((long) i * names.size() / steps)));
        }
        return Markdown.codes(some, SOME_NAMES);
    }

    private static String familiarity(@Nullable Familiarity familiarity) {
        if (familiarity == null) {
            return "no: it has no detector";
        }
        String layers = familiarity.layers().isEmpty() ? "" : " of layer " + Markdown.codes(familiarity.layers(), 8);
        return "`" + familiarity.detector().parts().kind().word() + "`" + layers + "; novel below "
                + Numbers.text(familiarity.threshold()) + ", error rate " + Numbers.text(familiarity.errorRate());
    }

    private static void scores(Markdown page, ModelBundle model) {
        page.headline(2, "How good it was");
        Map<String, Double> metrics = model.manifest().metrics();
        List<List<String>> rows = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            Double own = metrics.get(measure.own);
            if (own != null) {
                rows.add(List.of(measure.words, four(own), four(metrics.get(measure.linear))));
            }
        }
        if (rows.isEmpty()) {
            page.paragraph("No score on rows that were kept from training is kept with it.");
        } else {
            String worse = Limits.worse(metrics);
            if (worse != null) {
                page.paragraph(worse);
            }
            page.table(List.of("on the validation rows", "this network", "a linear model on counts"), rows);
        }
        BaselineModel baseline = model.baseline();
        if (baseline != null) {
            int most = 0;
            long all = 0;
            for (int c = 0; c < baseline.rows().size(); c++) {
                most = baseline.rows().get(c) > baseline.rows().get(most) ? c : most;
                all += baseline.rows().get(c);
            }
            page.paragraph(String.format(
                    Locale.ROOT,
                    "Who always answers %s, the commonest family of training, would be right on %.0f %% of the rows that trained it.",
                    Markdown.code(model.families().names().get(most)),
                    100.0 * baseline.rows().get(most) / all));
        }
    }

    private static void seen(Markdown page, ModelBundle model) {
        Manifest manifest = model.manifest();
        SeenRows seen = model.rows();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "data",
                manifest.dataDigest().isEmpty() ? "not known" : "sha256 " + Markdown.code(manifest.dataDigest())));
        rows.add(List.of(
                "rows that trained it",
                seen == null ? "not known" : count(seen.trained().size())));
        rows.add(List.of(
                "rows that chose its epoch",
                seen == null ? "not known" : count(seen.validated().size())));
        rows.add(List.of(
                "the latest of them first seen",
                seen == null || seen.latest() == null ? "not known" : String.valueOf(seen.latest())));
        page.headline(2, "What it has seen").table(List.of("what", "this model"), rows);
        BaselineModel baseline = model.baseline();
        if (baseline == null) {
            return;
        }
        List<List<String>> families = new ArrayList<>();
        for (int c = 0; c < Math.min(baseline.rows().size(), MOST_ROWS); c++) {
            families.add(List.of(
                    Markdown.code(model.families().names().get(c)),
                    count(baseline.rows().get(c))));
        }
        page.table(List.of("family", "rows that trained it"), families);
        more(page, baseline.rows().size(), MOST_ROWS);
    }

    private static void use(Markdown page, ModelBundle model) {
        List<String> lines = new ArrayList<>();
        switch (model.vocabulary().kind()) {
            case NONE -> lines.add("ichnite predict MODEL x.npy -o answers.csv");
            case BYTES -> {
                lines.add("ichnite scan MODEL FILE...                     one verdict a file; nothing is run");
                lines.add("ichnite predict MODEL FOLDER -o answers.csv");
            }
            default -> {
                lines.add("ichnite scan MODEL FILE...                     one verdict a trace, report or log");
                lines.add("ichnite predict MODEL DATA -o answers.csv");
            }
        }
        lines.add("ichnite evaluate MODEL LABELLED                how good it is on rows of yours");
        lines.add("ichnite describe MODEL                         what it is made of");
        page.headline(2, "How to use it").commands(lines);
    }

    private static void again(Markdown page, Manifest manifest) {
        page.headline(2, "How to make it again");
        if (manifest.dataDigest().isEmpty()) {
            page.paragraph("It was not trained by ichnite, or that is not known.");
            return;
        }
        TrainCommand command = TrainCommand.of(manifest);
        page.paragraph("From data with the digest above; files are named by their last names, as no paths are kept:");
        page.commands(command.lines());
        if (!command.left().isEmpty()) {
            page.paragraph("Left out, as they are no options that can be typed: "
                    + Markdown.codes(command.left(), MOST_NAMES) + ".");
        }
    }

    private static void kept(Markdown page, ModelBundle model) {
        List<List<String>> rows = new ArrayList<>();
        model.manifest()
                .metrics()
                .forEach((name, value) ->
                        rows.add(List.of("metric", Markdown.code(name), Numbers.text(value.doubleValue()))));
        Familiarity familiarity = model.familiarity();
        if (familiarity != null) {
            familiarity
                    .facts()
                    .forEach((name, value) -> rows.add(List.of("detector", Markdown.code(name), Markdown.code(value))));
        }
        model.manifest()
                .options()
                .forEach((name, value) -> rows.add(List.of("option", Markdown.code(name), Markdown.code(value))));
        if (rows.isEmpty()) {
            return;
        }
        page.headline(2, "Everything that is kept of its making")
                .table(List.of("", "name", "value"), rows.subList(0, Math.min(rows.size(), MOST_ROWS)));
        more(page, rows.size(), MOST_ROWS);
    }

    private static void more(Markdown page, int all, int most) {
        if (all > most) {
            page.paragraph("And " + count(all - most) + " more.");
        }
    }

    private static String four(@Nullable Double number) {
        return number == null ? "not known" : String.format(Locale.ROOT, "%.4f", number);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
