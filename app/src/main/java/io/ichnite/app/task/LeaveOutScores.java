package io.ichnite.app.task;

import io.ichnite.formats.npy.NpyArray;
import io.ichnite.metric.ScoredRows;
import java.util.Arrays;
import java.util.List;

/** What every candidate gave for the rows of a part, higher = more familiar. */
final class LeaveOutScores {
    private final LeaveOutPart part;
    private final double[] scores;

    /** @param scores a row a candidate: of the known rows, then of the novel ones, family by family */
    LeaveOutScores(LeaveOutPart part, NpyArray scores) {
        this.part = part;
        this.scores = scores.doubles();
    }

    LeaveOutPart part() {
        return part;
    }

    /**
     * A candidate's scores of the known rows, and of those of one family.
     *
     * @param which of the families that were left out, by its place
     * @param groups a key for each row of the data
     */
    ScoredRows rows(int candidate, int which, List<String> groups) {
        int begin = candidate * part.scored();
        int end = begin + part.known().size();
        double[] known = Arrays.copyOfRange(scores, begin, end);
        for (int i = 0; i < which; i++) {
            end += part.novel().get(i).size();
        }
        List<Integer> novel = part.novel().get(which);
        return ScoredRows.of(
                known,
                keys(part.known(), groups),
                Arrays.copyOfRange(scores, end, end + novel.size()),
                keys(novel, groups));
    }

    private static List<String> keys(List<Integer> rows, List<String> groups) {
        return rows.stream().map(groups::get).toList();
    }
}
