package io.ichnite.app.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a model said of rows.
 *
 * @param classes names of the classes
 * @param rows in their order
 */
record Answers(List<String> classes, List<Answer> rows) {
    /**
     * The two most probable classes of a row.
     *
     * @param runnerUp the same as {@code answer} where there is only one class
     */
    record Answer(String id, int answer, float probability, int runnerUp, float next) {}

    Answers {
        classes = List.copyOf(classes);
        rows = List.copyOf(rows);
    }

    /** @param probabilities row by row, shape (ids, classes) */
    static Answers of(List<String> classes, List<String> ids, float[] probabilities) {
        int count = classes.size();
        List<Answer> rows = new ArrayList<>();
        for (int row = 0; row < ids.size(); row++) {
            int from = row * count;
            int best = 0;
            int next = -1;
            for (int c = 1; c < count; c++) {
                if (probabilities[from + c] > probabilities[from + best]) {
                    next = best;
                    best = c;
                } else if (next < 0 || probabilities[from + c] > probabilities[from + next]) {
                    next = c;
                }
            }
            int second = Math.max(next, 0);
            rows.add(new Answer(ids.get(row), best, probabilities[from + best], second, probabilities[from + second]));
        }
        return new Answers(classes, rows);
    }

    /** How many rows were answered with each class. */
    List<Integer> counts() {
        int[] counts = new int[classes.size()];
        rows.forEach(row -> counts[row.answer()]++);
        return Arrays.stream(counts).boxed().toList();
    }

    /** The surest first; those that are equally sure in their order. */
    List<Answer> bySureness() {
        return rows.stream()
                .sorted(Comparator.comparingDouble(Answer::probability).reversed())
                .toList();
    }
}
