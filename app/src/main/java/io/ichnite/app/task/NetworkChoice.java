package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import io.ichnite.nn.NamedNetworks;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which network was asked for.
 *
 * @param name of a known network, or a file that ends in .json; null for the model's own with {@code from}, else cnn-lstm for
 *     traces and malconv for bytes
 * @param dense units of a layer before the last one; null for none
 * @param from a model whose weights, vocabulary and classes to start from; null to start afresh
 * @param anyClasses whether a description's last layer gets as many units as there are classes, as where classes are left out
 */
public record NetworkChoice(@Nullable String name, @Nullable Integer dense, @Nullable Path from, boolean anyClasses) {
    /** As it is described. */
    public NetworkChoice(@Nullable String name, @Nullable Integer dense, @Nullable Path from) {
        this(name, dense, from, false);
    }

    /** The same for any number of classes. */
    public NetworkChoice withAnyClasses() {
        return new NetworkChoice(name, dense, from, true);
    }

    /** What it means for some data: where nothing is said, bytes are for the byte network. */
    NetworkChoice forData(Data data) {
        boolean open = name == null && from == null && data.bytes();
        return open ? new NetworkChoice(NamedNetworks.MALCONV, dense, null, anyClasses) : this;
    }
}
