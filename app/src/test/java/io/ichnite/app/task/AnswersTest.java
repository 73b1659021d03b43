package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.app.task.Answers.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Answers ANSWERS =
            Answers.of(List.of("a", "b", "c"), List.of("7", "8", "9", "10"), new float[] {
                0.2f, 0.5f, 0.3f, 0.9f, 0.02f, 0.08f, 0.1f, 0.2f, 0.7f, 0.4f, 0.4f, 0.2f
            });

    @Test
    void theTwoMostProbable() {
        assertEquals(
                List.of(
                        new Answer("7", 1, 0.5f, 2, 0.3f),
                        new Answer("8", 0, 0.9f, 2, 0.08f),
                        new Answer("9", 2, 0.7f, 1, 0.2f),
                        new Answer("10", 0, 0.4f, 1, 0.4f)),
                ANSWERS.rows());
    }

    @Test
    void countedAndSorted() {
        assertEquals(List.of(2, 1, 1), ANSWERS.counts());
        assertEquals(
                List.of("8", "9", "7", "10"),
                ANSWERS.bySureness().stream().map(Answer::id).toList());
    }

    @Test
    void ofOneClassThereIsNoOther() {
        Answers sure = Answers.of(List.of("only"), List.of("1"), new float[] {1});
        assertEquals(List.of(new Answer("1", 0, 1, 0, 1)), sure.rows());
    }
}
