package io.ichnite.data;

/** What hangs together (union-find; the lowest number stands for all). For one thread. */
public final class Components {
    private final int[] parent;

    /** Each on its own. */
    public Components(int size) {
        parent = new int[size];
        for (int i = 0; i < size; i++) {
            parent[i] = i;
        }
    }

    /** The lowest of those that hang together with one. */
    public int find(int of) {
        int at = of;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** From now on two hang together, and all that hangs on either. */
    public void join(int a, int b) {
        int x = find(a);
        int y = find(b);
        parent[Math.max(x, y)] = Math.min(x, y);
    }
}
