package io.ichnite.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What Jazzer calls, which finds its methods by their names; and what {@code bench/fuzz} asks beside. Knows Jazzer no more than
 * the tests do.
 */
public final class FuzzEntry {
    private record Chosen(FuzzTarget target, Path scratch) {}

    private static final AtomicReference<@Nullable Chosen> CHOSEN = new AtomicReference<>();

    private FuzzEntry() {}

    /** @param words the name of a target */
    public static void fuzzerInitialize(String[] words) throws Exception {
        Chosen chosen = new Chosen(FuzzTargets.named(words[0]), Files.createTempDirectory("ichnite-fuzz"));
        CHOSEN.set(chosen);
        // Classes are loaded here, where neither time nor memory is held against an input.
        for (byte[] seed : chosen.target().seeds().make()) {
            chosen.target().reader().read(seed, chosen.scratch());
        }
    }

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Chosen chosen = Objects.requireNonNull(CHOSEN.get(), "fuzzerInitialize comes first");
        chosen.target().takes(bytes, chosen.scratch());
    }

    /** {@code list}: names and longest inputs; {@code seeds TARGET FOLDER}: writes its good inputs there. */
    public static void main(String[] words) throws Exception {
        if (List.of(words).equals(List.of("list"))) {
            FuzzTargets.known().forEach(target -> System.out.println(target.name() + " " + target.longest()));
        } else if (words.length == 3 && words[0].equals("seeds")) {
            Path folder = Files.createDirectories(Path.of(words[2]));
            int number = 0;
            for (byte[] seed : FuzzTargets.named(words[1]).seeds().make()) {
                Files.write(folder.resolve("seed-" + number++), seed);
            }
        } else {
            throw new IllegalArgumentException("expected list, or seeds TARGET FOLDER");
        }
    }
}
