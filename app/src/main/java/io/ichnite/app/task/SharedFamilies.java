package io.ichnite.app.task;

import io.ichnite.error.BadConfig;
import io.ichnite.sample.Families;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The families that two models have in common.
 *
 * @param names in the first model's order
 * @param ofA the first model's number of each
 * @param ofB the second model's
 * @param onlyA those that only the first one has
 */
record SharedFamilies(
        List<String> names, List<Integer> ofA, List<Integer> ofB, List<String> onlyA, List<String> onlyB) {
    SharedFamilies {
        names = List.copyOf(names);
        ofA = List.copyOf(ofA);
        ofB = List.copyOf(ofB);
        onlyA = List.copyOf(onlyA);
        onlyB = List.copyOf(onlyB);
    }

    static SharedFamilies of(Families a, Families b) {
        List<String> names = new ArrayList<>();
        List<Integer> ofA = new ArrayList<>();
        List<Integer> ofB = new ArrayList<>();
        List<String> onlyA = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            String name = a.names().get(i);
            int other = b.indexOf(name);
            if (other < 0) {
                onlyA.add(name);
            } else {
                names.add(name);
                ofA.add(i);
                ofB.add(other);
            }
        }
        List<String> onlyB =
                b.names().stream().filter(name -> a.indexOf(name) < 0).toList();
        return new SharedFamilies(names, ofA, ofB, onlyA, onlyB);
    }

    /** Whether both have the same families, in whatever order. */
    boolean all() {
        return onlyA.isEmpty() && onlyB.isEmpty();
    }

    /** @throws BadConfig if there are fewer than two, so that there is nothing to choose between */
    void check(String a, String b) {
        if (names.size() < 2) {
            throw new BadConfig(a + " and " + b + " have " + (names.isEmpty() ? "no family" : "only " + names.get(0))
                    + " in common: answers can be compared where two families or more are shared. The first has "
                    + String.join(", ", onlyA) + "; the second " + String.join(", ", onlyB));
        }
    }

    Families families() {
        return new Families(names);
    }

    /**
     * Probabilities of the shared families alone, shape (rows, shared); each row is scaled to sum to 1 where a model has others too, as
     * if it had to choose among these.
     *
     * @param probabilities shape (rows, classes), of one model
     * @param columns its numbers of the shared families
     */
    float[] narrowed(float[] probabilities, int classes, List<Integer> columns) {
        int shared = columns.size();
        float[] narrow = new float[probabilities.length / classes * shared];
        for (int from = 0, at = 0; from < probabilities.length; from += classes, at += shared) {
            float sum = 0;
            for (int k = 0; k < shared; k++) {
                narrow[at + k] = probabilities[from + columns.get(k)];
                sum += narrow[at + k];
            }
            if (shared == classes) {
                continue;
            }
            if (sum > 0) {
                for (int k = 0; k < shared; k++) {
                    narrow[at + k] /= sum;
                }
            } else {
                Arrays.fill(narrow, at, at + shared, 1f / shared);
            }
        }
        return narrow;
    }
}
