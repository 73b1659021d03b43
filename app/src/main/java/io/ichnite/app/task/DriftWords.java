package io.ichnite.app.task;

import io.ichnite.drift.DriftPlan.Subject;
import io.ichnite.drift.Movement;
import io.ichnite.drift.Movement.Way;
import io.ichnite.sample.Families;
import java.util.Locale;
import java.util.stream.Collectors;

/** What moved, in words. */
final class DriftWords {
    private DriftWords() {}

    static String subject(Subject subject) {
        return subject == Subject.ERRORS ? "errors" : "familiarity";
    }

    /** {@code rust: errors 2 % to 60 %; msvc: answers 30 % to 70 %}; empty where none moved. */
    static String classes(Families families, Movement movement) {
        return movement.classes().stream()
                .map(each -> families.names().get(each.family()) + ": "
                        + (each.way() == Way.ERRORS ? "errors " : "answers ") + Told.percent(each.before()) + " to "
                        + Told.percent(each.after()))
                .collect(Collectors.joining("; "));
    }

    /** {@code 17 +2.1 (0.83)}: which unit, how far its mean moved in deviations, and how far both distributions are apart. */
    static String features(Movement movement) {
        return movement.features().stream()
                .map(each ->
                        String.format(Locale.ROOT, "%d %+.1f (%.2f)", each.feature(), each.shift(), each.distance()))
                .collect(Collectors.joining("; "));
    }
}
