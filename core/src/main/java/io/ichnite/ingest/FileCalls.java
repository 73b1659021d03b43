package io.ichnite.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
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
    /** Which reading of an input last had calls of it. */
    int visit;

    /** Whether its indices may be times, which repeat by nature. */
    boolean timed;

    int label = Block.NO_LABEL;
    private @Nullable String text;
    private int labelInput;
    private long labelLine;

    private final List<ThreadCalls> threads = new ArrayList<>(1);
    private @Nullable Map<Integer, Integer> numbers;
    private int current = -1;
    private long turn;
    private final Varints turns = new Varints();
    private int turnCount;
    private long size;
    /** Bytes that its calls take here, about. */
    private long bytes;
    /** Where its pieces on the disk begin. */
    private long[] pieces = {};

    FileCalls(long id, int input, long line) {
        this.id = id;
        this.input = input;
        this.line = line;
    }

    /** Whether a row may have this label; the first row that has one decides. */
    boolean agrees(int rowLabel, int rowInput, long rowLine) {
        boolean agrees = wouldAgree(rowLabel);
        if (agrees && label == Block.NO_LABEL && rowLabel != Block.NO_LABEL) {
            label = rowLabel;
            labelInput = rowInput;
            labelLine = rowLine;
        }
        return agrees;
    }

    /** What {@link #agrees(int, int, long)} would say. */
    boolean wouldAgree(int rowLabel) {
        return rowLabel == Block.NO_LABEL || text == null && (label == Block.NO_LABEL || label == rowLabel);
    }

    /** Takes a label that need not be a number, if it has no other; whether this is now its label. */
    boolean agrees(String given, int givenInput) {
        String own = label();
        if (own == null && !number(given)) {
            text = given;
            labelInput = givenInput;
        } else if (own == null) {
            return agrees(Integer.parseInt(given), givenInput, 0);
        }
        return own == null || own.equals(given);
    }

    /** As the input gave it; null for none. */
    @Nullable
    String label() {
        return text != null || label == Block.NO_LABEL ? text : Integer.toString(label);
    }

    private static boolean number(String text) {
        return text.matches("0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5]");
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
        ThreadCalls thread = threads.get(number);
        bytes -= thread.bytes();
        thread.add(apis, at, count, index);
        bytes += thread.bytes();
        turn += count;
        size += count;
    }

    /** Bytes that its calls take here, about. */
    long bytes() {
        return bytes + turns.room();
    }

    /** Lays the calls that are held on the disk, and lets go of them. The turn that goes on goes on. */
    void spill(SpilledCalls disk) throws IOException {
        if (bytes == 0) {
            return;
        }
        pieces = Arrays.copyOf(pieces, pieces.length + 1);
        pieces[pieces.length - 1] = disk.position();
        disk.i32(turns.size());
        disk.bytes(turns.bytes(), turns.size());
        turns.release();
        disk.i32((int) threads.stream().filter(thread -> thread.held() > 0).count());
        for (int i = 0; i < threads.size(); i++) {
            if (threads.get(i).held() > 0) {
                disk.i32(i);
                threads.get(i).spill(disk);
            }
        }
        bytes = 0;
    }

    /** All its calls; if any were spilled, all have to be. This one is done with. */
    FileCalls whole(SpilledCalls disk) throws IOException {
        if (pieces.length == 0) {
            return this;
        }
        endTurn();
        FileCalls whole = new FileCalls(id, input, line);
        whole.label = label;
        whole.text = text;
        whole.timed = timed;
        whole.size = size;
        whole.turnCount = turnCount;
        for (ThreadCalls thread : threads) {
            whole.threads.add(thread.restored());
        }
        for (long piece : pieces) {
            disk.seek(piece);
            byte[] some = new byte[disk.readI32()];
            disk.read(some, 0, some.length);
            whole.turns.append(some, some.length);
            for (int left = disk.readI32(); left > 0; left--) {
                whole.threads.get(disk.readI32()).read(disk);
            }
        }
        whole.turns.append(turns.bytes(), turns.size());
        return whole;
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
