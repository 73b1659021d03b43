package io.ichnite.examples;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guides quote stands in the sources, line by line; indents may differ. */
class QuotesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern QUOTE = Pattern.compile("<!-- (\\S+\\.java) -->\n```java\n(.*?)```", Pattern.DOTALL);

    private static String bare(String text) {
        return "\n" + String.join("\n", text.lines().map(String::strip).toList()) + "\n";
    }

    @Test
    void guidesQuoteWhatIsThere() throws IOException {
        List<Path> guides;
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/guides"))) {
            guides = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
        List<String> found = new ArrayList<>();
        for (Path guide : guides) {
            String text = Files.readString(guide);
            Matcher quote = QUOTE.matcher(text);
            int quotes = 0;
            for (; quote.find(); quotes++) {
                String source = bare(Files.readString(ROOT.resolve(quote.group(1))));
                assertTrue(
                        source.contains(bare(quote.group(2))), guide + " quotes what is not there: " + quote.group());
                found.add(quote.group(1));
            }
            long blocks = Pattern.compile("```java").matcher(text).results().count();
            assertTrue(quotes == blocks, guide + ": every block of Java says where it is from");
        }
        assertFalse(found.isEmpty(), "no guide quotes anything");
    }
}
