package io.ichnite.app.task;

import io.ichnite.app.report.Block;
import io.ichnite.app.report.Block.Paragraph;
import io.ichnite.app.report.Block.Pictures;
import io.ichnite.app.report.Block.Shown;
import io.ichnite.app.report.Page.Section;
import io.ichnite.app.report.Words;
import io.ichnite.nn.Summary;
import io.ichnite.train.History;
import java.util.ArrayList;
import java.util.List;

/** How training went, for a reader who has not seen one before. */
final class TrainingSection {
    private static final double WIDTH = 400;

    private TrainingSection() {}

    static Section of(TrainedModel trained) {
        return new Section("training", "How training went", blocks(trained, "run"));
    }

    /** @param row what the network learns from, one of them */
    static List<Block> blocks(TrainedModel trained, String row) {
        History history = trained.history();
        TrainingPictures pictures = new TrainingPictures(history, WIDTH, false);
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(Words.of("The network ")
                .code(trained.bundle().network().name())
                .and(" has " + Told.count(Summary.parameters(trained.bundle().network()))
                        + " numbers to learn. An epoch is one pass over all training " + row + "s; there were "
                        + history.epochs().size()
                        + ". The loss says how surprised the network is by the truth: 0 is not at all, and the lower the"
                        + " better. What counts is the dashed line, of " + row + "s that it does not learn from.")));
        blocks.add(new Pictures(List.of(
                new Shown("Loss", Words.of("Lower is better."), pictures.loss()),
                new Shown("Accuracy", Words.of("Higher is better; 1 is every answer right."), pictures.accuracy()))));
        blocks.add(Paragraph.of(kept(history)));
        blocks.add(Paragraph.of(overfitting(history, row)));
        return blocks;
    }

    private static String kept(History history) {
        if (history.kept() < 1) {
            return "No epoch was finished.";
        }
        History.Epoch kept = history.epochs().get(history.kept() - 1);
        String training = "The weights of epoch " + history.kept() + " were kept: there the loss was "
                + Told.two(kept.loss()) + " in training";
        return Double.isNaN(kept.validationLoss())
                ? training + "."
                : training + " and " + Told.two(kept.validationLoss()) + " in validation, with "
                        + Told.percent(kept.validationAccuracy()) + " answered right.";
    }

    private static String overfitting(History history, String row) {
        StringBuilder text = new StringBuilder();
        if (history.overfitsFrom().isPresent()) {
            text.append("From epoch " + history.overfitsFrom().getAsInt()
                    + " on the network learns by heart: its loss goes on falling on the " + row
                    + "s that it trains on, and no"
                    + " longer on the others. More epochs would not have helped.");
        } else if (history.epochs().stream().allMatch(epoch -> Double.isNaN(epoch.validationLoss()))) {
            text.append("Nothing was kept for validation, so that nobody knows whether it learns by heart.");
        } else {
            text.append("No overfitting was seen: the validation loss had not turned upwards for good when training"
                    + " ended, and more epochs might have helped.");
        }
        List<String> lowered = history.lowered().stream()
                .map(epoch -> epoch + " (to "
                        + Told.rate(history.epochs().get(epoch - 1).learningRate()) + ")")
                .toList();
        if (!lowered.isEmpty()) {
            text.append(" The learning rate was lowered with epoch ")
                    .append(String.join(", ", lowered))
                    .append('.');
        }
        return text.toString();
    }
}
