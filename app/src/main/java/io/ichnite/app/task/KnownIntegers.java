package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import io.ichnite.data.Examples;
import io.ichnite.model.ModelBundle;
import io.ichnite.nn.LayerSpec;
import io.ichnite.nn.NetworkSpec;

/** Ready rows in which integers that a network has no row for are 0: nothing could have been learned of them. */
final class KnownIntegers implements Examples {
    private final Examples rows;
    private final int known;

    /** @param known integers below this are */
    KnownIntegers(Examples rows, int known) {
        this.rows = rows;
        this.known = known;
    }

    /** All rows of some data as a model takes them; nothing is told of what it cannot know. */
    static Examples rows(ModelBundle model, Data data) {
        Examples rows = data.unlabelled(model.vocabulary(), data.encoding(model.encoding()), data.rows());
        return data.ready() ? new KnownIntegers(rows, embedded(model.network())) : rows;
    }

    /** How many integers a network knows. */
    private static int embedded(NetworkSpec network) {
        int least = Integer.MAX_VALUE;
        for (NetworkSpec.Node node : network.nodes()) {
            if (node.layer() instanceof LayerSpec.Embedding embedding) {
                least = Math.min(least, embedding.rows());
            }
        }
        return least;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public int length() {
        return rows.length();
    }

    @Override
    public void row(int i, int[] into, int at) {
        rows.row(i, into, at);
        for (int k = at; k < at + length(); k++) {
            into[k] = into[k] < known ? into[k] : 0;
        }
    }

    @Override
    public int label(int i) {
        return rows.label(i);
    }
}
