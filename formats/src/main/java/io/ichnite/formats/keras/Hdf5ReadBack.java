package io.ichnite.formats.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads by other code than wrote it what is about to leave: a file that others could not read shall not get out. */
final class Hdf5ReadBack {
    private Hdf5ReadBack() {}

    /**
     * Gives back the bytes of a file.
     *
     * @throws IllegalStateException if they do not hold the tree that they were made from
     */
    static byte[] checked(byte[] bytes, Hdf5Writer.Group root) {
        try {
            compare("/", HdfFile.fromByteBuffer(ByteBuffer.wrap(bytes)), root);
            return bytes;
        } catch (RuntimeException e) {
            throw new IllegalStateException("the HDF5 file does not read back: " + e.getMessage(), e);
        }
    }

    private static void compare(String at, Group read, Hdf5Writer.Group made) {
        Set<String> attributes = new HashSet<>(made.texts().keySet());
        attributes.addAll(made.lists().keySet());
        expect(at, read.getAttributes().keySet().equals(attributes));
        made.texts().forEach((name, text) -> expect(at + "@" + name, text.equals(attribute(read, name))));
        made.lists().forEach((name, texts) -> {
            Object found = attribute(read, name);
            List<?> several = found instanceof Object[] array ? Arrays.asList(array) : List.of(found);
            expect(at + "@" + name, several.equals(texts));
        });
        Map<String, Node> children = read.getChildren();
        expect(at, children.keySet().equals(made.children().keySet()));
        made.children().forEach((name, child) -> {
            Node node = children.get(name);
            if (child instanceof Hdf5Writer.Group group && node instanceof Group below) {
                compare(at + name + "/", below, group);
            } else if (child instanceof Hdf5Writer.Floats floats && node instanceof Dataset dataset) {
                compare(at + name, dataset, floats);
            } else {
                throw new IllegalStateException(at + name + " is of another kind than it was put");
            }
        });
    }

    private static void compare(String at, Dataset read, Hdf5Writer.Floats made) {
        List<Integer> extents = Arrays.stream(read.getDimensions()).boxed().toList();
        expect(at, extents.equals(made.shape().extents()));
        expect(
                at,
                read.getDataFlat() instanceof float[] found
                        && Arrays.equals(
                                found,
                                0,
                                found.length,
                                made.values(),
                                made.from(),
                                made.from() + made.shape().size()));
    }

    private static Object attribute(Group group, String name) {
        Attribute attribute = group.getAttribute(name);
        Object data = attribute == null ? null : attribute.getData();
        return data == null ? "" : data;
    }

    private static void expect(String at, boolean same) {
        if (!same) {
            throw new IllegalStateException(at + " is not as it was put");
        }
    }
}
