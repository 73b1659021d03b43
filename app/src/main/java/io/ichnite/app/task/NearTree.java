package io.ichnite.app.task;

import io.ichnite.data.NearGroups;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** For each sequence of a group but its first, one that it is near to; the way leads to the first. Immutable. */
final class NearTree {
    private final int[] parent;
    private final double[] similarity;

    /** @param sequences how many distinct ones there are */
    NearTree(NearGroups groups, int sequences) {
        parent = new int[sequences];
        similarity = new double[sequences];
        Arrays.fill(parent, -1);
        List<List<NearGroups.Link>> links = new ArrayList<>(sequences);
        for (int i = 0; i < sequences; i++) {
            links.add(List.of());
        }
        for (NearGroups.Link link : groups.links()) {
            add(links, link.one(), link);
            add(links, link.other(), link);
        }
        boolean[] seen = new boolean[sequences];
        for (int root = 0; root < sequences; root++) {
            if (!seen[root]) {
                walk(root, links, seen);
            }
        }
    }

    private static void add(List<List<NearGroups.Link>> links, int at, NearGroups.Link link) {
        if (links.get(at).isEmpty()) {
            links.set(at, new ArrayList<>(2));
        }
        links.get(at).add(link);
    }

    private void walk(int root, List<List<NearGroups.Link>> links, boolean[] seen) {
        Deque<Integer> open = new ArrayDeque<>(List.of(root));
        seen[root] = true;
        while (!open.isEmpty()) {
            int at = open.remove();
            for (NearGroups.Link link : links.get(at)) {
                int next = link.one() == at ? link.other() : link.one();
                if (!seen[next]) {
                    seen[next] = true;
                    parent[next] = at;
                    similarity[next] = link.similarity();
                    open.add(next);
                }
            }
        }
    }

    /** The sequence that one is near to; −1 for the first of a group. */
    int parent(int sequence) {
        return parent[sequence];
    }

    /** How alike it is to that. */
    double similarity(int sequence) {
        return similarity[sequence];
    }
}
