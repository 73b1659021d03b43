package io.ichnite.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each answer is what Python 3 gives. */
class PythonCaseTest {
    @Test
    void lowersAsPythonDoes() {
        Map<String, String> answers = Map.ofEntries(
                Map.entry("NtCreateFile", "ntcreatefile"),
                Map.entry("İX", "i\u0307x"),
                Map.entry("ΣΣ", "σς"),
                Map.entry("Σ", "σ"),
                Map.entry("AΣ B", "aς b"),
                Map.entry("AΣ.B", "aσ.b"),
                Map.entry("AΣ:B", "aσ:b"),
                Map.entry("ⅫΣ:a", "ⅻσ:a"),
                Map.entry("_'ﬁA:Σ", "_'ﬁa:ς"),
                Map.entry("-中ʰΣ", "-中ʰσ"),
                Map.entry("Σ\ud801\udc00Σ", "σ\ud801\udc28ς"),
                Map.entry("ǅΣ1Σ:İ", "ǆς1σ:i\u0307"),
                Map.entry("A\u00adΣ\u0301", "a\u00adς\u0301"),
                Map.entry("\u0301Σ", "\u0301σ"));
        answers.forEach((text, lower) -> assertEquals(lower, PythonCase.lower(text), text));
    }
}
