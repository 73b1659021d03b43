package io.ichnite.formats.card;

import io.ichnite.ingest.Shown;
import io.ichnite.model.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command that made a model, from the options that its manifest keeps. Whoever copies it into a shell must not run what an enemy has
 * written into a manifest: an option is taken only if its name is one, and values are quoted.
 *
 * @param lines of the command
 * @param left names of options that could not be taken
 */
record TrainCommand(List<String> lines, List<String> left) {
    private static final int WIDTH = 92;
    private static final int LONGEST = 200;
    private static final String INDENT = "    ";
    private static final String NAME = "[a-z][a-z0-9-]{0,40}";
    private static final String PLAIN = "[A-Za-z0-9_./:,=+-]+";
    /** No signs of HTML either, as the line stands on a page. */
    private static final String NEVER = "<>&`\\";
    /** Where the model goes is the reader's choice. */
    private static final Set<String> OWN = Set.of("output", "seed");

    TrainCommand {
        lines = List.copyOf(lines);
        left = List.copyOf(left);
    }

    static TrainCommand of(Manifest manifest) {
        List<String> words = new ArrayList<>(List.of("ichnite train DATA -o MODEL", "--seed " + manifest.seed()));
        List<String> left = new ArrayList<>();
        for (Map.Entry<String, String> option : manifest.options().entrySet()) {
            String name = option.getKey();
            String value = option.getValue();
            if (OWN.contains(name) || !name.matches(NAME) || !harmless(value)) {
                left.add(name);
            } else if (value.isEmpty() || value.equals("true")) {
                words.add("--" + name);
            } else if (!value.equals("false")) {
                words.add("--" + name + " " + quoted(value));
            }
        }
        return new TrainCommand(folded(words), left);
    }

    private static boolean harmless(String value) {
        return value.length() <= LONGEST
                && Shown.plain(value).equals(value)
                && value.chars().noneMatch(c -> NEVER.indexOf(c) >= 0);
    }

    private static String quoted(String value) {
        return value.matches(PLAIN) ? value : "'" + value.replace("'", "'\"'\"'") + "'";
    }

    private static List<String> folded(List<String> words) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            if (line.length() > 0 && line.length() + word.length() > WIDTH) {
                lines.add(line + " \\");
                line = new StringBuilder(INDENT).append(word);
            } else {
                line.append(line.length() == 0 ? "" : " ").append(word);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
