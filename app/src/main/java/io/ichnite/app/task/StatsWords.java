package io.ichnite.app.task;

import io.ichnite.sample.Order;
import io.ichnite.stats.Apart;
import io.ichnite.stats.Contrast;
import io.ichnite.stats.LengthShare;
import io.ichnite.stats.OrderChange;
import io.ichnite.stats.Together;
import io.ichnite.stats.TraceClasses;
import io.ichnite.stats.TraceStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the numbers say, in sentences. */
final class StatsWords {
    private static final double LN10 = Math.log(10);

    private final TraceStats counts;

    StatsWords(TraceStats counts) {
        this.counts = counts;
    }

    /** {@code 3.1e-123}, however small; from the natural logarithm. */
    static String chance(double log) {
        double ten = log / LN10;
        if (ten > -3) {
            return String.format(Locale.ROOT, "%.3f", StrictMath.exp(log));
        }
        double whole = Math.floor(ten);
        String digits = String.format(Locale.ROOT, "%.1f", StrictMath.pow(10, ten - whole));
        return digits.equals("10.0")
                ? String.format(Locale.ROOT, "1.0e%.0f", whole + 1)
                : String.format(Locale.ROOT, "%se%.0f", digits, whole);
    }

    /** {@code 12}, {@code 0.031}: two digits that count, more where the number is large. */
    static String ratio(double ratio) {
        if (ratio >= 1e6) {
            return String.format(Locale.ROOT, "%.1e", ratio);
        }
        if (ratio >= 10) {
            return String.format(Locale.ROOT, "%,.0f", ratio);
        }
        return ratio >= 0.1 ? String.format(Locale.ROOT, "%.2f", ratio) : String.format(Locale.ROOT, "%.2g", ratio);
    }

    /** The item's name; a pair's names with an arrow. */
    String item(Apart apart) {
        String first = counts.apiNames().get(apart.first());
        return apart.second() < 0 ? first : first + " → " + counts.apiNames().get(apart.second());
    }

    /** The same, and how many others occur in the same sequences. */
    String item(Together together) {
        int others = together.others().size();
        return item(together.first()) + (others == 0 ? "" : " (+" + others + ")");
    }

    /** What a person should know of classes before reading on. */
    List<String> classes() {
        List<String> words = new ArrayList<>();
        int together = counts.classes().together();
        if (together > 0) {
            words.add(Told.count(together) + " labels with the fewest files stand together as '" + TraceClasses.OTHERS
                    + "': of so many APIs no more classes are told apart.");
        }
        int unlabelled = counts.classes().unlabelled();
        if (unlabelled > 0 && counts.classes().size() > 0) {
            words.add(Told.count(unlabelled, "file")
                    + (unlabelled == 1 ? " has" : " have")
                    + " no label: counted, but in no comparison of classes.");
        }
        int alike = counts.files() - counts.sequences();
        if (alike > 0) {
            words.add(Told.count(alike, "file") + " (" + Told.percent((double) alike / counts.files())
                    + ") repeat" + (alike == 1 ? "s" : "")
                    + " the calls of another; where classes are compared, each distinct"
                    + " sequence of a class counts once.");
        }
        return words;
    }

    /** How to choose an order, from what the orders do. */
    List<String> orders() {
        List<String> words = new ArrayList<>();
        int several = counts.severalThreads();
        boolean sorted = counts.same(Order.ARRIVAL, Order.TID);
        if (counts.files() == 0 || !known(Order.ARRIVAL) || !known(Order.TID)) {
            return words;
        }
        if (several == 0) {
            words.add("No file has several threads"
                    + (sorted
                            ? ": every order gives the same calls."
                            : "; arrival alone differs, as rows of a thread did not come by their index."));
            return words;
        }
        words.add(Told.count(several) + " of " + Told.count(counts.files(), "file") + " ("
                + Told.percent((double) several / counts.files()) + ") "
                + (several == 1 ? "has" : "have") + " several threads.");
        OrderChange arrival = change(Order.ARRIVAL);
        if (sorted) {
            words.add("Rows came thread by thread: arrival is tid, and says nothing of how threads took turns.");
        } else {
            words.add(String.format(
                    Locale.ROOT,
                    "As calls arrived, a thread makes %s of them before another takes over, in files of several threads;"
                            + " tid puts another API at %s of all places.",
                    calls(arrival.meanTurn()),
                    Told.percent(share(arrival.callsUnlikeTid()))));
        }
        if (known(Order.CLOCK)) {
            OrderChange clock = change(Order.CLOCK);
            if (clock.filesUnlikeArrival() == 0) {
                words.add("clock is arrival in every file: the index is one clock for the file, and rows came by it.");
            } else if (clock.filesUnlikeArrival() >= several / 2.0 && clock.meanTurn() < 2) {
                words.add("clock changes threads at nearly every call and differs from arrival in "
                        + Told.count(clock.filesUnlikeArrival(), "file")
                        + ": the index seems to be counted within each thread, which is no clock.");
            } else {
                words.add("clock differs from arrival in " + Told.count(clock.filesUnlikeArrival(), "file") + ".");
            }
        }
        if (known(Order.FIRST_SEEN) && change(Order.FIRST_SEEN).filesUnlikeTid() == 0) {
            words.add("first-seen is tid in every file: threads with lower numbers began earlier.");
        }
        return words;
    }

    private boolean known(Order order) {
        return counts.orders().stream().anyMatch(change -> change.order() == order);
    }

    private OrderChange change(Order order) {
        return counts.orders().stream()
                .filter(change -> change.order() == order)
                .findFirst()
                .orElseThrow();
    }

    private double share(long calls) {
        long all = counts.lengths().sum();
        return all == 0 ? 0 : (double) calls / all;
    }

    static String calls(double number) {
        return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, number < 100 ? "%,.1f" : "%,.0f", number);
    }

    /** What a length keeps, in a sentence; none for no files. */
    List<String> lengths() {
        List<String> words = new ArrayList<>();
        List<LengthShare> shares = counts.lengthShares();
        if (counts.files() == 0 || shares.isEmpty()) {
            return words;
        }
        for (double wanted : new double[] {0.9, 0.99}) {
            shares.stream()
                    .filter(share -> share.shareWhole() >= wanted)
                    .findFirst()
                    .ifPresent(share -> words.add(Told.count(share.length())
                            + " is the least of these lengths that keeps " + Told.percent(wanted)
                            + " of the files whole; it keeps " + Told.percent(share.shareKept()) + " of all calls."));
        }
        return words;
    }

    /** How items were tested. */
    String tests(Contrast contrast, String what) {
        return Told.count(contrast.items()) + " " + what + " in " + Told.count(comparable()) + " classes: "
                + Told.count(contrast.tests()) + " tests, " + Told.count(contrast.found())
                + " of them stand at a rate of false discoveries of "
                + Told.percent(Contrast.RATE) + ".";
    }

    /** Classes that have a sequence. */
    private int comparable() {
        int classes = 0;
        for (int family = 0; family < counts.classes().size(); family++) {
            classes += counts.sequences(family) > 0 ? 1 : 0;
        }
        return classes;
    }

    /** Whether there is anything to set apart. */
    boolean compared() {
        return comparable() > 1;
    }

    /** Why not. */
    String uncompared() {
        return comparable() == 0
                ? "No file has a label: nothing is compared. --labels gives labels to a store."
                : "All labels are one class: there is nothing to set it apart from.";
    }

    /** What was left out of pairs; none if nothing was. */
    List<String> cut() {
        int among = counts.pairsApart().among();
        return among >= counts.apiNames().size()
                ? List.of()
                : List.of("There are more different pairs than are counted: pairs are those of the "
                        + Told.count(among) + " APIs that occur in the most files, out of "
                        + Told.count(counts.apiNames().size()) + ".");
    }

    static final String METHOD =
            "Fisher's exact test, two-sided, of how many distinct sequences hold it, in the class and elsewhere; q is the chance"
                    + " corrected for all tests of the table's kind by Benjamini and Hochberg. Odds ratio: odds here over odds"
                    + " elsewhere, a half added to each count. (+2): two others occur in exactly the same sequences.";
}
