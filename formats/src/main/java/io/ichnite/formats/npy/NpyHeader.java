package io.ichnite.formats.npy;

import io.ichnite.error.BadInput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a .npy file says of its numbers: a Python dictionary of exactly {@code descr}, {@code fortran_order} and
 * {@code shape}.
 */
record NpyHeader(String descr, boolean fortran, List<Long> shape) {
    NpyHeader {
        shape = List.copyOf(shape);
    }

    static NpyHeader parse(String text, String source) {
        return new Parser(text, source).header();
    }

    /** As NumPy spells it, without the blanks that fill it up. */
    String text() {
        StringBuilder tuple = new StringBuilder("(");
        for (int i = 0; i < shape.size(); i++) {
            tuple.append(i == 0 ? "" : ", ").append(shape.get(i));
        }
        tuple.append(shape.size() == 1 ? ",)" : ")");
        return "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': " + tuple
                + ", }";
    }

    private static final class Parser {
        private final String text;
        private final String source;
        private int at;

        Parser(String text, String source) {
            this.text = text;
            this.source = source;
        }

        NpyHeader header() {
            @Nullable String descr = null;
            @Nullable Boolean fortran = null;
            @Nullable List<Long> shape = null;
            Set<String> seen = new HashSet<>();
            expect('{');
            while (!accept('}')) {
                String key = string();
                expect(':');
                if (!seen.add(key)) {
                    throw bad("'" + key + "' once");
                }
                switch (key) {
                    case "descr" -> descr = string();
                    case "fortran_order" -> fortran = flag();
                    case "shape" -> shape = tuple();
                    default -> throw bad("descr, fortran_order and shape alone, not '" + key + "'");
                }
                if (!accept(',')) {
                    expect('}');
                    break;
                }
            }
            blanks();
            if (at != text.length() || descr == null || fortran == null || shape == null) {
                throw bad("a dictionary of descr, fortran_order and shape");
            }
            return new NpyHeader(descr, fortran, shape);
        }

        private String string() {
            blanks();
            char quote = at < text.length() ? text.charAt(at) : 0;
            int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
            if (end < 0) {
                throw bad("a text in quotes (records and objects are not read)");
            }
            String value = text.substring(at + 1, end);
            at = end + 1;
            return value;
        }

        private boolean flag() {
            blanks();
            for (String word : List.of("True", "False")) {
                if (text.startsWith(word, at)) {
                    at += word.length();
                    return word.equals("True");
                }
            }
            throw bad("True or False");
        }

        private List<Long> tuple() {
            List<Long> extents = new ArrayList<>();
            expect('(');
            while (!accept(')')) {
                extents.add(number());
                if (!accept(',')) {
                    expect(')');
                    break;
                }
            }
            if (extents.size() > 32) {
                throw bad("at most 32 axes");
            }
            return extents;
        }

        private long number() {
            blanks();
            int start = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            if (at == start || at - start > 18) {
                throw bad("an extent of 1 to 18 digits");
            }
            long value = Long.parseLong(text.substring(start, at));
            // Python 2 marks its long integers
            accept('L');
            return value;
        }

        private boolean accept(char c) {
            blanks();
            boolean there = at < text.length() && text.charAt(at) == c;
            if (there) {
                at++;
            }
            return there;
        }

        private void expect(char c) {
            if (!accept(c)) {
                throw bad("'" + c + "'");
            }
        }

        private void blanks() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
                at++;
            }
        }

        private BadInput bad(String expected) {
            return BadInput.in(source, "expected " + expected + " at character " + at + " of the .npy header");
        }
    }
}
