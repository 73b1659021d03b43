package io.ichnite.app.task;

import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.formats.file.WholeFile;
import io.ichnite.formats.json.Json;
import io.ichnite.formats.json.JsonObject;
import io.ichnite.formats.npy.NpyArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the answers of finished folds, so that an interrupted work goes on where it stood. A fold is an array of its own,
 * {@code fold-R-F.npy}, float32 of shape (learners, rows, classes); {@code state.json} says which are whole, by their digests, and
 * is written after them: what it does not name was never finished. For one thread.
 */
final class FoldStore {
    private static final String STATE = "state.json";
    private static final long LARGEST_STATE = 16 << 20;

    /** A fold that is kept. */
    private record Kept(String digest, List<Integer> epochs) {}

    private final @Nullable Path folder;
    private final SortedMap<String, String> asked;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private FoldStore(@Nullable Path folder, SortedMap<String, String> asked) {
        this.folder = folder;
        this.asked = asked;
    }

    /** Keeps nothing. */
    static FoldStore none() {
        return new FoldStore(null, new TreeMap<>());
    }

    /** A folder in which there is nothing, or nothing that is to be gone on with. */
    static FoldStore fresh(Path folder, SortedMap<String, String> asked) {
        return new FoldStore(folder, asked);
    }

    /** Whether an unfinished work lies in a folder. */
    static boolean lies(Path folder) {
        return Files.exists(folder.resolve(STATE));
    }

    /**
     * What was begun in a folder.
     *
     * @param asked by which a work is told from another
     * @throws BadConfig if another work was begun there; says by what it differs
     * @throws BadInput if the state is damaged
     */
    static FoldStore resume(Path folder, SortedMap<String, String> asked) throws IOException {
        FoldStore store = new FoldStore(folder, asked);
        Path file = folder.resolve(STATE);
        if (Files.size(file) > LARGEST_STATE) {
            throw BadInput.in(file.toString(), "expected the state of a cross-validation, found a larger file");
        }
        JsonObject state = new JsonObject(
                Json.read(new String(WholeFile.read(file), StandardCharsets.UTF_8), file.toString()),
                file.toString(),
                "");
        store.compare(state.object("asked"));
        for (JsonObject one : state.objects("folds")) {
            List<Integer> epochs = new ArrayList<>();
            for (String epoch : one.texts("epochs")) {
                epochs.add(epoch(one, epoch));
            }
            String name = one.text("name");
            if (!name.matches("[0-9]{1,9}-[0-9]{1,9}")) {
                throw one.bad("name", "expected a repeat and a fold");
            }
            store.kept.put(name, new Kept(one.text("sha256"), epochs));
            one.end();
        }
        state.end();
        return store;
    }

    private static int epoch(JsonObject one, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw one.bad("epochs", "expected whole numbers");
        }
    }

    private void compare(JsonObject begun) {
        TreeSet<String> names = new TreeSet<>(asked.keySet());
        names.addAll(begun.names());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String then = begun.has(name) ? begun.text(name) : "not given";
            String now = Objects.requireNonNullElse(asked.get(name), "not given");
            if (!then.equals(now)) {
                differences.add(name + " was " + then + ", is " + now);
            }
        }
        if (!differences.isEmpty()) {
            throw new BadConfig("--resume: another cross-validation was begun in " + folder + ": "
                    + String.join("; ", differences));
        }
    }

    /** How many folds are kept. */
    int size() {
        return kept.size();
    }

    /**
     * The answers of all learners in a fold; null where they are not kept, or not whole.
     *
     * @param rows held out in the fold
     */
    @Nullable
    List<Learner.Answers> read(String name, int learners, int rows, int classes) throws IOException {
        Kept one = kept.get(name);
        if (folder == null || one == null || one.epochs().size() != learners || !Files.exists(file(folder, name))) {
            return null;
        }
        if (!Fingerprint.of(WholeFile.read(file(folder, name))).equals(one.digest())) {
            return null;
        }
        NpyArray array = NpyArray.read(file(folder, name));
        if (!List.of(learners, rows, classes).equals(boxed(array.shape()))) {
            return null;
        }
        float[] all = array.floats();
        List<Learner.Answers> answers = new ArrayList<>();
        for (int i = 0; i < learners; i++) {
            float[] some = new float[rows * classes];
            System.arraycopy(all, i * some.length, some, 0, some.length);
            answers.add(new Learner.Answers(some, one.epochs().get(i)));
        }
        return answers;
    }

    private static List<Integer> boxed(int[] shape) {
        List<Integer> list = new ArrayList<>();
        for (int extent : shape) {
            list.add(extent);
        }
        return list;
    }

    /** Keeps what was answered in a fold. */
    void write(String name, List<Learner.Answers> answers, int rows, int classes) throws IOException {
        if (folder == null) {
            return;
        }
        float[] all = new float[answers.size() * rows * classes];
        List<Integer> epochs = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            System.arraycopy(answers.get(i).probabilities(), 0, all, i * rows * classes, rows * classes);
            epochs.add(answers.get(i).epoch());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NpyArray.of(all, answers.size(), rows, classes).writeTo(bytes);
        Files.createDirectories(folder);
        WholeFile.replace(file(folder, name), bytes::writeTo);
        kept.put(name, new Kept(Fingerprint.of(bytes.toByteArray()), epochs));
        WholeFile.replace(
                folder.resolve(STATE), out -> out.write(Json.write(state()).getBytes(StandardCharsets.UTF_8)));
    }

    private Map<String, Object> state() {
        List<Object> folds = new ArrayList<>();
        kept.forEach((name, one) -> {
            Map<String, Object> fold = new LinkedHashMap<>();
            fold.put("name", name);
            fold.put("sha256", one.digest());
            fold.put("epochs", one.epochs().stream().map(String::valueOf).toList());
            folds.add(fold);
        });
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("asked", asked);
        state.put("folds", folds);
        return state;
    }

    private static Path file(Path folder, String name) {
        return folder.resolve("fold-" + name + ".npy");
    }

    /** Deletes what was kept in a folder, and the folder if nothing else is in it. */
    static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.deleteIfExists(folder.resolve(STATE));
        List<Path> left;
        try (Stream<Path> files = Files.list(folder)) {
            left = files.toList();
        }
        for (Path file : left) {
            if (file.getFileName().toString().matches("fold-[0-9]+-[0-9]+\\.npy")) {
                Files.delete(file);
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            left = files.toList();
        }
        if (left.isEmpty()) {
            Files.delete(folder);
        }
    }
}
