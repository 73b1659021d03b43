package io.ichnite.app.source;

import io.ichnite.data.Encoding;
import io.ichnite.data.Examples;
import io.ichnite.data.Sequences;
import io.ichnite.data.Sha256;
import io.ichnite.sample.Families;
import io.ichnite.sample.Vocabulary;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some rows of other data, numbered anew from 0 in the order given; nothing of the other rows can be seen. */
public final class DataRows implements Data {
    private final Data all;
    private final List<Integer> rows;

    public DataRows(Data all, List<Integer> rows) {
        this.all = all;
        this.rows = List.copyOf(rows);
    }

    /** Numbers of these rows as those of all. */
    private List<Integer> ofAll(List<Integer> some) {
        return some.stream().map(rows::get).toList();
    }

    @Override
    public String name() {
        return all.name();
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public String id(int row) {
        return all.id(rows.get(row));
    }

    @Override
    public @Nullable String label(int row) {
        return all.label(rows.get(row));
    }

    @Override
    public @Nullable LocalDate firstSeen(int row) {
        return all.firstSeen(rows.get(row));
    }

    @Override
    public boolean bytes() {
        return all.bytes();
    }

    /** Over the digest of all data, and which rows of it these are. */
    @Override
    public String digest() {
        Sha256 digest = new Sha256().add(all.digest());
        rows.forEach(digest::add);
        return digest.text();
    }

    /** None: who opened all data has told of them. */
    @Override
    public long rejected() {
        return 0;
    }

    @Override
    public boolean ready() {
        return all.ready();
    }

    @Override
    public Vocabulary vocabulary(List<Integer> some, boolean keras, List<Data> more) {
        return all.vocabulary(ofAll(some), keras, more);
    }

    @Override
    public Encoding encoding(Encoding wish) {
        return all.encoding(wish);
    }

    @Override
    public List<String> sequenceKeys(List<Integer> some, Encoding encoding) {
        return all.sequenceKeys(ofAll(some), encoding);
    }

    @Override
    public Sequences sequences(List<Integer> some, Encoding encoding) {
        return all.sequences(ofAll(some), encoding);
    }

    @Override
    public Examples unlabelled(Vocabulary vocabulary, Encoding encoding, List<Integer> some) {
        return all.unlabelled(vocabulary, encoding, ofAll(some));
    }

    @Override
    public Examples examples(Vocabulary vocabulary, Encoding encoding, Families families, List<Integer> some) {
        return all.examples(vocabulary, encoding, families, ofAll(some));
    }

    /** Does nothing: who opened all data closes it. */
    @Override
    public void close() {}
}
