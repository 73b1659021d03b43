package io.ichnite.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.Bench.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The launchers know which commands run networks, and so need the Vector API. */
class LauncherTest {
    private static final Set<String> NETWORKS = Set.of(
            "demo", "train", "evaluate", "crossvalidate", "predict", "features", "drift", "novelty", "scan", "compare");
    private static final Set<String> ANY_TIME = Set.of("help");

    private static Set<String> commands() {
        Ran help = Bench.good("--help");
        Set<String> commands = new TreeSet<>();
        Matcher matcher = Pattern.compile("(?m)^  ([a-z-]+) {2,}").matcher(help.out());
        while (matcher.find()) {
            commands.add(matcher.group(1));
        }
        commands.removeAll(ANY_TIME);
        return commands;
    }

    @Test
    void theShellLauncherKnowsEveryCommand() throws IOException {
        String script = Files.readString(Path.of("..", "ichnite"));
        Set<String> commands = commands();
        assertTrue(commands.containsAll(NETWORKS), commands.toString());
        for (String command : commands) {
            Matcher line = Pattern.compile("(?m)^ +(?:[a-z-]+ \\| )*" + command + "(?: \\| [a-z-]+)*\\)((?s:.*?));;")
                    .matcher(script);
            assertTrue(line.find(), command + " has no kind");
            String kind = line.group(1);
            assertTrue(kind.contains("word"), command + ": " + kind);
            if (NETWORKS.contains(command)) {
                assertTrue(kind.contains("network"), command + ": " + kind);
            } else {
                assertFalse(kind.contains("network"), command + ": " + kind);
            }
        }
    }

    @Test
    void theWindowsLauncherKnowsTheNetworks() throws IOException {
        String script = Files.readString(Path.of("..", "ichnite.cmd"));
        Matcher list = Pattern.compile("for %%w in \\((demo [^)]*)\\)").matcher(script);
        assertTrue(list.find());
        assertTrue(Set.of(list.group(1).split(" ")).containsAll(NETWORKS), list.group(1));
    }
}
