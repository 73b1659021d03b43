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
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what came of the finished parts of a long work, so that an interrupted one goes on where it stood. A part is an array of its
 * own, {@code fold-1-2.npy} for the part 1-2; {@code state.json} says which are whole, by their digests, and is written after
 * them: what it does not name was never finished. For one thread.
 */
final class KeptArrays {
    private static final String STATE = "state.json";
    private static final String NAME = "[0-9]{1,9}(-[0-9]{1,9})+";
    private static final long LARGEST_STATE = 16 << 20;

    /**
     * A part that is kept.
     *
     * @param notes whole numbers that go with it
     */
    record Part(NpyArray array, List<Integer> notes) {}

    private record Kept(String digest, List<Integer> notes) {}

    private final String what;
    private final @Nullable Path folder;
    private final SortedMap<String, String> asked;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private KeptArrays(String what, @Nullable Path folder, SortedMap<String, String> asked) {
        this.what = what;
        this.folder = folder;
        this.asked = asked;
    }

    /**
     * What is kept in a folder, if that is to be gone on with; else a new beginning, which an older one gives way to with the first
     * part that is done.
     *
     * @param what the work is called
     * @param part what a part of it is called
     * @param folder null to keep nothing
     * @param resume whether to go on with what is there
     * @param asked by which a work is told from another
     * @throws BadConfig if another work was begun there; says by what it differs
     * @throws BadInput if the state is damaged
     */
    static KeptArrays open(
            String what,
            String part,
            @Nullable Path folder,
            boolean resume,
            SortedMap<String, String> asked,
            Consumer<String> say)
            throws IOException {
        if (folder == null) {
            return new KeptArrays(what, null, new TreeMap<>());
        }
        boolean lies = Files.exists(folder.resolve(STATE));
        if (lies && resume) {
            KeptArrays store = resume(what, folder, asked);
            say.accept(store.kept.size() + " " + part + "s are done already");
            return store;
        }
        if (resume) {
            say.accept("nothing to go on with in " + folder + ": begun anew");
        } else if (lies) {
            say.accept("warning: an unfinished " + what + " in " + folder + " will be lost when the first " + part
                    + " is done; --resume goes on with it");
        }
        return new KeptArrays(what, folder, asked);
    }

    private static KeptArrays resume(String what, Path folder, SortedMap<String, String> asked) throws IOException {
        KeptArrays store = new KeptArrays(what, folder, asked);
        Path file = folder.resolve(STATE);
        if (Files.size(file) > LARGEST_STATE) {
            throw BadInput.in(file.toString(), "expected the state of a " + what + ", found a larger file");
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
            if (!name.matches(NAME)) {
                throw one.bad("name", "expected numbers, as 1-2");
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
            throw new BadConfig(
                    "--resume: another " + what + " was begun in " + folder + ": " + String.join("; ", differences));
        }
    }

    /** A part; null where it is not kept, or not whole. */
    @Nullable
    Part read(String name) throws IOException {
        Kept one = kept.get(name);
        if (folder == null || one == null || !Files.exists(file(folder, name))) {
            return null;
        }
        byte[] bytes = WholeFile.read(file(folder, name));
        if (!Fingerprint.of(bytes).equals(one.digest())) {
            return null;
        }
        return new Part(NpyArray.read(file(folder, name)), one.notes());
    }

    /** Keeps a part. */
    void write(String name, NpyArray array, List<Integer> notes) throws IOException {
        if (folder == null) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        array.writeTo(bytes);
        Files.createDirectories(folder);
        WholeFile.replace(file(folder, name), bytes::writeTo);
        kept.put(name, new Kept(Fingerprint.of(bytes.toByteArray()), notes));
        WholeFile.replace(
                folder.resolve(STATE), out -> out.write(Json.write(state()).getBytes(StandardCharsets.UTF_8)));
    }

    private Map<String, Object> state() {
        List<Object> folds = new ArrayList<>();
        kept.forEach((name, one) -> {
            Map<String, Object> fold = new LinkedHashMap<>();
            fold.put("name", name);
            fold.put("sha256", one.digest());
            fold.put("epochs", one.notes().stream().map(String::valueOf).toList());
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
            if (file.getFileName().toString().matches("fold-" + NAME + "\\.npy")) {
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
