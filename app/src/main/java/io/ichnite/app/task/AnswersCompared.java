package io.ichnite.app.task;

import io.ichnite.metric.JensenShannon;
import io.ichnite.metric.PairedIntervals;
import io.ichnite.metric.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What two models said of the same rows, among the families that both have. Immutable. */
public final class AnswersCompared {
    /** Who is right. */
    enum Right {
        BOTH("both right"),
        ONLY_A("only A right"),
        ONLY_B("only B right"),
        NEITHER("neither");

        private final String words;

        Right(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * A row of which they think differently.
     *
     * @param label empty where it is not known
     * @param divergence of both mixes of probabilities, in bits, 0 to 1
     */
    record Disagreement(
            String id,
            String label,
            String answerA,
            float probabilityA,
            String answerB,
            float probabilityB,
            double divergence) {}

    /**
     * How both did on the rows that have a label.
     *
     * @param by what makes a group
     */
    record Judged(Scores a, Scores b, PairedIntervals differences, String by) {}

    private final List<String> families;
    private final List<String> ids;
    private final int[] labels;
    private final float[] a;
    private final float[] b;
    private final @Nullable Judged judged;

    /**
     * @param labels of the shared families, −1 for none
     * @param a of the first model, shape (rows, families)
     * @param b of the second
     * @param judged null where no row has a label
     */
    AnswersCompared(
            List<String> families, List<String> ids, int[] labels, float[] a, float[] b, @Nullable Judged judged) {
        this.families = List.copyOf(families);
        this.ids = List.copyOf(ids);
        this.labels = labels.clone();
        this.a = a;
        this.b = b;
        this.judged = judged;
    }

    List<String> families() {
        return families;
    }

    int size() {
        return ids.size();
    }

    /** How many have a label. */
    int labelled() {
        return (int) IntStream.of(labels).filter(label -> label >= 0).count();
    }

    String id(int row) {
        return ids.get(row);
    }

    int label(int row) {
        return labels[row];
    }

    @Nullable
    Judged judged() {
        return judged;
    }

    /** The first of the most probable families. */
    int answerA(int row) {
        return answer(a, row);
    }

    int answerB(int row) {
        return answer(b, row);
    }

    private int answer(float[] of, int row) {
        int from = row * families.size();
        int best = 0;
        for (int c = 1; c < families.size(); c++) {
            best = of[from + c] > of[from + best] ? c : best;
        }
        return best;
    }

    float probabilityA(int row, int family) {
        return a[row * families.size() + family];
    }

    float probabilityB(int row, int family) {
        return b[row * families.size() + family];
    }

    /** The share of rows that both answer alike. */
    double agreement() {
        long same = IntStream.range(0, size())
                .filter(row -> answerA(row) == answerB(row))
                .count();
        return (double) same / size();
    }

    /** How much of the agreement is more than chance (Cohen 1960): 1 for all, 0 for none; NaN where each answers one family alone. */
    double kappa() {
        List<List<Integer>> matrix = matrix();
        double chance = 0;
        for (int c = 0; c < families.size(); c++) {
            int column = c;
            double ofA = matrix.get(c).stream().mapToLong(Integer::longValue).sum();
            double ofB = matrix.stream().mapToLong(row -> row.get(column)).sum();
            chance += ofA / size() * (ofB / size());
        }
        return chance >= 1 ? Double.NaN : (agreement() - chance) / (1 - chance);
    }

    /** How often A answered which (row) where B answered which (column). */
    List<List<Integer>> matrix() {
        int[][] counts = new int[families.size()][families.size()];
        for (int row = 0; row < size(); row++) {
            counts[answerA(row)][answerB(row)]++;
        }
        List<List<Integer>> matrix = new ArrayList<>();
        for (int[] row : counts) {
            matrix.add(IntStream.of(row).boxed().toList());
        }
        return matrix;
    }

    /** Who is right about a row that has a label. */
    Right right(int row) {
        boolean ofA = answerA(row) == labels[row];
        boolean ofB = answerB(row) == labels[row];
        return ofA ? (ofB ? Right.BOTH : Right.ONLY_A) : (ofB ? Right.ONLY_B : Right.NEITHER);
    }

    /**
     * How often who was right; each of {@link Right} is there, in its order.
     *
     * @param family whose rows; −1 for all that have a label
     */
    Map<Right, Integer> standing(int family) {
        Map<Right, Integer> counts = new EnumMap<>(Right.class);
        for (Right right : Right.values()) {
            counts.put(right, 0);
        }
        for (int row = 0; row < size(); row++) {
            if (labels[row] >= 0 && (family < 0 || labels[row] == family)) {
                counts.merge(right(row), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** How far both are apart about a row, in bits, 0 to 1. */
    double divergence(int row) {
        return JensenShannon.of(mix(a, row), mix(b, row));
    }

    private double[] mix(float[] of, int row) {
        double[] mix = new double[families.size()];
        for (int c = 0; c < mix.length; c++) {
            mix[c] = of[row * mix.length + c];
        }
        return mix;
    }

    /** The rows of which they think most differently, the farthest apart first. */
    List<Disagreement> disagreements(int most) {
        double[] apart =
                IntStream.range(0, size()).mapToDouble(this::divergence).toArray();
        return IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> -apart[row]))
                .limit(most)
                .map(this::disagreement)
                .toList();
    }

    Disagreement disagreement(int row) {
        return new Disagreement(
                ids.get(row),
                labels[row] < 0 ? "" : families.get(labels[row]),
                families.get(answerA(row)),
                probabilityA(row, answerA(row)),
                families.get(answerB(row)),
                probabilityB(row, answerB(row)),
                divergence(row));
    }

    /** For programs. */
    Map<String, Object> json(int most) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("families", families);
        object.put("rows", size());
        object.put("labelled", labelled());
        object.put("agreement", agreement());
        object.put("kappa", kappa());
        object.put("answers", matrix());
        Judged scores = judged;
        if (scores != null) {
            Map<String, Object> standing = new LinkedHashMap<>();
            standing(-1).forEach((right, count) -> standing.put(right.words().replace(' ', '_'), count));
            object.put("right", standing);
            object.put("a", ScoreJson.headline(scores.a()));
            object.put("b", ScoreJson.headline(scores.b()));
            object.put("differences", differences(scores));
        }
        List<Object> rows = new ArrayList<>();
        for (Disagreement each : disagreements(most)) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("file_id", each.id());
            row.put("label", each.label());
            row.put("answer_a", each.answerA());
            row.put("probability_a", each.probabilityA());
            row.put("answer_b", each.answerB());
            row.put("probability_b", each.probabilityB());
            row.put("divergence", each.divergence());
            rows.add(row);
        }
        object.put("disagreements", rows);
        return object;
    }

    private static Map<String, Object> differences(Judged judged) {
        PairedIntervals intervals = judged.differences();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("group", judged.by());
        object.put("groups", intervals.groups());
        object.put("resamples", intervals.plan().resamples());
        object.put("level", intervals.plan().level());
        object.put("accuracy", difference(intervals.accuracy()));
        object.put("macro_f1", difference(intervals.macroF1()));
        object.put("log_loss", difference(intervals.logLoss()));
        object.put("auroc", difference(intervals.auroc()));
        return object;
    }

    private static Map<String, Object> difference(PairedIntervals.Difference difference) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("b_minus_a", difference.value());
        object.put(
                "interval",
                List.of(difference.interval().low(), difference.interval().high()));
        return object;
    }
}
