package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LeaveOutPlanTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    private final List<Integer> families = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();

    /** 200 rows; a tenth of them in groups that any family may have. */
    private LeaveOutPlan plan(long seed) {
        Random random = new Random(seed);
        for (int row = 0; row < 200; row++) {
            int family = random.nextInt(NAMES.size());
            families.add(family);
            groups.add(random.nextInt(10) == 0 ? "all" + random.nextInt(4) : family + "-" + random.nextInt(8));
        }
        return new LeaveOutPlan(NAMES, families, groups, 3, seed);
    }

    private Set<String> keys(List<Integer> rows) {
        return new HashSet<>(rows.stream().map(groups::get).toList());
    }

    @Test
    void novelKnownAndTrainedRowsHaveNoKinAmongEachOther() {
        for (long seed = 1; seed <= 20; seed++) {
            families.clear();
            groups.clear();
            LeaveOutPlan plan = plan(seed);
            List<LeaveOutPart> parts = new ArrayList<>();
            for (int family = 0; family < NAMES.size(); family++) {
                parts.addAll(plan.without(family));
            }
            parts.add(plan.without(0, 3));
            parts.add(plan.without(2, 4));
            for (LeaveOutPart part : parts) {
                Set<String> train = keys(part.train());
                Set<String> known = keys(part.known());
                assertTrue(train.stream().noneMatch(known::contains));
                part.train().forEach(row -> assertFalse(part.families().contains(families.get(row))));
                part.known().forEach(row -> assertFalse(part.families().contains(families.get(row))));
                for (int i = 0; i < part.families().size(); i++) {
                    int family = part.families().get(i);
                    List<Integer> novel = part.novel().get(i);
                    assertFalse(novel.isEmpty());
                    novel.forEach(row -> assertEquals(family, families.get(row)));
                    Set<String> own = keys(novel);
                    assertTrue(train.stream().noneMatch(own::contains));
                    assertTrue(known.stream().noneMatch(own::contains));
                }
            }
        }
    }

    @Test
    void everyRowOfTheOthersIsHeldOutOnce() {
        LeaveOutPlan plan = plan(1);
        TreeSet<Integer> held = new TreeSet<>();
        for (LeaveOutPart part : plan.without(2)) {
            part.known().forEach(row -> assertTrue(held.add(row)));
            assertEquals(part.known().size() + part.novel().get(0).size(), part.scored());
        }
        for (int row = 0; row < families.size(); row++) {
            assertEquals(families.get(row) != 2, held.contains(row));
        }
    }

    @Test
    void whatAFamilyIsLikeDoesNotChangeHowTheOthersAreDealtWithoutIt() {
        LeaveOutPlan plan = plan(4);
        List<LeaveOutPart> before = plan.without(1);
        List<String> other = new ArrayList<>(groups);
        for (int row = 0; row < other.size(); row++) {
            if (families.get(row) == 1) {
                other.set(row, "one for all");
            }
        }
        List<LeaveOutPart> after = new LeaveOutPlan(NAMES, families, other, 3, 4).without(1);
        for (int fold = 0; fold < 3; fold++) {
            assertEquals(before.get(fold).train(), after.get(fold).train());
            assertEquals(before.get(fold).known(), after.get(fold).known());
        }
    }

    @Test
    void rowsOfAFamilyThatNothingWasLearnedOfAreNeitherKnownNorNovel() {
        // All rows of d are of one group, so that in the fold that holds it out nothing is learned of d.
        List<Integer> of = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int row = 0; row < 40; row++) {
            of.add(row % 4);
            keys.add(row % 4 == 3 ? "d" : "g" + row);
        }
        LeaveOutPlan plan = new LeaveOutPlan(List.of("a", "b", "c", "d"), of, keys, 2, 1);
        for (LeaveOutPart part : plan.without(0)) {
            boolean learned = part.train().stream().anyMatch(row -> of.get(row) == 3);
            assertFalse(part.known().stream().anyMatch(row -> of.get(row) == 3), "learned " + learned);
        }
        assertEquals(List.of(0, 1, 2, 3), plan.candidates());
    }

    @Test
    void familiesWhoseRowsAllHaveKinCannotBeNovel() {
        LeaveOutPlan plan = new LeaveOutPlan(
                List.of("a", "b", "c"), List.of(0, 0, 1, 1, 2, 2), List.of("x", "y", "x", "z", "x", "x"), 2, 1);
        assertEquals(List.of(0, 1), plan.candidates());
        assertEquals(2, plan.kin(2));
        assertEquals(1, plan.kin(0));
    }

    @Test
    void tooFewFamiliesOrGroupsAreRefused() {
        assertThrows(BadConfig.class, () -> new LeaveOutPlan(List.of("a", "b"), List.of(0, 1), List.of("", ""), 2, 1));
        LeaveOutPlan one = new LeaveOutPlan(List.of("a", "b", "c"), List.of(0, 1, 2), List.of("x", "y", "z"), 5, 1);
        BadConfig e = assertThrows(BadConfig.class, () -> one.without(0));
        assertTrue(String.valueOf(e.getMessage()).startsWith("without a: expected at least 5 groups"), e.getMessage());
    }
}
