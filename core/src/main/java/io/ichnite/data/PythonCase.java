package io.ichnite.data;

import java.util.Locale;

/**
 * Lower case as Python's {@code str.lower}. Java's own differs at the capital sigma alone, whose form at the end of a word it
 * finds by word boundaries, where Python follows the Unicode standard (section 3.13, Final_Sigma); and on JDKs whose Unicode
 * is older, at letters that are younger.
 */
final class PythonCase {
    /** Signs inside words that stand for no letter: Word_Break MidLetter, MidNumLet and Single_Quote. */
    private static final String INNER_SIGNS =
            "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

    private PythonCase() {}

    static String lower(String text) {
        if (text.indexOf('Σ') < 0) {
            return text.toLowerCase(Locale.ROOT);
        }
        StringBuilder settled = new StringBuilder(text);
        for (int i = text.indexOf('Σ'); i >= 0; i = text.indexOf('Σ', i + 1)) {
            settled.setCharAt(i, isFinal(text, i) ? 'ς' : 'σ');
        }
        return settled.toString().toLowerCase(Locale.ROOT);
    }

    /** Whether a letter with a case stands before and none after, what is ignorable passed over. */
    private static boolean isFinal(String text, int sigma) {
        int before = sigma;
        while (before > 0 && isIgnorable(text.codePointBefore(before))) {
            before -= Character.charCount(text.codePointBefore(before));
        }
        int after = sigma + 1;
        while (after < text.length() && isIgnorable(text.codePointAt(after))) {
            after += Character.charCount(text.codePointAt(after));
        }
        return before > 0
                && isCased(text.codePointBefore(before))
                && (after == text.length() || !isCased(text.codePointAt(after)));
    }

    private static boolean isCased(int letter) {
        return Character.isUpperCase(letter) || Character.isLowerCase(letter) || Character.isTitleCase(letter);
    }

    private static boolean isIgnorable(int letter) {
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.MODIFIER_LETTER,
                    Character.MODIFIER_SYMBOL -> true;
            default -> INNER_SIGNS.indexOf(letter) >= 0;
        };
    }
}
