package io.ichnite.formats.keras;

import io.ichnite.error.BadBundle;
import io.ichnite.error.IchniteException;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * An HDF5 file, read from memory and kept at arm's length: whatever is asked of jHDF is asked here. Before anything is read the
 * whole tree is walked; a link of any kind, an object too deep or too many, or a dataset that claims more than is stored
 * refuses the file. Nothing outside it is opened, as the library is never told where it lies. Not thread-safe.
 */
final class GuardedH5 {
    private static final int DEEPEST = 32;
    private static final int MOST_OBJECTS = 50_000;
    private static final int MOST_TEXTS = 50_000;
    /** How many times its stored size a compressed dataset may unpack to; weights hardly shrink at all. */
    private static final long GROWTH = 32;

    private final String file;
    private final int size;
    private final long growth;
    private final HdfFile hdf;
    /** The object being looked at, for messages. */
    private String at = "/";

    private int objects;

    private GuardedH5(String file, byte[] bytes, long growth) {
        this.file = file;
        this.growth = growth;
        this.size = bytes.length;
        this.hdf = HdfFile.fromByteBuffer(ByteBuffer.wrap(bytes));
    }

    /**
     * Answers a question about a file. Whatever the library throws at damaged bytes becomes, here alone, a refusal.
     *
     * @throws BadBundle if the file is damaged or hostile, with the object's path
     */
    static <T> T ask(String file, byte[] bytes, Function<GuardedH5, T> question) {
        return ask(file, bytes, true, question);
    }

    /**
     * The same.
     *
     * @param compressed whether datasets may be compressed; not where the bytes have been unfolded already
     */
    static <T> T ask(String file, byte[] bytes, boolean compressed, Function<GuardedH5, T> question) {
        GuardedH5[] open = new GuardedH5[1];
        try {
            open[0] = new GuardedH5(file, bytes, compressed ? GROWTH : 1);
            open[0].sweep(open[0].hdf, 0);
            return question.apply(open[0]);
        } catch (IchniteException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            String place = open[0] == null ? "/" : open[0].at;
            throw new BadBundle(file, place + ": damaged, or not as Keras writes HDF5: " + reasons(e));
        }
    }

    /** What the library said, outermost first: the outer ones name the place, the inner ones the trouble. */
    private static String reasons(Throwable e) {
        StringBuilder reasons = new StringBuilder();
        int depth = 0;
        for (Throwable t = e; t != null && depth < 8; t = t.getCause(), depth++) {
            reasons.append(depth == 0 ? "" : "; ")
                    .append(t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage());
        }
        return reasons.toString();
    }

    Group root() {
        return hdf;
    }

    boolean has(Group group, String child) {
        return group.getChildren().containsKey(child);
    }

    boolean hasAttribute(Group group, String name) {
        return group.getAttributes().containsKey(name);
    }

    Group group(Group parent, String name) {
        if (child(parent, name) instanceof Group group) {
            return group;
        }
        throw bad("expected a group");
    }

    /** The names of what is in a group, sorted. */
    List<String> names(Group group) {
        at = path(group);
        return group.getChildren().keySet().stream().sorted().toList();
    }

    boolean isGroup(Group parent, String name) {
        return child(parent, name) instanceof Group;
    }

    /** What {@link #bad} speaks of. */
    void look(Group group) {
        at = path(group);
    }

    /** Follows a path of groups joined by slashes, downwards. */
    Group descend(Group parent, String path) {
        Group group = parent;
        for (String name : path.split("/", -1)) {
            group = group(group, name);
        }
        return group;
    }

    /** Follows a path of names joined by slashes, downwards. */
    Dataset dataset(Group parent, String path) {
        Group group = parent;
        String[] names = path.split("/", -1);
        if (names.length > DEEPEST) {
            throw bad("a path of more than " + DEEPEST + " names");
        }
        for (int i = 0; i < names.length - 1; i++) {
            group = group(group, names[i]);
        }
        if (child(group, names[names.length - 1]) instanceof Dataset dataset) {
            return dataset;
        }
        throw bad("expected a dataset");
    }

    /** One text. */
    String text(Group group, String name) {
        List<String> texts = texts(group, name);
        if (texts.size() != 1) {
            throw bad("expected one text, found " + texts.size());
        }
        return texts.get(0);
    }

    /** A list of texts; an empty one may be of any type, as Keras leaves float64 where there are none. */
    List<String> texts(Group group, String name) {
        at = path(group) + "/@" + name;
        Attribute attribute = group.getAttributes().get(name);
        if (attribute == null) {
            throw bad("this attribute is missing");
        }
        long count = attribute.isEmpty() ? 0 : count(attribute.getDimensionsAsLong());
        if (count > MOST_TEXTS || attribute.getSizeInBytes() < 0 || attribute.getSizeInBytes() > size) {
            throw bad("the attribute claims more than is stored");
        }
        if (count == 0) {
            return List.of();
        }
        Object data = attribute.getData();
        if (data instanceof String text) {
            return List.of(text);
        }
        if (data instanceof String[] texts) {
            return List.of(texts);
        }
        throw bad("expected texts");
    }

    /** A list of texts that may have been cut into attributes with 0, 1… behind the name, as Keras does past 64 kB. */
    List<String> pieces(Group group, String name) {
        if (hasAttribute(group, name) || !hasAttribute(group, name + "0")) {
            return texts(group, name);
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; hasAttribute(group, name + i); i++) {
            all.addAll(texts(group, name + i));
            if (all.size() > MOST_TEXTS) {
                throw bad("more than " + MOST_TEXTS + " texts");
            }
        }
        return all;
    }

    /** One number; whole ones exactly. */
    Number number(Dataset dataset) {
        at = path(dataset);
        if (dataset.getDimensionsAsLong().length == 0 && dataset.getData() instanceof Number number) {
            return number;
        }
        throw bad("expected one number");
    }

    /** The extents of a dataset. */
    List<Long> shape(Dataset dataset) {
        at = path(dataset);
        return Arrays.stream(dataset.getDimensionsAsLong()).boxed().toList();
    }

    /** Reads a dataset of floating-point numbers, which has so many, to {@code into[from…]}. True if they were rounded. */
    boolean read(Dataset dataset, float[] into, int from, int count) {
        at = path(dataset);
        Object data = dataset.getDataFlat();
        boolean converted = dataset.getSizeInBytes() != 4L * count;
        if (data instanceof float[] floats && floats.length == count) {
            System.arraycopy(floats, 0, into, from, count);
        } else if (data instanceof double[] doubles && doubles.length == count) {
            for (int i = 0; i < count; i++) {
                into[from + i] = (float) doubles[i];
            }
        } else {
            throw bad("expected " + count + " floating-point numbers");
        }
        for (int i = from; i < from + count; i++) {
            if (!Float.isFinite(into[i])) {
                throw bad("expected finite numbers, found " + into[i] + " as number " + (i - from));
            }
        }
        return converted;
    }

    /** A fault of the object that was looked at last. */
    BadBundle bad(String expected) {
        return new BadBundle(file, at + ": " + expected);
    }

    private Node child(Group parent, String name) {
        at = path(parent) + "/" + name;
        Node child = parent.getChildren().get(name);
        if (child == null) {
            throw bad("this object is missing");
        }
        return unlinked(child);
    }

    private Node unlinked(Node node) {
        if (node.isLink()) {
            throw bad("a link, perhaps out of the file; links are not followed");
        }
        return node;
    }

    private void sweep(Group group, int depth) {
        for (Node child : new ArrayList<>(group.getChildren().values())) {
            at = path(group) + "/" + child.getName();
            unlinked(child);
            if (++objects > MOST_OBJECTS || depth > DEEPEST) {
                throw bad("more than " + MOST_OBJECTS + " objects, or more than " + DEEPEST + " deep");
            }
            if (child instanceof Group inner) {
                sweep(inner, depth + 1);
            } else if (child instanceof Dataset dataset) {
                weigh(dataset);
            }
        }
    }

    /** Holds what a dataset claims against what is stored of it. */
    private void weigh(Dataset dataset) {
        long[] extents = dataset.getDimensionsAsLong();
        if (dataset.isEmpty() && extents.length == 0) {
            return;
        }
        int each = dataset.getDataType().getSize();
        long claimed = bytes(count(extents), each);
        // where nothing is stored the library tells the claimed size as the stored one
        long stored = dataset.isEmpty() || claimed == 0 ? 0 : dataset.getStorageInBytes();
        boolean chunked = dataset instanceof ChunkedDataset;
        if (stored < 0 || stored > size || claimed > (chunked ? growth : 1) * stored) {
            throw bad("claims " + claimed + " bytes, of which " + stored + " are stored");
        }
        if (dataset instanceof ChunkedDataset chunks && stored > 0) {
            int[] one = chunks.getChunkDimensions();
            long chunk = bytes(count(Arrays.stream(one).asLongStream().toArray()), each);
            if (chunk > growth * size) {
                throw bad("claims chunks of " + chunk + " bytes in a file of " + size);
            }
        }
    }

    private long count(long[] extents) {
        long count = 1;
        for (long extent : extents) {
            count = extent < 0 ? -1 : bytes(count, extent);
        }
        if (count < 0) {
            throw bad("has an extent below 0");
        }
        return count;
    }

    /** A product, or the largest number where it would be beyond that. */
    private static long bytes(long count, long each) {
        return Math.multiplyHigh(count, each) != 0 || count * each < 0 ? Long.MAX_VALUE : count * each;
    }

    /** Without the slash at its end; the root's is empty. */
    private static String path(Node node) {
        String path = node.getPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
