package io.ichnite.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of one file as they arrive: its threads in the order of their first calls, and how they take turns. */
final class FileCalls {
    private static final int FEW = 16;

    final long id;
    /** Which input it began in, and on which line. */
    final int input;

    final long line;
    int label = Block.NO_LABEL;
    private int labelInput;
    private long labelLine;

    private final List<ThreadCalls> threads = new ArrayList<>(1);
    private @Nullable Map<Integer, Integer> numbers;
    private int current = -1;
    private long turn;
    private final Varints turns = new Varints();
    private int turnCount;
    private long size;

    FileCalls(long id, int input, long line) {
        this.id = id;
        this.input = input;
        this.line = line;
    }

    /** Whether a row may have this label; the first row that has one decides. */
    boolean agrees(int rowLabel, int rowInput, long rowLine) {
        if (label == Block.NO_LABEL && rowLabel != Block.NO_LABEL) {
            label = rowLabel;
            labelInput = rowInput;
            labelLine = rowLine;
        }
        return rowLabel == Block.NO_LABEL || rowLabel == label;
    }

    int labelInput() {
        return labelInput;
    }

    long labelLine() {
        return labelLine;
    }

    void add(int tid, short[] apis, int at, int count, int index) {
        int number = current >= 0 && threads.get(current).tid == tid ? current : number(tid);
        if (number != current) {
            endTurn();
            current = number;
        }
        threads.get(number).add(apis, at, count, index);
        turn += count;
        size += count;
    }

    private int number(int tid) {
        if (numbers == null) {
            for (int i = 0; i < threads.size(); i++) {
                if (threads.get(i).tid == tid) {
                    return i;
                }
            }
            if (threads.size() >= FEW) {
                numbers = new HashMap<>();
                for (int i = 0; i < threads.size(); i++) {
                    numbers.put(threads.get(i).tid, i);
                }
            }
        }
        if (numbers != null) {
            Integer known = numbers.putIfAbsent(tid, threads.size());
            if (known != null) {
                return known;
            }
        }
        threads.add(new ThreadCalls(tid));
        return threads.size() - 1;
    }

    private void endTurn() {
        if (turn > 0) {
            turns.add(current);
            turns.add(turn);
            turnCount++;
            turn = 0;
        }
    }

    long size() {
        return size;
    }

    /** By first appearance, which is how turns number them. */
    List<ThreadCalls> threads() {
        return threads;
    }

    /** How often another thread took over, and once more: pairs of a thread's number and its calls in a row. */
    Varints turns() {
        endTurn();
        return turns;
    }

    int turnCount() {
        return turnCount;
    }
}
