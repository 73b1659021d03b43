package io.ichnite.app.task;

import io.ichnite.error.BadConfig;
import io.ichnite.formats.bundle.ZipCheckpointFiles;
import io.ichnite.nn.WeightSpec;
import io.ichnite.train.Checkpoint;
import io.ichnite.train.CheckpointFiles;
import io.ichnite.train.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Where a training's checkpoint lies, and whether to go on from it. Used by one thread. */
public final class CheckpointPlace {
    private static final long MINUTE = 60_000_000_000L;
    /** Writing checkpoints after epochs takes at most one part of so many of the time. */
    private static final int SHARE = 20;

    private final Path file;
    private final boolean resume;
    private final Consumer<String> say;
    private final LongSupplier clock;
    private final CheckpointFiles files = new ZipCheckpointFiles();

    /**
     * @param resume whether to go on from the file if it is there
     * @param clock nanoseconds
     */
    public CheckpointPlace(Path file, boolean resume, Consumer<String> say, LongSupplier clock) {
        this.file = file;
        this.resume = resume;
        this.say = say;
        this.clock = clock;
    }

    /**
     * What the trainer is given. A checkpoint that is there and not to be gone on from is moved aside, not lost.
     *
     * @param origin of the training that is about to begin
     * @throws BadConfig if the checkpoint is of another origin
     * @throws io.ichnite.error.BadBundle if the file is no checkpoint, or damaged
     */
    Checkpoints open(SortedMap<String, String> origin, List<WeightSpec> weights) throws IOException {
        Checkpoint from = null;
        if (!Files.exists(file)) {
            if (resume) {
                say.accept(file + ": no checkpoint there; training begins");
            }
        } else if (resume) {
            from = resumed(origin, weights);
        } else {
            Path aside = file.resolveSibling(file.getFileName() + ".old");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            say.accept(file + " of an interrupted training is now " + aside + "; --resume would have gone on from it");
        }
        return new Kept(origin, from);
    }

    private Checkpoint resumed(SortedMap<String, String> origin, List<WeightSpec> weights) throws IOException {
        String difference = Origin.difference(files.origin(file), origin);
        if (difference != null) {
            throw new BadConfig("--resume: " + file + " is of another training: " + difference
                    + "; go on as it began, or train anew without --resume");
        }
        Checkpoint from = files.read(file, weights);
        Checkpoint.Position at = from.position();
        say.accept(file + ": going on in epoch " + at.epoch() + ", after batch " + at.batch());
        return from;
    }

    /** Training is done, and what it gave is safe. */
    public void done() throws IOException {
        Files.deleteIfExists(file);
    }

    private final class Kept implements Checkpoints {
        private final SortedMap<String, String> origin;
        private final @Nullable Checkpoint from;
        private long last = clock.getAsLong();
        private long cost;

        Kept(SortedMap<String, String> origin, @Nullable Checkpoint from) {
            this.origin = origin;
            this.from = from;
        }

        @Override
        public @Nullable Checkpoint from() {
            return from;
        }

        @Override
        public boolean due(boolean epochDone) {
            long since = clock.getAsLong() - last;
            return since >= MINUTE || epochDone && since >= SHARE * cost;
        }

        /** A disk that refuses is told, and does not end hours of training. */
        @Override
        public void keep(Checkpoint checkpoint) {
            long began = clock.getAsLong();
            try {
                files.write(checkpoint, origin, file);
            } catch (IOException e) {
                say.accept("warning: no checkpoint could be kept: " + e);
            }
            last = clock.getAsLong();
            cost = last - began;
        }
    }
}
