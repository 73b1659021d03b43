package io.ichnite.app.source;

import io.ichnite.data.Encoding;
import io.ichnite.data.Examples;
import io.ichnite.data.Sequences;
import io.ichnite.sample.Families;
import io.ichnite.sample.Vocabulary;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows to learn from or to ask about, whatever they were read from; numbered from 0, by file_id ascending; files of bytes as
 * their manifest lists them. Thread-safe.
 */
public interface Data extends AutoCloseable {
    /** As the user named it. */
    String name();

    int size();

    /** The file_id of a row; of ready arrays, its number from 1. */
    String id(int row);

    /** As in the input; null where the input had none. */
    @Nullable
    String label(int row);

    /** When the row's sample was first seen: the last day that is meant by the input; null where it does not say. */
    default @Nullable LocalDate firstSeen(int row) {
        return null;
    }

    /** SHA-256 over all rows, in hexadecimal. */
    String digest();

    /** How many rows of a CSV were left out when it was read just now. */
    long rejected();

    /** Whether the rows are numbers already, so that no vocabulary applies. */
    boolean ready();

    /** Whether the rows are files of bytes. */
    default boolean bytes() {
        return false;
    }

    /**
     * What names stand for, from these rows and all rows of more data.
     *
     * @throws io.ichnite.error.BadConfig if more data is not of this kind
     */
    Vocabulary vocabulary(List<Integer> rows, boolean keras, List<Data> more);

    /**
     * How a row would be made if this was wished; ready rows keep their length.
     *
     * @throws io.ichnite.error.BadConfig if the data cannot give it
     */
    Encoding encoding(Encoding wish);

    /** A key for each row; equal for rows that are the same to a network. */
    List<String> sequenceKeys(List<Integer> rows, Encoding encoding);

    /**
     * Some rows, to be compared call by call; what an encoding keeps of each.
     *
     * @throws io.ichnite.error.BadConfig if the rows are no calls
     */
    Sequences sequences(List<Integer> rows, Encoding encoding);

    /**
     * Rows of numbers, in the order asked for; their labels are not looked at, as they may be none that a model knows.
     *
     * @throws io.ichnite.error.BadConfig if the data cannot be encoded so
     */
    Examples unlabelled(Vocabulary vocabulary, Encoding encoding, List<Integer> rows);

    /**
     * The same with the classes of their labels.
     *
     * @throws io.ichnite.error.BadInput if a label is none of the families
     * @throws io.ichnite.error.BadConfig if the data cannot be encoded so
     */
    Examples examples(Vocabulary vocabulary, Encoding encoding, Families families, List<Integer> rows);

    /** Lets go of files. */
    @Override
    void close();

    /** All rows, in order. */
    default List<Integer> rows() {
        return IntStream.range(0, size()).boxed().toList();
    }
}
