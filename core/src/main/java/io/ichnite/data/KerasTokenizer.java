package io.ichnite.data;

import io.ichnite.error.BadConfig;
import io.ichnite.sample.Traces;
import io.ichnite.sample.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts words and numbers them as Keras' {@code Tokenizer} does: from 1 by falling count, ties by the first appearance in
 * all that was fitted so far. A word not counted vanishes from a sequence, unless a token stands for it; then that token
 * has number 1.
 *
 * <p>{@link #fit} returns a new tokenizer that knows the older texts too; fitting again renumbers. Immutable, and safe for
 * use by many threads. Equal to Keras 2.15 and to the legacy class of Keras 3; Keras 2.1.5 puts the token for unknown words
 * last.
 */
public final class KerasTokenizer {
    /** The characters that Keras reads as blanks. CR, VT, FF and the hard blank are not among them, nor the apostrophe. */
    public static final String FILTERS = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n";

    /**
     * What Keras' constructor takes.
     *
     * @param words only numbers below this are given out; 0 for all
     * @param filters characters read as blanks
     * @param lower whether texts are lower-cased first, as Python does
     * @param unknown stands for words not counted; null to leave them out
     */
    public record Options(int words, String filters, boolean lower, @Nullable String unknown) {
        public Options {
            if (words < 0) {
                throw new IllegalArgumentException("number of words must not be negative, found " + words);
            }
        }

        /** Every word, {@link #FILTERS}, lower-cased, unknown words left out. */
        public static Options defaults() {
            return new Options(0, FILTERS, true, null);
        }
    }

    private final Options options;
    private final Map<String, Long> counts;
    private final Map<String, Integer> index;
    private final long documents;

    /** Knows no word yet, with {@link Options#defaults()}. */
    public KerasTokenizer() {
        this(Options.defaults());
    }

    /** Knows no word yet. */
    public KerasTokenizer(Options options) {
        this(options, Map.of(), 0);
    }

    private KerasTokenizer(Options options, Map<String, Long> counts, long documents) {
        this.options = options;
        this.counts = Collections.unmodifiableMap(counts);
        this.documents = documents;
        this.index = Collections.unmodifiableMap(number(counts, options.unknown()));
    }

    /** Counts the words of more texts. */
    public KerasTokenizer fit(List<String> texts) {
        Map<String, Long> sum = new LinkedHashMap<>(counts);
        for (String text : texts) {
            for (String word : words(text)) {
                sum.merge(word, 1L, Long::sum);
            }
        }
        return new KerasTokenizer(options, sum, documents + texts.size());
    }

    /**
     * Counts the words of traces, each a text of its calls' names by thread and index: files ascending, whatever the order
     * of the list.
     *
     * @throws BadConfig if the traces do not offer {@link io.ichnite.sample.Order#TID}
     */
    public KerasTokenizer fit(Traces traces, List<Integer> files) {
        Map<String, Long> sum = new LinkedHashMap<>(counts);
        CallCounts calls = CallCounts.byThread(traces, files);
        // A name's first call brings all its words at once, so names in order of appearance give words in theirs.
        for (int call : calls.inOrderOfAppearance()) {
            for (String word : words(traces.apis().get(call))) {
                sum.merge(word, calls.of(call), Long::sum);
            }
        }
        return new KerasTokenizer(options, sum, documents + files.size());
    }

    /** The number of each word, in the order of the numbers. */
    public Map<String, Integer> wordIndex() {
        return index;
    }

    /** How often each word was met, in order of first appearance. */
    public Map<String, Long> wordCounts() {
        return counts;
    }

    /** How many texts were fitted. */
    public long documents() {
        return documents;
    }

    /** The numbers of each text's words. */
    public List<int[]> sequences(List<String> texts) {
        List<int[]> rows = new ArrayList<>(texts.size());
        for (String text : texts) {
            rows.add(words(text).stream()
                    .mapToInt(this::number)
                    .filter(n -> n > 0)
                    .toArray());
        }
        return rows;
    }

    /**
     * The words as a vocabulary of kind {@link Vocabulary.Kind#KERAS}.
     *
     * @throws BadConfig if the options are not the defaults: a vocabulary has no place for others
     */
    public Vocabulary vocabulary() {
        if (!options.equals(Options.defaults())) {
            throw new BadConfig(
                    "a Keras vocabulary is kept with the tokenizer's default options only, found " + options);
        }
        return new Vocabulary(Vocabulary.Kind.KERAS, List.copyOf(index.keySet()));
    }

    /** The words of a text by the default options. */
    public static List<String> defaultWords(String text) {
        return words(text, Options.defaults());
    }

    private List<String> words(String text) {
        return words(text, options);
    }

    private static List<String> words(String text, Options options) {
        String folded = options.lower() ? PythonCase.lower(text) : text;
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= folded.length(); i++) {
            if (i == folded.length()
                    || folded.charAt(i) == ' '
                    || options.filters().indexOf(folded.charAt(i)) >= 0) {
                if (i > start) {
                    words.add(folded.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    /** 0 where the word is left out. */
    private int number(String word) {
        Integer number = index.get(word);
        if (number != null && (options.words() == 0 || number < options.words())) {
            return number;
        }
        String unknown = options.unknown();
        return unknown == null ? 0 : index.getOrDefault(unknown, 0);
    }

    private static Map<String, Integer> number(Map<String, Long> counts, @Nullable String unknown) {
        List<String> order = new ArrayList<>();
        if (unknown != null) {
            order.add(unknown);
        }
        // The sort is stable, so words of one count stay in order of appearance.
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> order.add(entry.getKey()));
        Map<String, Integer> index = new LinkedHashMap<>();
        for (int i = 0; i < order.size(); i++) {
            index.put(order.get(i), i + 1);
        }
        return index;
    }
}
