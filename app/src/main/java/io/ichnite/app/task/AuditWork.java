package io.ichnite.app.task;

import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.TraceData;
import io.ichnite.data.DistinctRows;
import io.ichnite.data.Encoding;
import io.ichnite.data.NearGroups;
import io.ichnite.data.SequenceGroups;
import io.ichnite.data.Sequences;
import io.ichnite.data.TraceSequences;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.sample.Order;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks over one set, or two that are to be training and test: what would make a score better than it should be. */
public final class AuditWork {
    private final Streams streams;
    private final int threads;

    public AuditWork(Streams streams, int threads) {
        this.streams = streams;
        this.threads = threads;
    }

    /**
     * Audits.
     *
     * @throws BadConfig if a set is of ready arrays, or one of traces and the other of bytes
     * @throws BadInput if a set has no rows
     */
    public AuditOutcome run(AuditSide train, @Nullable AuditSide test, AuditRequest request) throws IOException {
        check(train.data(), train.data());
        if (test != null) {
            check(test.data(), train.data());
        }
        AuditRows rows = new AuditRows(train, test);
        AuditCopies copies = copies(rows, request);
        AuditScoring scoring = new AuditScoring(streams, threads, request, rows, copies);
        List<AuditScore> scores = request.scored() ? scoring.crossValidated() : List.of();
        List<AuditScore> testScores = request.scored() ? scoring.onTest() : List.of();
        return new AuditOutcome(
                request,
                rows,
                copies,
                copies.count(rows.ofTrain()),
                test == null ? null : copies.count(rows.ofTest()),
                AuditConflicts.of(rows, copies),
                AuditClasses.of(rows, copies),
                test == null ? null : AuditIds.of(rows, copies),
                AuditDates.of(rows),
                vocabulary(rows, copies, request),
                train.kin() == null ? null : AuditKin.of(rows),
                AuditNearest.of(rows, copies, request.seed(), threads),
                scores,
                testScores,
                scoring.notes());
    }

    private static void check(Data data, Data first) {
        if (data.ready()) {
            throw new BadConfig(data.name()
                    + ": ready arrays have lost names, ids and dates; expected traces or files of bytes to audit");
        }
        if (data.bytes() != first.bytes()) {
            throw new BadConfig(data.name() + ": expected " + (first.bytes() ? "files of bytes" : "traces") + ", as "
                    + first.name() + " holds");
        }
        if (data.size() == 0) {
            throw BadInput.in(data.name(), "expected rows, found none");
        }
    }

    private AuditCopies copies(AuditRows rows, AuditRequest request) throws IOException {
        AuditSide test = rows.test();
        int length = request.length() == null ? Integer.MAX_VALUE : request.length();
        if (rows.train().data().bytes()) {
            if (request.order() != Order.TID) {
                throw new BadConfig(rows.train().data().name() + ": bytes have one order; --order is for traces");
            }
            Encoding whole = new Encoding(Order.TID, length, false);
            List<String> keys = new ArrayList<>(
                    rows.train().data().sequenceKeys(rows.train().data().rows(), whole));
            if (test != null) {
                keys.addAll(test.data().sequenceKeys(test.data().rows(), whole));
            }
            return new AuditCopies(rows, DistinctRows.of(keys), null);
        }
        List<TraceSequences.Part> parts = new ArrayList<>();
        parts.add(part(rows.train().data(), request.order(), length));
        if (test != null) {
            parts.add(part(test.data(), request.order(), length));
        }
        Sequences sequences = new TraceSequences(parts);
        streams.say("looking for copies among " + sequences.size() + " traces");
        DistinctRows distinct = DistinctRows.of(SequenceGroups.of(sequences));
        Progress progress = new Progress(streams, System::nanoTime);
        try {
            return new AuditCopies(
                    rows,
                    distinct,
                    NearGroups.of(
                            sequences,
                            distinct,
                            request.near(),
                            threads,
                            (done, all) -> progress.part("looking for near copies", done, all)));
        } finally {
            progress.clear();
        }
    }

    private static TraceSequences.Part part(Data data, Order order, int length) {
        TraceData traces = (TraceData) data;
        // says in words what the traces do not offer
        data.encoding(new Encoding(order, 1, false));
        return new TraceSequences.Part(traces.traces(), data.rows(), order, length);
    }

    private @Nullable AuditVocabulary vocabulary(AuditRows rows, AuditCopies copies, AuditRequest request) {
        AuditSide side = rows.test();
        if (side == null
                || !(side.data() instanceof TraceData test)
                || !(rows.train().data() instanceof TraceData train)) {
            return null;
        }
        streams.say("comparing what train and test call");
        boolean kin = rows.train().kin() != null && side.kin() != null;
        MixShift shift = MixShift.of(
                train.traces(),
                file -> kin ? Objects.requireNonNull(rows.kin(file)) : (Object) copies.group(file),
                test.traces(),
                file -> kin
                        ? Objects.requireNonNull(rows.kin(rows.trainRows() + file))
                        : (Object) copies.group(rows.trainRows() + file),
                request.seed());
        return AuditVocabulary.of(train, test, shift);
    }
}
