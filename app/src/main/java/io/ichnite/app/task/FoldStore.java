package io.ichnite.app.task;

import io.ichnite.formats.npy.NpyArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Keeps the answers of finished folds: an array of float32 of shape (learners, rows, classes) each. For one thread. */
final class FoldStore {
    private static final String WHAT = "cross-validation";

    private final KeptArrays arrays;

    private FoldStore(KeptArrays arrays) {
        this.arrays = arrays;
    }

    /** Keeps nothing. */
    static FoldStore none() {
        return new FoldStore(KeptArrays.none());
    }

    /** A folder in which there is nothing, or nothing that is to be gone on with. */
    static FoldStore fresh(Path folder, SortedMap<String, String> asked) {
        return new FoldStore(KeptArrays.fresh(WHAT, folder, asked));
    }

    /** Whether an unfinished work lies in a folder. */
    static boolean lies(Path folder) {
        return KeptArrays.lies(folder);
    }

    /** What was begun in a folder, as {@link KeptArrays#resume}. */
    static FoldStore resume(Path folder, SortedMap<String, String> asked) throws IOException {
        return new FoldStore(KeptArrays.resume(WHAT, folder, asked));
    }

    /** How many folds are kept. */
    int size() {
        return arrays.size();
    }

    /**
     * The answers of all learners in a fold; null where they are not kept, or not whole.
     *
     * @param rows held out in the fold
     */
    @Nullable
    List<Learner.Answers> read(String name, int learners, int rows, int classes) throws IOException {
        KeptArrays.Part part = arrays.read(name);
        if (part == null || part.notes().size() != learners) {
            return null;
        }
        int[] shape = part.array().shape();
        if (shape.length != 3 || shape[0] != learners || shape[1] != rows || shape[2] != classes) {
            return null;
        }
        float[] all = part.array().floats();
        List<Learner.Answers> answers = new ArrayList<>();
        for (int i = 0; i < learners; i++) {
            float[] some = new float[rows * classes];
            System.arraycopy(all, i * some.length, some, 0, some.length);
            answers.add(new Learner.Answers(some, part.notes().get(i)));
        }
        return answers;
    }

    /** Keeps what was answered in a fold. */
    void write(String name, List<Learner.Answers> answers, int rows, int classes) throws IOException {
        float[] all = new float[answers.size() * rows * classes];
        List<Integer> epochs = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            System.arraycopy(answers.get(i).probabilities(), 0, all, i * rows * classes, rows * classes);
            epochs.add(answers.get(i).epoch());
        }
        arrays.write(name, NpyArray.of(all, answers.size(), rows, classes), epochs);
    }

    /** Deletes what was kept in a folder, and the folder if nothing else is in it. */
    static void delete(Path folder) throws IOException {
        KeptArrays.delete(folder);
    }
}
