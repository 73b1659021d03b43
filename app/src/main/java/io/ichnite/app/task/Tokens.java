package io.ichnite.app.task;

import io.ichnite.data.Examples;
import org.jspecify.annotations.Nullable;

/** What ready arrays hold. */
final class Tokens {
    private Tokens() {}

    /** How many rows an embedding needs for all integers of both: the largest and one. */
    static int rows(Examples train, @Nullable Examples validation) {
        return 1 + Math.max(largest(train), validation == null ? 0 : largest(validation));
    }

    private static int largest(Examples examples) {
        int[] row = new int[examples.length()];
        int largest = 0;
        for (int i = 0; i < examples.size(); i++) {
            examples.row(i, row, 0);
            for (int token : row) {
                largest = Math.max(largest, token);
            }
        }
        return largest;
    }
}
