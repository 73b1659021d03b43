package io.ichnite.app.source;

import io.ichnite.data.EncodedTraces;
import io.ichnite.data.Encoding;
import io.ichnite.data.Examples;
import io.ichnite.data.KerasTokenizer;
import io.ichnite.data.SequenceGroups;
import io.ichnite.data.Sequences;
import io.ichnite.data.TraceEncoder;
import io.ichnite.data.TraceSequences;
import io.ichnite.data.Vocabularies;
import io.ichnite.error.BadConfig;
import io.ichnite.ingest.TraceStore;
import io.ichnite.sample.Families;
import io.ichnite.sample.Threads;
import io.ichnite.sample.Traces;
import io.ichnite.sample.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Traces in a store. */
public final class TraceData implements Data {
    private static final int LONGEST = 1_000_000;

    private final String name;
    private final TraceStore store;
    private final Traces traces;
    private final long rejected;
    private final Runnable last;

    /**
     * @param labels by file_id, which go before the store's
     * @param last is run when this is closed
     */
    TraceData(String name, TraceStore store, Map<String, String> labels, long rejected, Runnable last) {
        this.name = name;
        this.store = store;
        this.traces = labels.isEmpty() ? store : new Relabelled(store, labels);
        this.rejected = rejected;
        this.last = last;
    }

    /** Call by call. */
    public Traces traces() {
        return traces;
    }

    /** As they lie in the store, with what all orders are made of; without labels that were given beside. */
    public TraceStore store() {
        return store;
    }

    /** What is known of their threads. */
    public Threads threads() {
        return store;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return traces.size();
    }

    @Override
    public String id(int row) {
        return traces.id(row);
    }

    @Override
    public @Nullable String label(int row) {
        return traces.label(row);
    }

    @Override
    public String digest() {
        return traces.digest();
    }

    @Override
    public long rejected() {
        return rejected;
    }

    @Override
    public boolean ready() {
        return false;
    }

    @Override
    public Vocabulary vocabulary(List<Integer> rows, boolean keras, List<Data> more) {
        for (Data other : more) {
            if (!(other instanceof TraceData)) {
                throw new BadConfig(other.name() + ": expected traces to fit the vocabulary on, found ready arrays");
            }
        }
        return keras ? kerasVocabulary(rows, more) : ownVocabulary(rows, more);
    }

    /** One tokenizer, fitted on each in turn, as the published system does: the order decides equal counts. */
    private Vocabulary kerasVocabulary(List<Integer> rows, List<Data> more) {
        KerasTokenizer tokenizer = new KerasTokenizer().fit(traces, rows);
        for (Data other : more) {
            tokenizer = tokenizer.fit(((TraceData) other).traces, other.rows());
        }
        return tokenizer.vocabulary();
    }

    private Vocabulary ownVocabulary(List<Integer> rows, List<Data> more) {
        Vocabulary own = Vocabularies.fit(traces, rows, Vocabulary.Kind.ICHNITE);
        if (more.isEmpty()) {
            return own;
        }
        // Names are ASCII, so this order is that of code points.
        TreeSet<String> names = new TreeSet<>(own.names());
        for (Data other : more) {
            names.addAll(Vocabularies.fit(((TraceData) other).traces, other.rows(), Vocabulary.Kind.ICHNITE)
                    .names());
        }
        return new Vocabulary(Vocabulary.Kind.ICHNITE, List.copyOf(names));
    }

    @Override
    public Encoding encoding(Encoding wish) {
        if (wish.length() > LONGEST) {
            throw new BadConfig("--length: expected 1 to " + LONGEST + " calls, found " + wish.length());
        }
        if (!traces.offers(wish.order())) {
            throw new BadConfig(name + ": the order " + wish.order().word() + " is asked for, which it does not keep");
        }
        return wish;
    }

    @Override
    public List<String> sequenceKeys(List<Integer> rows, Encoding encoding) {
        return SequenceGroups.of(traces, rows, encoding);
    }

    @Override
    public Sequences sequences(List<Integer> rows, Encoding encoding) {
        return new TraceSequences(List.of(new TraceSequences.Part(traces, rows, encoding.order(), encoding.length())));
    }

    @Override
    public Examples unlabelled(Vocabulary vocabulary, Encoding encoding, List<Integer> rows) {
        return EncodedTraces.unlabelled(rows, new TraceEncoder(traces, vocabulary, encoding));
    }

    @Override
    public Examples examples(Vocabulary vocabulary, Encoding encoding, Families families, List<Integer> rows) {
        TraceEncoder encoder = new TraceEncoder(traces, vocabulary, encoding);
        return EncodedTraces.labelled(traces, rows, encoder, families);
    }

    @Override
    public void close() {
        store.close();
        last.run();
    }
}
