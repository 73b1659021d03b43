package io.ichnite.formats.bundle;

import io.ichnite.formats.json.SpecJson;
import io.ichnite.model.ModelBundle;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All of a model but its numbers, by what it is called in other people's files: {@code network}, {@code families} in the order of
 * the outputs, {@code vocabulary} ({@code kind}, the {@code first} name's number, {@code names}), {@code encoding},
 * {@code manifest}.
 */
final class Described {
    private Described() {}

    /** Ready for JSON, in a fixed order. */
    static Map<String, Object> tree(ModelBundle bundle) {
        Map<String, Object> manifest = ManifestJson.tree(bundle);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("network", SpecJson.tree(bundle.network()));
        move("families", manifest, tree);
        Map<String, Object> vocabulary = new LinkedHashMap<>();
        move("vocabulary", manifest, vocabulary);
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("kind", String.valueOf(vocabulary.get("vocabulary")));
        named.put("first", bundle.vocabulary().kind().first());
        named.put("names", bundle.vocabulary().names());
        tree.put("vocabulary", named);
        move("encoding", manifest, tree);
        tree.put("manifest", manifest);
        return tree;
    }

    private static void move(String name, Map<String, Object> from, Map<String, Object> to) {
        Object value = from.remove(name);
        if (value == null) {
            throw new IllegalStateException("a manifest without " + name);
        }
        to.put(name, value);
    }
}
