package io.ichnite.bench;

import io.ichnite.tensor.SplitMix;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Which call follows which: a Markov chain for each class. A call is followed seven times in ten by one of the six that its
 * class likes after it, else by any; the liked ones and the others are drawn by Zipf's law. Immutable.
 */
final class CallModel {
    /** How often each class is met, of a hundred. */
    private static final int[] SHARES = {36, 4, 9, 6, 1, 31, 3, 10};

    private static final int CALLS = 300;
    private static final int LIKED = 6;
    private static final double LIKED_SHARE = 0.7;
    /** How likely a class likes what the first class likes. */
    private static final double ALIKE = 0.5;
    /** The larger, the closer to Zipf's law. */
    private static final int TABLE = 4096;

    private static final List<String> FAMILIES =
            List.of("Nt", "Rtl", "Ldr", "Reg", "Crypt", "Net", "WSA", "Http", "Co", "Shell");
    private static final List<String> DEEDS = List.of("Open", "Query", "Set", "Get", "Close", "Enumerate");
    private static final List<String> THINGS =
            List.of("File", "Key", "Value", "Section", "InformationProcess", "Memory", "ContextW");

    private final byte[][] names = names();
    /** By class: calls as often as they are drawn. */
    private final short[][] drawn = new short[SHARES.length][TABLE];

    private final short[][][] liked = new short[SHARES.length][CALLS][LIKED];

    CallModel(SplitMix draw) {
        for (int label = 0; label < SHARES.length; label++) {
            fill(drawn[label], ranking(draw));
            for (int call = 0; call < CALLS; call++) {
                for (int i = 0; i < LIKED; i++) {
                    boolean alike = label > 0 && draw.uniform() < ALIKE;
                    liked[label][call][i] = alike ? liked[0][call][i] : (short) any(label, draw);
                }
            }
        }
    }

    /** Calls by how common they are: much the same in each class, though neighbours may change places. */
    private static int[] ranking(SplitMix draw) {
        int[] ranking = new int[CALLS];
        for (int i = 0; i < CALLS; i++) {
            ranking[i] = i;
        }
        for (int i = 0; i < CALLS / 4; i++) {
            int a = draw.below(CALLS);
            int b = Math.min(CALLS - 1, a + 1 + draw.below(20));
            int swap = ranking[a];
            ranking[a] = ranking[b];
            ranking[b] = swap;
        }
        return ranking;
    }

    private static void fill(short[] table, int[] ranking) {
        double sum = 0;
        for (int rank = 1; rank <= CALLS; rank++) {
            sum += 1.0 / rank;
        }
        double reached = 0;
        int at = 0;
        for (int rank = 1; rank <= CALLS; rank++) {
            reached += 1.0 / rank / sum;
            for (; at < TABLE && at < reached * TABLE; at++) {
                table[at] = (short) ranking[rank - 1];
            }
        }
    }

    /** Made of what names of calls are usually made of, and in no order that their commonness follows. */
    private static byte[][] names() {
        List<String> all = new ArrayList<>();
        for (String family : FAMILIES) {
            for (String deed : DEEDS) {
                for (String thing : THINGS) {
                    all.add(family + deed + thing);
                }
            }
        }
        int[] order = new SplitMix(1).permutation(all.size());
        byte[][] names = new byte[CALLS][];
        for (int i = 0; i < CALLS; i++) {
            names[i] = all.get(order[i]).getBytes(StandardCharsets.US_ASCII);
        }
        return names;
    }

    byte[] name(int call) {
        return names[call];
    }

    /** A class, as often as it is met. */
    int label(SplitMix draw) {
        int left = draw.below(100);
        int label = 0;
        while (left >= SHARES[label]) {
            left -= SHARES[label++];
        }
        return label;
    }

    /** A call, whatever came before. */
    int any(int label, SplitMix draw) {
        return drawn[label][draw.below(TABLE)];
    }

    int after(int call, int label, SplitMix draw) {
        return draw.uniform() < LIKED_SHARE ? liked[label][call][draw.below(LIKED)] : any(label, draw);
    }
}
