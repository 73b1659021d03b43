package io.ichnite.app.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "<b>, &lt;b&gt;",
                "a&b, a&amp;b",
                "\"'), &quot;&#39;)",
                "]]>, ]]&gt;",
                "naïve …, naïve …",
                "\uD83D\uDC1A, \uD83D\uDC1A",
                "a\u0000b, a\uFFFDb",
                "a\u001bb, a\uFFFDb",
                "a\u0085b, a\uFFFDb",
                "gpj\u202Eexe, gpj\uFFFDexe",
                "\u2066x, \uFFFDx",
                "x\uFFFE\uFFFF, x\uFFFD\uFFFD",
                "lone \uD83D, lone \uFFFD",
            })
    void nothingBecomesMarkup(String text, String escaped) {
        assertEquals(escaped, Markup.escape(text));
    }
}
