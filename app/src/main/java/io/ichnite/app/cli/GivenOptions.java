package io.ichnite.app.cli;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What was asked for, as a model remembers it. */
final class GivenOptions {
    /** These do not change what is learned, or are kept elsewhere. */
    private static final List<String> PASSED_OVER =
            List.of("output", "into", "json", "threads", "seed", "kernels", "resume", "log", "log-limit");

    /** These may name files. */
    private static final List<String> FILES =
            List.of("from", "labels", "network", "class-weights", "vocabulary-data", "group");

    private GivenOptions() {}

    /** The options that were given or have a default, without dashes; files by their last name alone. */
    static SortedMap<String, String> of(CommandSpec command) {
        SortedMap<String, String> given = new TreeMap<>();
        ParseResult result = command.commandLine().getParseResult();
        for (OptionSpec option : command.options()) {
            String name = option.longestName().replaceFirst("^-+", "");
            String value = option.defaultValue();
            if (result.hasMatchedOption(option)) {
                value = String.join(
                        ",", result.matchedOption(option.longestName()).originalStringValues());
            }
            if (value != null && !PASSED_OVER.contains(name)) {
                given.put(name, FILES.contains(name) ? lastName(value) : value);
            }
        }
        return given;
    }

    private static String lastName(String value) {
        return value.substring(Math.max(value.lastIndexOf('/'), value.lastIndexOf('\\')) + 1);
    }
}
