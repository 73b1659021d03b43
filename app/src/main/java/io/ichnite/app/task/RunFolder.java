package io.ichnite.app.task;

import io.ichnite.app.show.PictureFiles;
import io.ichnite.app.show.Streams;
import io.ichnite.train.EpochListener;
import io.ichnite.train.History;
import io.ichnite.train.Insight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A training's folder: history.csv after each epoch, pictures as often as they cost little. Used by one thread. */
public final class RunFolder implements EpochListener {
    /** Drawing takes at most one part of so many of the time: epochs of a second are not all drawn. */
    private static final int SHARE = 10;

    private final Path folder;
    private final Streams streams;
    private final PictureFiles pictures;
    private final boolean keepBest;
    private final List<History.Epoch> epochs = new ArrayList<>();
    private long drawn;
    private long cost;

    /** @param keepBest whether the epoch of the lowest validation loss is the one that is kept */
    public RunFolder(Path folder, Streams streams, boolean keepBest) {
        this.folder = folder;
        this.streams = streams;
        this.pictures = new PictureFiles(streams::say);
        this.keepBest = keepBest;
    }

    @Override
    public void begin(List<History.Epoch> before, Insight insight) {
        epochs.addAll(before);
    }

    /** A disk that refuses is told, and does not end training. */
    @Override
    public void epoch(History.Epoch epoch, Insight insight) {
        epochs.add(epoch);
        History history = History.of(epochs, keepBest);
        try {
            if (cost == 0 || System.nanoTime() - drawn >= SHARE * cost) {
                write(history);
            } else {
                HistoryFile.write(history, folder.resolve("history.csv"));
            }
        } catch (IOException e) {
            streams.say("warning: " + folder + " could not be renewed: " + e);
        }
    }

    /** Writes history.csv, and the curves of loss and accuracy. */
    public void write(History history) throws IOException {
        long began = System.nanoTime();
        Files.createDirectories(folder);
        HistoryFile.write(history, folder.resolve("history.csv"));
        TrainingPictures.write(history, folder, pictures);
        drawn = System.nanoTime();
        cost = drawn - began;
    }
}
