package io.ichnite.app.task;

import io.ichnite.formats.json.LayerWriter;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.NetworkSpec.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The layers of two networks side by side: each beside the one that it is most like, in order. */
final class LayerPairs {
    private static final int ALIKE = 3;
    private static final int SAME_KIND = 1;

    /**
     * Two layers that correspond, or one that has no like.
     *
     * @param a index of the first network's; −1 for none
     * @param b index of the second's; −1 for none
     * @param differs what is not the same, {@code filters 64 → 32}; empty where all is, or one is alone
     */
    record Pair(int a, int b, List<String> differs) {
        Pair {
            differs = List.copyOf(differs);
        }

        boolean same() {
            return a >= 0 && b >= 0 && differs.isEmpty();
        }
    }

    private final NetworkSpec a;
    private final NetworkSpec b;
    private final List<Map<String, Object>> ofA;
    private final List<Map<String, Object>> ofB;

    private LayerPairs(NetworkSpec a, NetworkSpec b) {
        this.a = a;
        this.b = b;
        this.ofA = fields(a);
        this.ofB = fields(b);
    }

    static List<Pair> of(NetworkSpec a, NetworkSpec b) {
        return new LayerPairs(a, b).pairs();
    }

    /** What each layer is, without what it is called. */
    private static List<Map<String, Object>> fields(NetworkSpec spec) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Node node : spec.nodes()) {
            all.add(nameless(LayerWriter.fields(node.layer())));
        }
        return all;
    }

    private static Map<String, Object> nameless(Map<?, ?> fields) {
        Map<String, Object> plain = new LinkedHashMap<>();
        fields.forEach((key, value) -> {
            if (!"name".equals(key)) {
                plain.put(String.valueOf(key), value instanceof Map<?, ?> inner ? nameless(inner) : value);
            }
        });
        return plain;
    }

    /** The alignment of the most likeness, as of two texts (Needleman and Wunsch 1970), gaps free of charge. */
    private List<Pair> pairs() {
        int rows = ofA.size();
        int columns = ofB.size();
        int[][] best = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                int likeness = likeness(i, j);
                int paired = likeness > 0 ? best[i + 1][j + 1] + likeness : 0;
                best[i][j] = Math.max(paired, Math.max(best[i + 1][j], best[i][j + 1]));
            }
        }
        List<Pair> pairs = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < rows || j < columns) {
            int likeness = i < rows && j < columns ? likeness(i, j) : 0;
            if (likeness > 0 && best[i][j] == best[i + 1][j + 1] + likeness) {
                pairs.add(new Pair(i, j, differs(i++, j++)));
            } else if (j >= columns || i < rows && best[i][j] == best[i + 1][j]) {
                pairs.add(new Pair(i++, -1, List.of()));
            } else {
                pairs.add(new Pair(-1, j++, List.of()));
            }
        }
        return pairs;
    }

    private int likeness(int i, int j) {
        if (ofA.get(i).equals(ofB.get(j))) {
            return ALIKE;
        }
        return a.nodes().get(i).layer().kind().equals(b.nodes().get(j).layer().kind()) ? SAME_KIND : 0;
    }

    private List<String> differs(int i, int j) {
        List<String> differs = new ArrayList<>();
        compare("", ofA.get(i), ofB.get(j), differs);
        String one = a.shapes().get(i).toString();
        String other = b.shapes().get(j).toString();
        if (!one.equals(other)) {
            differs.add("output " + one + " → " + other);
        }
        return differs;
    }

    private static void compare(String before, Map<?, ?> one, Map<?, ?> other, List<String> differs) {
        Set<Object> names = new LinkedHashSet<>(one.keySet());
        names.addAll(other.keySet());
        for (Object name : names) {
            Object left = one.get(name);
            Object right = other.get(name);
            if (left instanceof Map<?, ?> x && right instanceof Map<?, ?> y) {
                compare(before + name + "'s ", x, y, differs);
            } else if (!String.valueOf(left).equals(String.valueOf(right))) {
                differs.add(before + name + " " + told(left) + " → " + told(right));
            }
        }
    }

    private static String told(@Nullable Object value) {
        return value == null ? "none" : String.valueOf(value);
    }
}
