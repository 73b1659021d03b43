package io.ichnite.formats.bundle;

import io.ichnite.data.Encoding;
import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.JsonObject;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.sample.Families;
import io.ichnite.sample.Order;
import io.ichnite.sample.Vocabulary;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** manifest.json: the bundle's own format number, the {@link Manifest}, and what is small: families, encoding, vocabulary's kind. */
final class ManifestJson {
    /** Goes up with every change that an older reader would misread. */
    static final int FORMAT = 1;

    private ManifestJson() {}

    record Content(Manifest manifest, Families families, Encoding encoding, Vocabulary.Kind vocabulary) {}

    static String write(ModelBundle bundle) {
        return Json.write(tree(bundle));
    }

    /** The same, ready to be part of other JSON. */
    static Map<String, Object> tree(ModelBundle bundle) {
        Manifest manifest = bundle.manifest();
        Map<String, Object> metrics = new LinkedHashMap<>();
        manifest.metrics().forEach((name, value) -> metrics.put(name, finiteOrWord(value)));
        Encoding encoding = bundle.encoding();
        Map<String, Object> encoded = new LinkedHashMap<>();
        encoded.put("order", encoding.order().word());
        encoded.put("length", encoding.length());
        encoded.put("reverse", encoding.reverse());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        tree.put("version", manifest.version());
        tree.put("seed", manifest.seed());
        tree.put("data_digest", manifest.dataDigest());
        tree.put("options", manifest.options());
        tree.put("metrics", metrics);
        tree.put("families", bundle.families().names());
        tree.put("encoding", encoded);
        tree.put("vocabulary", word(bundle.vocabulary().kind()));
        return tree;
    }

    static Content read(String text, String source) {
        JsonObject in = new JsonObject(Json.read(text, source), source, "");
        long format = in.integer("format", 1, Integer.MAX_VALUE);
        if (format != FORMAT) {
            throw in.bad(
                    "format", "this ichnite reads format " + FORMAT + ", found " + format + "; a newer one made it");
        }
        TreeMap<String, String> options = new TreeMap<>();
        JsonObject optionFields = in.object("options");
        optionFields.names().forEach(name -> options.put(name, optionFields.text(name)));
        TreeMap<String, Double> metrics = new TreeMap<>();
        JsonObject metricFields = in.object("metrics");
        metricFields.names().forEach(name -> metrics.put(name, metric(metricFields, name)));
        Manifest manifest = new Manifest(
                in.text("version"),
                in.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                in.text("data_digest"),
                options,
                metrics);
        JsonObject encoded = in.object("encoding");
        Encoding encoding = new Encoding(
                encoded.word("order", Order::of),
                (int) encoded.integer("length", 1, Integer.MAX_VALUE),
                encoded.flag("reverse"));
        encoded.end();
        Families families = new Families(in.texts("families"));
        Vocabulary.Kind kind = in.word("vocabulary", ManifestJson::kind);
        in.end();
        return new Content(manifest, families, encoding, kind);
    }

    /** JSON has no word for numbers that are not finite. */
    private static Object finiteOrWord(double value) {
        return Double.isFinite(value) ? (Object) value : String.valueOf(value);
    }

    private static double metric(JsonObject in, String name) {
        if (in.value(name).isNumber()) {
            return in.number(name);
        }
        return in.word(name, word -> switch (word) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException("expected a number, NaN, Infinity or -Infinity");
        });
    }

    private static String word(Vocabulary.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Vocabulary.Kind kind(String word) {
        for (Vocabulary.Kind kind : Vocabulary.Kind.values()) {
            if (word(kind).equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("expected ichnite, keras, bytes or none, found '" + word + "'");
    }
}
