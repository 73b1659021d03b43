package io.ichnite.app.task;

import io.ichnite.app.task.AuditClasses.OfClass;
import io.ichnite.app.task.AuditCopies.Count;
import io.ichnite.app.task.AuditDates.Span;
import io.ichnite.app.task.Finding.State;
import io.ichnite.formats.json.Numbers;
import io.ichnite.ingest.Shown;
import io.ichnite.metric.Measure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an audit found, a line a check. */
final class AuditFindings {
    private static final String TRAIN = "train";
    private static final String TEST = "test";
    private static final String BOTH = "both";

    private static final String COPIES = "copies";
    private static final String NEAR = "near copies";
    private static final String CONFLICTS = "two labels";
    private static final String CLASSES = "classes";
    private static final String IDS = "ids";
    private static final String DATES = "dates";
    private static final String VOCABULARY = "vocabulary";
    private static final String GROUPS = "groups";
    private static final String SCORES = "scores";

    /** Names of classes that are told; of more, how many. */
    private static final int NAMED = 5;
    /** A score that is higher by so much where copies are left in is worth a word. */
    private static final double WORTH = 0.005;
    /** As likely as this by chance, a shift is no finding. */
    private static final double CHANCE = 0.05;

    /** Names that fewer than this share of the files call are told, but are no finding. */
    private static final double SOME = 0.01;
    /** Shares below are not rounded. */
    private static final double LITTLE = 0.001;

    private final AuditOutcome outcome;
    private final AuditRows rows;
    private final String things;
    private final List<Finding> findings = new ArrayList<>();

    AuditFindings(AuditOutcome outcome) {
        this.outcome = outcome;
        this.rows = outcome.rows();
        this.things = rows.train().data().bytes() ? "contents" : "sequences";
    }

    List<Finding> all() {
        copies();
        near();
        conflicts();
        classes();
        ids();
        dates();
        vocabulary();
        groups();
        scores();
        return findings;
    }

    /** {@code 969 of 2570 rows (38 %)}. */
    private static String share(long count, long of, String what) {
        return count + " of " + of + " " + what + (of == 0 ? "" : " (" + percent((double) count / of) + ")");
    }

    private static String percent(double share) {
        return share > 0 && share < LITTLE ? "under 0.1 %" : Told.percent(share);
    }

    private void found(String check, String set, long count, long of, String text, String advice) {
        findings.add(new Finding(check, set, State.FOUND, count, of, text, advice));
    }

    private void clean(String check, String set, long of, String text) {
        findings.add(Finding.clean(check, set, of, text));
    }

    private void copies() {
        copies(TRAIN, outcome.train());
        Count test = outcome.test();
        if (test == null) {
            return;
        }
        copies(TEST, test);
        int leaked = outcome.copies().leaked().size();
        if (leaked > 0) {
            found(
                    COPIES,
                    BOTH,
                    leaked,
                    test.rows(),
                    share(leaked, test.rows(), "rows of test") + " are copies of a row of train",
                    "take them out of the test (leaks.csv), or report both scores");
        } else {
            clean(COPIES, BOTH, test.rows(), "no row of test is a copy of a row of train");
        }
    }

    private void copies(String set, Count count) {
        if (count.repeats() > 0) {
            found(
                    COPIES,
                    set,
                    count.repeats(),
                    count.rows(),
                    share(count.repeats(), count.rows(), "rows") + " repeat another: " + count.distinct() + " distinct "
                            + things + ", " + count.repeated() + " of them more than once, one "
                            + count.largest() + " times",
                    set.equals(TRAIN)
                            ? "keep copies in one fold (--group sequence, the default), or one row of each (duplicates.csv)"
                            : "keep one row of each (duplicates.csv), or count each once");
        } else {
            clean(COPIES, set, count.rows(), "no row repeats another");
        }
    }

    private void near() {
        if (outcome.copies().near() == null) {
            findings.add(
                    Finding.unchecked(NEAR, BOTH, "near copies are looked for among traces only, not among bytes", ""));
            return;
        }
        near(TRAIN, outcome.train());
        Count test = outcome.test();
        if (test != null) {
            near(TEST, test);
            int leaked = outcome.copies().nearlyLeaked().size();
            if (leaked > 0) {
                found(
                        NEAR,
                        BOTH,
                        leaked,
                        test.rows(),
                        share(leaked, test.rows(), "rows of test") + " are near copies of a row of train" + threshold(),
                        "take them out of the test too (leaks.csv), or report both scores");
            } else {
                clean(NEAR, BOTH, test.rows(), "no further row of test is a near copy of a row of train" + threshold());
            }
        }
        long left = Objects.requireNonNull(outcome.copies().near()).left();
        if (left > 0) {
            findings.add(Finding.unchecked(
                    NEAR,
                    BOTH,
                    "up to " + left
                            + " pairs were not compared, as too many rows are somewhat alike: there may be more near"
                            + " copies",
                    "a higher --similarity or a longer --shingle has fewer of them"));
        }
    }

    private String threshold() {
        return " (similarity " + Numbers.text(outcome.request().near().similarity()) + " or more)";
    }

    private void near(String set, Count count) {
        if (count.nearGroups() > 0) {
            found(
                    NEAR,
                    set,
                    count.nearRows(),
                    count.rows(),
                    share(count.nearRows(), count.rows(), "rows") + " stand in "
                            + Told.count(count.nearGroups(), "group") + " of near copies" + threshold() + "; "
                            + count.alike() + " repeat another or nearly",
                    "keep them in one fold (--group near)");
        } else {
            clean(NEAR, set, count.rows(), "no near copies" + threshold());
        }
    }

    private void conflicts() {
        AuditConflicts conflicts = outcome.conflicts();
        String set = rows.test() == null ? TRAIN : BOTH;
        if (!conflicts.identical().isEmpty()) {
            found(
                    CONFLICTS,
                    set,
                    conflicts.identical().size(),
                    outcome.copies().identical().size(),
                    conflicts.identical().size()
                            + (conflicts.identical().size() == 1 ? " sequence stands" : " sequences stand")
                            + " under two labels or more: " + Told.count(conflicts.rows(), "row") + ", of which "
                            + conflicts.wrong() + " cannot be answered right",
                    "look at the labels (conflicts.csv): correct them, or leave these rows out");
        } else {
            clean(
                    CONFLICTS,
                    set,
                    outcome.copies().identical().size(),
                    "no " + things.replaceAll("s$", "") + " stands under two labels");
        }
        if (!conflicts.near().isEmpty()) {
            found(
                    CONFLICTS,
                    set,
                    conflicts.near().size(),
                    outcome.copies().alike().size(),
                    Told.count(conflicts.near().size(), "further group") + " of near copies "
                            + (conflicts.near().size() == 1 ? "has" : "have") + " two labels or more: "
                            + Told.count(conflicts.nearRows(), "row"),
                    "look at the labels (conflicts.csv)");
        }
    }

    private void classes() {
        AuditClasses classes = outcome.classes();
        unlabelled(TRAIN, classes.unlabelledTrain(), rows.trainRows(), "--labels L.csv");
        if (rows.test() != null) {
            unlabelled(TEST, classes.unlabelledTest(), rows.testRows(), "--test-labels L.csv");
        }
        List<String> thin = classes.classes().stream()
                .filter(c -> c.train().rows() > 0
                        && c.train().groups() < outcome.request().folds())
                .map(OfClass::name)
                .toList();
        if (!thin.isEmpty()) {
            found(
                    CLASSES,
                    TRAIN,
                    thin.size(),
                    classes.classes().size(),
                    named(thin) + ": fewer than " + outcome.request().folds()
                            + " rows that are not copies or near copies of each other",
                    "gather more of it, or join it with another; its score rests on next to nothing");
        }
        if (rows.test() == null || classes.unlabelledTest() == rows.testRows()) {
            return;
        }
        List<String> untested = classes.missingInTest();
        List<OfClass> unlearned = classes.missingInTrain();
        if (!untested.isEmpty()) {
            found(
                    CLASSES,
                    TEST,
                    untested.size(),
                    classes.classes().size(),
                    "not in test: " + named(untested),
                    "nothing can be said about it; draw the test so that it has every class");
        }
        if (!unlearned.isEmpty()) {
            int missed = unlearned.stream().mapToInt(c -> c.test().rows()).sum();
            found(
                    CLASSES,
                    TRAIN,
                    unlearned.size(),
                    classes.classes().size(),
                    "not in train: "
                            + named(unlearned.stream().map(OfClass::name).toList()) + ", "
                            + share(missed, rows.testRows(), "rows of test"),
                    "no answer to these rows can be right; measure them as novel (novelty, drift)");
        }
        if (untested.isEmpty() && unlearned.isEmpty()) {
            clean(CLASSES, BOTH, classes.classes().size(), "every class stands on both sides");
        }
    }

    private void unlabelled(String set, int unlabelled, int all, String option) {
        if (unlabelled > 0) {
            findings.add(Finding.unchecked(
                    CLASSES,
                    set,
                    share(unlabelled, all, "rows") + " have no label and are in no check of labels, and in no score",
                    option + " gives labels"));
        }
    }

    private static String named(List<String> names) {
        List<String> shown = names.stream().limit(NAMED).map(Shown::plain).toList();
        int more = names.size() - shown.size();
        return (names.size() == 1 ? "class " : "classes ")
                + String.join(", ", shown)
                + (more == 0 ? "" : " and " + more + " more");
    }

    private void ids() {
        AuditIds ids = outcome.ids();
        if (ids == null) {
            return;
        }
        int shared = ids.shared().size();
        if (shared == 0) {
            clean(IDS, BOTH, rows.testRows(), "no file_id stands on both sides");
        } else if (ids.same() > 0) {
            found(
                    IDS,
                    BOTH,
                    ids.same(),
                    rows.testRows(),
                    share(shared, rows.testRows(), "rows of test") + " have a file_id of train, " + ids.same()
                            + " of them with the same content"
                            + (ids.relabelled() == 0 ? "" : ", " + ids.relabelled() + " under another label"),
                    "these files stand on both sides: take them out of one");
        } else {
            clean(
                    IDS,
                    BOTH,
                    rows.testRows(),
                    shared
                            + " rows of test have a file_id of train, none with the same content: numbers that were given"
                            + " anew, it seems");
        }
    }

    private void dates() {
        AuditDates dates = outcome.dates();
        if (rows.test() == null) {
            return;
        }
        if (!dates.known()) {
            String lacking = dates.train().dated() > 0 ? TEST : dates.test().dated() > 0 ? TRAIN : "train and test";
            findings.add(Finding.unchecked(
                    DATES,
                    BOTH,
                    "no dates of " + lacking + ": whether train looks back only cannot be told",
                    "--labels and --test-labels may have a column first_seen"));
            return;
        }
        for (Span span : List.of(dates.train(), dates.test())) {
            if (span.dated() < span.rows()) {
                findings.add(Finding.unchecked(
                        DATES,
                        span.equals(dates.train()) ? TRAIN : TEST,
                        share(span.rows() - span.dated(), span.rows(), "rows") + " have no date",
                        ""));
            }
        }
        String spans = "train " + span(dates.train()) + ", test " + span(dates.test());
        if (dates.later() > 0) {
            found(
                    DATES,
                    BOTH,
                    dates.later(),
                    dates.train().dated(),
                    share(dates.later(), dates.train().dated(), "dated rows of train")
                            + " were first seen after the first row of test, and "
                            + share(dates.earlier(), dates.test().dated(), "of test") + " before the last of train: "
                            + spans,
                    "split by date (train --train-until), or say that the score is not one of the future");
        } else {
            clean(DATES, BOTH, dates.train().dated(), "train ends before test begins: " + spans);
        }
    }

    private static String span(Span span) {
        LocalDate first = span.first();
        return first == null ? "–" : first + " to " + span.last();
    }

    private void vocabulary() {
        AuditVocabulary vocabulary = outcome.vocabulary();
        if (vocabulary == null) {
            return;
        }
        missing(
                vocabulary.unseen(),
                TEST,
                "names that train never calls",
                "they are one unknown word to a model: retrain with newer rows if they carry much");
        missing(vocabulary.gone(), TRAIN, "names that test never calls", "");
        MixShift shift = vocabulary.shift();
        String text = String.format(
                Locale.ROOT,
                "mixes of calls are %.4f bits apart (Jensen–Shannon); dealt by chance %.4f, one in twenty %.4f: p %s %.3f, %d groups",
                shift.divergence(),
                shift.usual(),
                shift.high(),
                shift.chance() <= 1.0 / (1 + shift.dealt()) ? "≤" : "=",
                shift.chance(),
                shift.groups());
        if (!Double.isFinite(shift.divergence()) || !Double.isFinite(shift.chance())) {
            findings.add(Finding.unchecked(VOCABULARY, BOTH, "mixes of calls cannot be compared: too few groups", ""));
        } else if (shift.chance() <= CHANCE) {
            found(
                    VOCABULARY,
                    BOTH,
                    0,
                    0,
                    text,
                    "train and test are of two populations (vocabulary.csv tells what moved): a score on one says less of"
                            + " the other");
        } else {
            clean(VOCABULARY, BOTH, 0, text);
        }
    }

    private void missing(AuditVocabulary.Missing missing, String set, String what, String advice) {
        double called = (double) missing.calls() / Math.max(1, missing.allCalls());
        String text = missing.names() + " of " + missing.allNames() + " " + what + ", "
                + percent(called) + " of the calls, in "
                + share(missing.files(), missing.allFiles(), "files");
        if (missing.names() == 0) {
            clean(VOCABULARY, set, missing.allNames(), "no " + what);
        } else if (advice.isEmpty() || missing.files() < SOME * missing.allFiles()) {
            clean(VOCABULARY, set, missing.allNames(), text);
        } else {
            found(VOCABULARY, set, missing.names(), missing.allNames(), text, advice);
        }
    }

    private void groups() {
        AuditKin kin = outcome.kin();
        if (kin == null) {
            findings.add(Finding.unchecked(
                    GROUPS,
                    BOTH,
                    "which rows are of one program, campaign or source is not known",
                    "--group FILE.csv:COLUMN tells; rows of one program on both sides make a score better than it is"));
            return;
        }
        String name = Shown.plain(kin.name());
        if (kin.several() > 0) {
            found(
                    GROUPS,
                    TRAIN,
                    kin.several(),
                    kin.train(),
                    rows.trainRows() + " rows are of " + kin.train() + " groups by " + name + ", " + kin.several()
                            + " of more than one row: a split drawn row by row has them on both sides",
                    "fold by it: crossvalidate --group FILE.csv:" + name);
        } else {
            clean(GROUPS, TRAIN, kin.train(), "every row is a group of its own by " + name);
        }
        if (rows.test() == null) {
            return;
        }
        if (!kin.known()) {
            findings.add(Finding.unchecked(
                    GROUPS, BOTH, "groups of test are not known", "--test-group FILE.csv:COLUMN tells"));
        } else if (kin.leaked().isEmpty()) {
            clean(GROUPS, BOTH, kin.test(), "no group by " + name + " stands on both sides");
        } else {
            found(
                    GROUPS,
                    BOTH,
                    kin.leaked().size(),
                    rows.testRows(),
                    kin.shared() + " of " + kin.test() + " groups of test by " + name + " stand in train too: "
                            + share(kin.leaked().size(), rows.testRows(), "rows of test"),
                    "the test may measure who is recognised, not what is understood; report rows of unseen groups apart");
        }
    }

    private void scores() {
        compared(TRAIN, "with", score(outcome.scores(), "random"), outcome.scores());
        compared(
                BOTH,
                "on",
                score(outcome.testScores(), "all"),
                outcome.testScores().stream()
                        .filter(score -> score.word().startsWith("no_"))
                        .toList());
        outcome.notes().forEach(note -> findings.add(Finding.unchecked(SCORES, TRAIN, note, "")));
    }

    /** How far scores fall from the easiest way to measure to the others. */
    private void compared(String set, String with, @Nullable AuditScore easy, List<AuditScore> others) {
        if (easy == null) {
            return;
        }
        double one = Measure.MACRO_F1.of(easy.scores());
        double least = one;
        List<String> parts = new ArrayList<>(List.of(Told.three(one) + " " + with + " " + easy.words()));
        for (AuditScore other : others) {
            if (other != easy) {
                double number = Measure.MACRO_F1.of(other.scores());
                least = Math.min(least, number);
                parts.add(Told.three(number) + " " + with + " " + other.words());
            }
        }
        if (parts.size() == 1) {
            return;
        }
        String text = "a linear model's macro-F1 is " + String.join(", ", parts);
        if (one - least >= WORTH) {
            found(
                    SCORES,
                    set,
                    0,
                    0,
                    text,
                    "expect no more than the least of new files; the first counts what was seen before");
        } else {
            clean(SCORES, set, easy.rows(), text);
        }
    }

    private static @Nullable AuditScore score(List<AuditScore> scores, String word) {
        return scores.stream().filter(s -> s.word().equals(word)).findFirst().orElse(null);
    }
}
