package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import io.ichnite.app.source.TraceData;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of both sets under one numbering: those of training first. */
final class AuditRows {
    private final AuditSide train;
    private final @Nullable AuditSide test;
    private final int trainRows;

    AuditRows(AuditSide train, @Nullable AuditSide test) {
        this.train = train;
        this.test = test;
        this.trainRows = train.data().size();
    }

    AuditSide train() {
        return train;
    }

    /** Null where there is one set only. */
    @Nullable
    AuditSide test() {
        return test;
    }

    int size() {
        return trainRows + testRows();
    }

    /** How many are of training; the others are of the test. */
    int trainRows() {
        return trainRows;
    }

    int testRows() {
        return test == null ? 0 : test.data().size();
    }

    List<Integer> ofTrain() {
        return IntStream.range(0, trainRows).boxed().toList();
    }

    List<Integer> ofTest() {
        return IntStream.range(trainRows, size()).boxed().toList();
    }

    boolean isTest(int row) {
        return row >= trainRows;
    }

    /** As files call it. */
    String set(int row) {
        return isTest(row) ? "test" : "train";
    }

    private AuditSide side(int row) {
        return test != null && isTest(row) ? test : train;
    }

    /** Its number in its own set. */
    int own(int row) {
        return isTest(row) ? row - trainRows : row;
    }

    Data data(int row) {
        return side(row).data();
    }

    String id(int row) {
        return data(row).id(own(row));
    }

    @Nullable
    String label(int row) {
        return data(row).label(own(row));
    }

    @Nullable
    LocalDate date(int row) {
        return side(row).date(own(row));
    }

    /** What it belongs to; null where that is not known. */
    @Nullable
    String kin(int row) {
        List<String> kin = side(row).kin();
        return kin == null ? null : kin.get(own(row));
    }

    /** How many calls it has; −1 where it is bytes. */
    int calls(int row) {
        return data(row) instanceof TraceData traces ? traces.traces().length(own(row)) : -1;
    }
}
