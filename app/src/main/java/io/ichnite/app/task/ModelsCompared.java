package io.ichnite.app.task;

import io.ichnite.formats.json.Numbers;
import io.ichnite.model.Familiarity;
import io.ichnite.model.Manifest;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.SeenRows;
import io.ichnite.nn.Summary;
import io.ichnite.sample.Vocabulary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Two models side by side: what each is, and what is not the same. Neither is run. */
public final class ModelsCompared {
    private static final int DIGITS = 12;
    private static final String NONE = "–";

    private final ModelSide a;
    private final ModelSide b;
    private final SharedFamilies families;
    private final List<LayerPairs.Pair> layers;
    private final int sharedNames;

    /**
     * One fact of both.
     *
     * @param note what to know of it; empty where both are the same
     */
    record Fact(String what, String a, String b, String note) {
        boolean same() {
            return note.isEmpty();
        }
    }

    private ModelsCompared(ModelSide a, ModelSide b) {
        this.a = a;
        this.b = b;
        this.families = SharedFamilies.of(a.model().families(), b.model().families());
        this.layers = LayerPairs.of(a.model().network(), b.model().network());
        Set<String> names = new HashSet<>(a.model().vocabulary().names());
        names.retainAll(b.model().vocabulary().names());
        this.sharedNames = names.size();
    }

    public static ModelsCompared of(ModelSide a, ModelSide b) {
        return new ModelsCompared(a, b);
    }

    ModelSide a() {
        return a;
    }

    ModelSide b() {
        return b;
    }

    SharedFamilies families() {
        return families;
    }

    List<LayerPairs.Pair> layers() {
        return layers;
    }

    /** How many of the layers' pairs are alike. */
    long sameLayers() {
        return layers.stream().filter(LayerPairs.Pair::same).count();
    }

    /** What both are, in the order in which people ask. */
    List<Fact> facts() {
        ModelBundle x = a.model();
        ModelBundle y = b.model();
        List<Fact> facts = new ArrayList<>();
        facts.add(plain("network", x.network().name(), y.network().name()));
        facts.add(new Fact(
                "layers",
                String.valueOf(x.network().nodes().size()),
                String.valueOf(y.network().nodes().size()),
                sameLayers() == layers.size() ? "" : sameLayers() + " are the same"));
        facts.add(plain(
                "parameters",
                Told.count(Summary.parameters(x.network())),
                Told.count(Summary.parameters(y.network()))));
        facts.add(weights());
        facts.add(plain("input", input(x), input(y)));
        facts.add(vocabulary());
        facts.add(familyFact());
        facts.add(plain("novelty", detector(x.familiarity()), detector(y.familiarity())));
        facts.add(plain("made by", x.manifest().version(), y.manifest().version()));
        facts.add(plain(
                "seed",
                String.valueOf(x.manifest().seed()),
                String.valueOf(y.manifest().seed())));
        facts.add(plain("data", digest(x.manifest()), digest(y.manifest())));
        facts.add(plain("rows that trained it", rows(x, true), rows(y, true)));
        facts.add(plain("rows that validated it", rows(x, false), rows(y, false)));
        return facts;
    }

    private static Fact plain(String what, String a, String b) {
        return new Fact(what, a, b, a.equals(b) ? "" : "not the same");
    }

    /** How far they are apart, where they are weights of one network. */
    private Fact weights() {
        float[] x = a.model().weights().values();
        float[] y = b.model().weights().values();
        if (!a.model().weights().specs().stream()
                .map(spec -> spec.shape())
                .toList()
                .equals(b.model().weights().specs().stream()
                        .map(spec -> spec.shape())
                        .toList())) {
            return new Fact("weights", NONE, NONE, "of other shapes");
        }
        double farthest = 0;
        for (int i = 0; i < x.length; i++) {
            farthest = Math.max(farthest, Math.abs((double) x[i] - y[i]));
        }
        return new Fact(
                "weights", NONE, NONE, farthest == 0 ? "" : "differ by at most " + Numbers.text((float) farthest));
    }

    private static String input(ModelBundle model) {
        int length = model.encoding().length();
        return switch (model.vocabulary().kind()) {
            case BYTES -> "first " + Told.count(length) + " bytes";
            case NONE -> Told.count(length) + " integers";
            default ->
                "last " + Told.count(length) + " calls, "
                        + model.encoding().order().word() + (model.encoding().reverse() ? ", reversed" : "");
        };
    }

    private Fact vocabulary() {
        Vocabulary x = a.model().vocabulary();
        Vocabulary y = b.model().vocabulary();
        String note = x.equals(y)
                ? ""
                : "shared " + Told.count(sharedNames) + ", only A "
                        + Told.count(x.names().size() - sharedNames) + ", only B "
                        + Told.count(y.names().size() - sharedNames);
        return new Fact("vocabulary", words(x), words(y), note);
    }

    private static String words(Vocabulary vocabulary) {
        return switch (vocabulary.kind()) {
            case ICHNITE -> Told.count(vocabulary.names().size(), "name");
            case KERAS -> Told.count(vocabulary.names().size(), "word") + " (Keras)";
            case BYTES -> "bytes";
            case NONE -> "none";
        };
    }

    private Fact familyFact() {
        boolean same = a.model().families().equals(b.model().families());
        String note = "";
        if (!same) {
            note = families.all()
                    ? "the same in another order"
                    : "shared " + families.names().size() + side(", only A: ", families.onlyA())
                            + side(", only B: ", families.onlyB());
        }
        return new Fact(
                "families",
                String.valueOf(a.model().families().size()),
                String.valueOf(b.model().families().size()),
                note);
    }

    private static String side(String before, List<String> names) {
        int most = 5;
        String some = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.isEmpty()
                ? ""
                : before + some + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
    }

    private static String detector(@Nullable Familiarity familiarity) {
        if (familiarity == null) {
            return "none";
        }
        return familiarity.detector().parts().kind().word() + " below "
                + String.format(java.util.Locale.ROOT, "%.4g", familiarity.threshold());
    }

    private static String digest(Manifest manifest) {
        String digest = manifest.dataDigest();
        return digest.isEmpty() ? NONE : digest.substring(0, Math.min(DIGITS, digest.length()));
    }

    private static String rows(ModelBundle model, boolean trained) {
        SeenRows seen = model.rows();
        if (seen == null) {
            return NONE;
        }
        return Told.count((trained ? seen.trained() : seen.validated()).size());
    }

    /** Options that were not the same; those that only one was given are there too. */
    List<Fact> options() {
        Map<String, String> x = a.model().manifest().options();
        Map<String, String> y = b.model().manifest().options();
        Set<String> names = new TreeSet<>(x.keySet());
        names.addAll(y.keySet());
        List<Fact> options = new ArrayList<>();
        for (String name : names) {
            String one = x.getOrDefault(name, NONE);
            String other = y.getOrDefault(name, NONE);
            if (!one.equals(other)) {
                options.add(new Fact("--" + name, one, other, "not the same"));
            }
        }
        return options;
    }

    /** Metrics of either, as their manifests have them. */
    Map<String, List<Double>> metrics() {
        Map<String, Double> x = a.model().manifest().metrics();
        Map<String, Double> y = b.model().manifest().metrics();
        Set<String> names = new TreeSet<>(x.keySet());
        names.addAll(y.keySet());
        Map<String, List<Double>> metrics = new LinkedHashMap<>();
        for (String name : names) {
            metrics.put(name, List.of(x.getOrDefault(name, Double.NaN), y.getOrDefault(name, Double.NaN)));
        }
        return metrics;
    }

    /** For programs. */
    Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("a", side(a));
        object.put("b", side(b));
        Map<String, Object> same = new LinkedHashMap<>();
        facts().forEach(fact -> same.put(fact.what().replace(' ', '_'), fact.same()));
        object.put("same", same);
        Map<String, Object> vocabulary = new LinkedHashMap<>();
        vocabulary.put("shared", sharedNames);
        vocabulary.put("only_a", a.model().vocabulary().names().size() - sharedNames);
        vocabulary.put("only_b", b.model().vocabulary().names().size() - sharedNames);
        object.put("vocabulary", vocabulary);
        Map<String, Object> classes = new LinkedHashMap<>();
        classes.put("shared", families.names());
        classes.put("only_a", families.onlyA());
        classes.put("only_b", families.onlyB());
        object.put("families", classes);
        List<Object> pairs = new ArrayList<>();
        for (LayerPairs.Pair pair : layers) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("a", name(a, pair.a()));
            one.put("b", name(b, pair.b()));
            one.put("differs", pair.differs());
            pairs.add(one);
        }
        object.put("layers", pairs);
        Map<String, Object> options = new LinkedHashMap<>();
        options().forEach(fact -> options.put(fact.what(), List.of(fact.a(), fact.b())));
        object.put("options", options);
        object.put("metrics", metrics());
        return object;
    }

    private static Map<String, Object> side(ModelSide side) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", side.name());
        object.putAll(Description.of(side.model()).json());
        return object;
    }

    /** The name of a layer; empty for none. */
    private static String name(ModelSide side, int layer) {
        return layer < 0
                ? ""
                : side.model().network().nodes().get(layer).layer().name();
    }

    /** A layer as people read it: name, kind, output, parameters; a dash for none. */
    static String layer(ModelSide side, int layer) {
        if (layer < 0) {
            return NONE;
        }
        var network = side.model().network();
        return network.nodes().get(layer).layer().name() + " "
                + network.nodes().get(layer).layer().kind() + " "
                + network.shapes().get(layer) + " " + Told.count(Summary.parameters(network, layer));
    }
}
