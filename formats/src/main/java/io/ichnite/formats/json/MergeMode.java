package io.ichnite.formats.json;

import io.ichnite.nn.LayerSpec.Join;

/** Keras' words for how the halves of a bidirectional layer become one. */
public final class MergeMode {
    private MergeMode() {}

    public static String of(Join join) {
        return switch (join) {
            case CONCATENATE -> "concat";
            case ADD -> "sum";
            case MULTIPLY -> "mul";
            case AVERAGE -> "ave";
        };
    }

    static Join join(String word) {
        for (Join join : Join.values()) {
            if (of(join).equals(word)) {
                return join;
            }
        }
        throw new IllegalArgumentException("expected concat, sum, mul or ave, found '" + word + "'");
    }
}
