package io.ichnite.app.source;

import io.ichnite.data.ByteKeys;
import io.ichnite.data.EncodedBytes;
import io.ichnite.data.Encoding;
import io.ichnite.data.Examples;
import io.ichnite.data.Sequences;
import io.ichnite.error.BadConfig;
import io.ichnite.sample.Binaries;
import io.ichnite.sample.Families;
import io.ichnite.sample.Vocabulary;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files of raw bytes. */
public final class ByteData implements Data {
    private final String name;
    private final Binaries binaries;
    private final long rejected;
    private final Runnable last;
    /** Once it is known: it takes all bytes of all files. */
    private volatile @Nullable String digest;

    ByteData(String name, Binaries binaries, long rejected) {
        this(name, binaries, rejected, () -> {});
    }

    /** @param last is run when this is closed */
    ByteData(String name, Binaries binaries, long rejected, Runnable last) {
        this.name = name;
        this.binaries = binaries;
        this.rejected = rejected;
        this.last = last;
    }

    /** The files themselves. */
    public Binaries binaries() {
        return binaries;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return binaries.size();
    }

    @Override
    public String id(int row) {
        return binaries.id(row);
    }

    @Override
    public @Nullable String label(int row) {
        return binaries.label(row);
    }

    @Override
    public @Nullable LocalDate firstSeen(int row) {
        return binaries.firstSeen(row);
    }

    @Override
    public String digest() {
        String known = digest;
        if (known == null) {
            known = ByteKeys.ofAll(binaries);
            digest = known;
        }
        return known;
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
    public boolean bytes() {
        return true;
    }

    @Override
    public Vocabulary vocabulary(List<Integer> rows, boolean keras, List<Data> more) {
        if (keras || !more.isEmpty()) {
            throw new BadConfig(name + ": bytes are numbers already; no vocabulary applies to them");
        }
        return Vocabulary.bytes();
    }

    @Override
    public Encoding encoding(Encoding wish) {
        Encoding own = new Encoding(Encoding.ofBytes().order(), wish.length(), false);
        if (!own.equals(wish)) {
            throw new BadConfig(name + ": bytes have one order; --order and --reverse are for traces");
        }
        return own;
    }

    @Override
    public List<String> sequenceKeys(List<Integer> rows, Encoding encoding) {
        return ByteKeys.of(binaries, rows, encoding.length());
    }

    @Override
    public Sequences sequences(List<Integer> rows, Encoding encoding) {
        throw new BadConfig(name + ": holds files of bytes; near copies are found among traces");
    }

    @Override
    public Examples unlabelled(Vocabulary vocabulary, Encoding encoding, List<Integer> rows) {
        check(vocabulary);
        return EncodedBytes.unlabelled(binaries, rows, encoding.length());
    }

    @Override
    public Examples examples(Vocabulary vocabulary, Encoding encoding, Families families, List<Integer> rows) {
        check(vocabulary);
        return EncodedBytes.labelled(binaries, rows, encoding.length(), families);
    }

    private void check(Vocabulary vocabulary) {
        if (vocabulary.kind() != Vocabulary.Kind.BYTES && vocabulary.kind() != Vocabulary.Kind.NONE) {
            throw new BadConfig(name + ": holds files of bytes; the model was taught traces");
        }
    }

    @Override
    public void close() {
        last.run();
    }
}
