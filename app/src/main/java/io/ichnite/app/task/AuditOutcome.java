package io.ichnite.app.task;

import io.ichnite.app.task.AuditCopies.Count;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an audit found.
 *
 * @param train copies within training
 * @param test copies within the test; null where there is no test, as all that is of two sets
 * @param kin null where no column was named
 * @param vocabulary null among files of bytes, too
 * @param scores by cross-validation of training
 * @param testScores from training to the test
 * @param notes why some numbers are not there, or are of fewer rows
 */
public record AuditOutcome(
        AuditRequest request,
        AuditRows rows,
        AuditCopies copies,
        Count train,
        @Nullable Count test,
        AuditConflicts conflicts,
        AuditClasses classes,
        @Nullable AuditIds ids,
        AuditDates dates,
        @Nullable AuditVocabulary vocabulary,
        @Nullable AuditKin kin,
        AuditNearest nearest,
        List<AuditScore> scores,
        List<AuditScore> testScores,
        List<String> notes) {
    public AuditOutcome {
        scores = List.copyOf(scores);
        testScores = List.copyOf(testScores);
        notes = List.copyOf(notes);
    }

    /** Whether rows of the inputs were rejected. */
    public boolean partly() {
        return rejected() > 0;
    }

    long rejected() {
        AuditSide tested = rows.test();
        return rows.train().data().rejected()
                + (tested == null ? 0 : tested.data().rejected());
    }

    List<Finding> findings() {
        return new AuditFindings(this).all();
    }

    /** All of it, for a terminal. */
    public String text() {
        return new AuditText(this).text();
    }

    /** All of it, for programs. */
    public Map<String, Object> json() {
        return AuditJson.of(this);
    }
}
