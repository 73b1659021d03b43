package io.ichnite.app.task;

import io.ichnite.formats.npy.NpyArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the answers of finished folds: an array of float32 of shape (learners, rows, classes) each. For one thread. */
final class FoldStore {
    private static final String WHAT = "cross-validation";

    private final KeptArrays arrays;

    private FoldStore(KeptArrays arrays) {
        this.arrays = arrays;
    }

    /** As {@link KeptArrays#open}. */
    static FoldStore open(@Nullable Path folder, boolean resume, SortedMap<String, String> asked, Consumer<String> say)
            throws IOException {
        return new FoldStore(KeptArrays.open(WHAT, "fold", folder, resume, asked, say));
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
