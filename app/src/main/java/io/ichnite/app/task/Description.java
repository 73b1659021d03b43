package io.ichnite.app.task;

import io.ichnite.formats.json.Numbers;
import io.ichnite.model.BaselineModel;
import io.ichnite.model.Familiarity;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Shape;
import io.ichnite.nn.Summary;
import io.ichnite.sample.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a network or a model is made of, and where it comes from. */
public final class Description {
    private final NetworkSpec network;
    private final @Nullable ModelBundle model;

    private Description(NetworkSpec network, @Nullable ModelBundle model) {
        this.network = network;
        this.model = model;
    }

    public static Description of(NetworkSpec network) {
        return new Description(network, null);
    }

    public static Description of(ModelBundle model) {
        return new Description(model.network(), model);
    }

    /** For people: Keras' summary, then the provenance. */
    public String text() {
        StringBuilder out = new StringBuilder(Summary.of(network).replace(System.lineSeparator(), "\n"));
        ModelBundle bundle = model;
        if (bundle != null) {
            Manifest manifest = bundle.manifest();
            out.append('\n');
            line(out, "classes", String.join(", ", bundle.families().names()));
            line(out, "vocabulary", vocabulary(bundle));
            line(
                    out,
                    "input",
                    bundle.vocabulary().kind() == Vocabulary.Kind.BYTES
                            ? "the first " + bundle.encoding().length() + " bytes, zeros behind"
                            : bundle.encoding().length() + " calls in order "
                                    + bundle.encoding().order().word()
                                    + (bundle.encoding().reverse() ? ", reversed" : ""));
            line(out, "made by", "ichnite " + manifest.version() + ", seed " + manifest.seed());
            line(out, "baseline", baseline(bundle.baseline()));
            line(out, "familiarity", familiarity(bundle.familiarity()));
            line(out, "data", manifest.dataDigest().isEmpty() ? "unknown" : "sha256 " + manifest.dataDigest());
            manifest.options().forEach((name, value) -> line(out, "--" + name, value));
            manifest.metrics().forEach((name, value) -> line(out, name, Numbers.text(value.doubleValue())));
        }
        return out.toString();
    }

    /** For programs. */
    public Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", network.name());
        object.put("length", network.length());
        object.put("parameters", Summary.parameters(network));
        List<Object> layers = new ArrayList<>();
        List<Shape> shapes = network.shapes();
        for (int i = 0; i < shapes.size(); i++) {
            Map<String, Object> layer = new LinkedHashMap<>();
            layer.put("name", network.nodes().get(i).layer().name());
            layer.put("kind", network.nodes().get(i).layer().kind());
            layer.put("output", shapes.get(i).extents());
            layer.put("parameters", Summary.parameters(network, i));
            layers.add(layer);
        }
        object.put("layers", layers);
        ModelBundle bundle = model;
        if (bundle != null) {
            Manifest manifest = bundle.manifest();
            object.put("classes", bundle.families().names());
            object.put("order", bundle.encoding().order().word());
            object.put("reverse", bundle.encoding().reverse());
            object.put("vocabulary", bundle.vocabulary().names().size());
            object.put("version", manifest.version());
            object.put("seed", manifest.seed());
            object.put("data", manifest.dataDigest());
            BaselineModel baseline = bundle.baseline();
            if (baseline != null) {
                Map<String, Object> beaten = new LinkedHashMap<>();
                beaten.put("rows", baseline.rows());
                beaten.put("features", baseline.linear().buckets().length);
                object.put("baseline", beaten);
            }
            Familiarity familiarity = bundle.familiarity();
            if (familiarity != null) {
                Map<String, Object> told = new LinkedHashMap<>();
                told.put("detector", familiarity.detector().parts().kind().word());
                told.put("layers", familiarity.layers());
                told.put("threshold", familiarity.threshold());
                told.put("error_rate", familiarity.errorRate());
                told.put("facts", familiarity.facts());
                object.put("familiarity", told);
            }
            object.put("options", manifest.options());
            object.put("metrics", manifest.metrics());
        }
        return object;
    }

    private static String vocabulary(ModelBundle bundle) {
        int names = bundle.vocabulary().names().size();
        return switch (bundle.vocabulary().kind()) {
            case ICHNITE -> names + " names";
            case KERAS -> names + " words, as Keras' Tokenizer numbers them";
            case BYTES -> "none: the input is bytes";
            case NONE -> "none: the input is numbers already";
        };
    }

    private static String baseline(@Nullable BaselineModel baseline) {
        if (baseline == null) {
            return "none";
        }
        long rows = baseline.rows().stream().mapToLong(Integer::longValue).sum();
        return "a linear model of " + baseline.linear().buckets().length + " features, from " + rows + " training rows";
    }

    private static String familiarity(@Nullable Familiarity familiarity) {
        if (familiarity == null) {
            return "none: novelty compare --into chooses a detector";
        }
        StringBuilder text =
                new StringBuilder(familiarity.detector().parts().kind().word());
        if (!familiarity.layers().isEmpty()) {
            text.append(" of layer ").append(String.join(", ", familiarity.layers()));
        }
        text.append("; novel below ").append(Numbers.text(familiarity.threshold()));
        return text.append(", error rate ")
                .append(Numbers.text(familiarity.errorRate()))
                .toString();
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(
                String.format(java.util.Locale.ROOT, " %-20s %s%n", name, value).replace("\r\n", "\n"));
    }
}
