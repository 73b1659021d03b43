package io.ichnite.app.source;

import io.ichnite.data.ArrayExamples;
import io.ichnite.data.Encoding;
import io.ichnite.data.Examples;
import io.ichnite.data.SequenceGroups;
import io.ichnite.data.Sequences;
import io.ichnite.data.Sha256;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.sample.Families;
import io.ichnite.sample.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ready arrays: inputs of shape (rows, length), and labels of shape (rows). */
final class ArrayData implements Data {
    private final String name;
    private final int[] inputs;
    private final int length;
    private final int size;
    private final int @Nullable [] labels;

    private ArrayData(String name, int[] inputs, int size, int length, int @Nullable [] labels) {
        this.name = name;
        this.inputs = inputs;
        this.size = size;
        this.length = length;
        this.labels = labels;
    }

    /**
     * @param name {@code X.npy} or {@code X.npy,Y.npy}
     * @throws BadInput if the arrays have not these shapes, or hold no whole numbers from 0
     */
    static ArrayData open(String name) throws IOException {
        String[] files = name.split(",", -1);
        if (files.length > 2) {
            throw new BadConfig(name + ": expected x.npy, or x.npy,y.npy");
        }
        NpyArray x = NpyArray.read(Path.of(files[0]));
        if (x.shape().length != 2 || x.shape()[1] < 1) {
            throw BadInput.in(files[0], "expected the shape (rows, length), found " + shape(x));
        }
        int rows = x.shape()[0];
        int[] inputs = wholeNumbers(x, files[0]);
        int[] labels = null;
        if (files.length == 2) {
            NpyArray y = NpyArray.read(Path.of(files[1]));
            if (y.shape().length != 1 || y.shape()[0] != rows) {
                throw BadInput.in(files[1], "expected the shape (" + rows + "), a label a row, found " + shape(y));
            }
            labels = wholeNumbers(y, files[1]);
        }
        return new ArrayData(name, inputs, rows, x.shape()[1], labels);
    }

    private static int[] wholeNumbers(NpyArray array, String file) {
        if (array.kind() == NpyArray.Kind.FLOAT32 || array.kind() == NpyArray.Kind.FLOAT64) {
            throw BadInput.in(file, "expected whole numbers, found floats");
        }
        int[] numbers;
        try {
            numbers = array.ints();
        } catch (ArithmeticException e) {
            throw BadInput.in(file, "expected numbers below 2^31");
        }
        for (int number : numbers) {
            if (number < 0) {
                throw BadInput.in(file, "expected numbers from 0, found " + number);
            }
        }
        return numbers;
    }

    private static String shape(NpyArray array) {
        StringBuilder out = new StringBuilder("(");
        for (int extent : array.shape()) {
            out.append(out.length() == 1 ? "" : ", ").append(extent);
        }
        return out.append(')').toString();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String id(int row) {
        return String.valueOf(row + 1);
    }

    @Override
    public @Nullable String label(int row) {
        return labels == null ? null : String.valueOf(labels[row]);
    }

    @Override
    public String digest() {
        Sha256 digest = new Sha256();
        for (int i = 0; i < size; i++) {
            digest.add(inputs, i * length, length).add(labels == null ? -1 : labels[i]);
        }
        return digest.text();
    }

    @Override
    public long rejected() {
        return 0;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public Vocabulary vocabulary(List<Integer> rows, boolean keras, List<Data> more) {
        if (keras || !more.isEmpty()) {
            throw new BadConfig(name + ": ready arrays hold numbers already; no vocabulary applies to them");
        }
        return Vocabulary.none();
    }

    @Override
    public Encoding encoding(Encoding wish) {
        return new Encoding(wish.order(), length, wish.reverse());
    }

    @Override
    public List<String> sequenceKeys(List<Integer> rows, Encoding encoding) {
        return SequenceGroups.of(ArrayExamples.unlabelled(pick(rows), length));
    }

    @Override
    public Sequences sequences(List<Integer> rows, Encoding encoding) {
        return new PaddedSequences(pick(rows), length);
    }

    @Override
    public Examples unlabelled(Vocabulary vocabulary, Encoding encoding, List<Integer> rows) {
        check(encoding);
        return ArrayExamples.unlabelled(pick(rows), length);
    }

    private void check(Encoding encoding) {
        if (encoding.length() != length) {
            throw new BadConfig(name + ": rows have " + length + " integers, the model takes " + encoding.length());
        }
    }

    @Override
    public Examples examples(Vocabulary vocabulary, Encoding encoding, Families families, List<Integer> rows) {
        check(encoding);
        int[] classes = new int[rows.size()];
        for (int i = 0; i < classes.length; i++) {
            String label = label(rows.get(i));
            classes[i] = label == null ? -1 : families.indexOf(label);
        }
        return ArrayExamples.labelled(pick(rows), length, classes);
    }

    private int[] pick(List<Integer> rows) {
        int[] picked = new int[rows.size() * length];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(inputs, rows.get(i) * length, picked, i * length, length);
        }
        return picked;
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
