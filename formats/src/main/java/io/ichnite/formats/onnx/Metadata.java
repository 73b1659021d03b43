package io.ichnite.formats.onnx;

import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.SpecJson;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.sample.Vocabulary;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a graph cannot say of a model: texts by name, all but the version JSON, so that rows can be made and answers named. */
final class Metadata {
    private Metadata() {}

    /** In the order in which they are written. */
    static Map<String, String> of(ModelBundle bundle) {
        Manifest manifest = bundle.manifest();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("ichnite.version", manifest.version());
        all.put("ichnite.families", Json.line(bundle.families().names()));
        all.put("ichnite.encoding", Json.line(encoding(bundle)));
        all.put("ichnite.vocabulary", Json.line(vocabulary(bundle.vocabulary())));
        all.put("ichnite.network", SpecJson.write(bundle.network()));
        all.put("ichnite.training", Json.line(training(manifest)));
        return all;
    }

    private static Map<String, Object> encoding(ModelBundle bundle) {
        InputKind input = InputKind.of(bundle.vocabulary());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("input", input.word());
        tree.put("length", bundle.encoding().length());
        tree.put("padding", input == InputKind.BYTES ? "behind" : "before");
        if (input == InputKind.CALLS) {
            tree.put("order", bundle.encoding().order().word());
            tree.put("reverse", bundle.encoding().reverse());
        }
        return tree;
    }

    private static Map<String, Object> vocabulary(Vocabulary vocabulary) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", vocabulary.kind().name().toLowerCase(Locale.ROOT));
        tree.put("first", vocabulary.kind().first());
        tree.put("names", vocabulary.names());
        return tree;
    }

    private static Map<String, Object> training(Manifest manifest) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        // JSON has no word for numbers that are not finite
        manifest.metrics()
                .forEach((name, value) -> metrics.put(name, Double.isFinite(value) ? value : String.valueOf(value)));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("seed", manifest.seed());
        tree.put("data_digest", manifest.dataDigest());
        tree.put("options", manifest.options());
        tree.put("metrics", metrics);
        return tree;
    }
}
