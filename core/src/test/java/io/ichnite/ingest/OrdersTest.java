package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.sample.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The five orders of small traces, worked out by hand. */
class OrdersTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private void expect(TraceStore store, Order order, String calls) {
        assertEquals(Arrays.asList(calls.split(" ")), Stores.calls(store, 0, order), order.word());
    }

    @Test
    void threadsThatTakeTurns() throws IOException {
        TraceStore store = Stores.of(
                folder, Stores.HEADER + "1,0,a,30,0\n1,0,b,10,0\n1,0,c,10,1\n1,0,d,30,1\n1,0,e,20,0\n1,0,f,10,2\n");
        expect(store, Order.TID, "b c f e a d");
        expect(store, Order.ARRIVAL, "a b c d e f");
        expect(store, Order.CLOCK, "b e a c d f");
        expect(store, Order.FIRST_SEEN, "a d b c f e");
        expect(store, Order.LONGEST, "b c f a d e");
        assertEquals(3, store.threads(0));
        for (Order order : Order.values()) {
            assertTrue(store.offers(order));
        }
    }

    @Test
    void oneClockForTheWholeFileWithGapsAndTies() throws IOException {
        TraceStore store = Stores.of(
                folder,
                Stores.HEADER + "1,0,a,2,5\n1,0,b,2,5\n1,0,c,1,5\n1,0,d,1,9\n1,0,e,2,7\n1,0,f,2,9\n1,0,g,1,9\n");
        expect(store, Order.TID, "c d g a b e f");
        expect(store, Order.ARRIVAL, "a b c d e f g");
        expect(store, Order.CLOCK, "c a b e d g f");
        expect(store, Order.FIRST_SEEN, "a b e f c d g");
        expect(store, Order.LONGEST, "a b e f c d g");
    }

    @Test
    void rowsThatArriveOutOfOrder() throws IOException {
        TraceStore store = Stores.of(
                folder,
                Stores.HEADER
                        + "1,0,a,1,3\n1,0,b,1,1\n1,0,c,2,0\n1,0,d,1,2\n1,0,e,1,1\n1,0,f,2,7\n1,0,g,1,2147483647\n");
        expect(store, Order.TID, "b e d a g c f");
        expect(store, Order.ARRIVAL, "a b c d e f g");
        expect(store, Order.CLOCK, "c b e d a f g");
        expect(store, Order.FIRST_SEEN, "b e d a g c f");
        expect(store, Order.LONGEST, "b e d a g c f");
    }

    @Test
    void longestThreadsOfOneLengthGoByNumber() throws IOException {
        TraceStore store = Stores.of(folder, Stores.HEADER + "1,0,a,9,0\n1,0,b,3,0\n1,0,c,5,0\n1,0,d,5,1\n");
        expect(store, Order.LONGEST, "c d b a");
    }

    @Test
    void partsAreWhatTheWholeHolds() throws IOException {
        TraceStore store = Stores.of(
                folder, Stores.HEADER + "1,0,a,30,4\n1,0,b,10,2\n1,0,c,10,1\n1,0,d,30,1\n1,0,e,20,0\n1,0,f,10,2\n");
        for (Order order : Order.values()) {
            int[] whole = new int[6];
            store.calls(0, order, 0, 6, whole, 0);
            for (int from = 0; from <= 6; from++) {
                for (int count = 0; count <= 6 - from; count++) {
                    int[] part = new int[8];
                    Arrays.fill(part, -1);
                    store.calls(0, order, from, count, part, 1);
                    int[] expected = new int[8];
                    Arrays.fill(expected, -1);
                    System.arraycopy(whole, from, expected, 1, count);
                    assertEquals(Arrays.toString(expected), Arrays.toString(part), order.word());
                }
            }
        }
    }

    @Test
    void whatIsNotInTheTraceIsRefused() throws IOException {
        TraceStore store = Stores.of(folder, Stores.HEADER + "1,0,a,30,4\n1,0,b,10,2\n");
        int[] into = new int[2];
        for (Order order : Order.values()) {
            for (int[] bad : List.of(
                    new int[] {0, 3, 0},
                    new int[] {-1, 1, 0},
                    new int[] {2, 1, 0},
                    new int[] {0, -1, 0},
                    new int[] {0, 2, 1},
                    new int[] {0, 1, -1},
                    new int[] {Integer.MAX_VALUE, 1, 0})) {
                assertThrows(IllegalArgumentException.class, () -> store.calls(0, order, bad[0], bad[1], into, bad[2]));
            }
            assertThrows(IllegalArgumentException.class, () -> store.calls(1, order, 0, 1, into, 0));
            assertThrows(IllegalArgumentException.class, () -> store.calls(-1, order, 0, 1, into, 0));
        }
        assertThrows(IllegalArgumentException.class, () -> store.id(1));
        store.close();
        assertThrows(IllegalStateException.class, () -> store.id(0));
    }

    @Test
    void turnsAreHowOftenThreadsChange() throws IOException {
        Random random = new Random(3);
        for (int round = 0; round < 20; round++) {
            // a call's name says whose it is
            StringBuilder csv = new StringBuilder(Stores.HEADER);
            for (int i = 0; i < 1 + round * 5; i++) {
                int tid = random.nextInt(1 + round / 4);
                csv.append("1,0,t").append(tid).append(',').append(tid).append(',');
                csv.append(round % 2 == 0 ? i : random.nextInt(9)).append('\n');
            }
            TraceStore store = Stores.of(folder, csv.toString());
            for (Order order : Order.values()) {
                List<String> owners = Stores.calls(store, 0, order);
                int turns = 0;
                for (int i = 0; i < owners.size(); i++) {
                    turns += i == 0 || !owners.get(i).equals(owners.get(i - 1)) ? 1 : 0;
                }
                assertEquals(turns, store.turns(0, order), order.word());
            }
        }
    }
}
