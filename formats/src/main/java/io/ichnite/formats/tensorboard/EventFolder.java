package io.ichnite.formats.tensorboard;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one run and the names of its event files, {@code events.out.tfevents.SECONDS.ichnite.v2}. TensorBoard reads
 * a run's files in the order of their names and never goes back, so each new file is named after all that are there, even
 * if the clock has not moved since, or was set back.
 */
final class EventFolder {
    private static final Pattern OURS = Pattern.compile("events\\.out\\.tfevents\\.(\\d{10,18})\\.ichnite\\.v2");
    /** What TensorBoard takes for events. */
    private static final String MARK = "tfevents";

    private final Path folder;

    EventFolder(Path folder) {
        this.folder = folder;
    }

    /** The next file. */
    Path next(double now) throws IOException {
        long seconds = Math.max(0, (long) now);
        for (Path file : events()) {
            Matcher name = OURS.matcher(String.valueOf(file.getFileName()));
            if (name.matches()) {
                seconds = Math.max(seconds, Long.parseLong(name.group(1)) + 1);
            }
        }
        return folder.resolve(String.format(Locale.ROOT, "events.out.tfevents.%010d.ichnite.v2", seconds));
    }

    /** How many bytes of events there are. */
    long size() throws IOException {
        long size = 0;
        for (Path file : events()) {
            size += Files.size(file);
        }
        return size;
    }

    /** @throws FileSystemException if there are events that are not ours, which would be shown as if they were */
    void check() throws IOException {
        for (Path file : events()) {
            if (!OURS.matcher(String.valueOf(file.getFileName())).matches()) {
                throw new FileSystemException(
                        file.toString(), null, "belongs to another program's log; expected a folder without one");
            }
        }
    }

    /** Makes room for a new run: events of ours that are in it go, if there are no others. */
    void clear() throws IOException {
        check();
        for (Path file : events()) {
            Files.delete(file);
        }
    }

    private List<Path> events() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> String.valueOf(f.getFileName()).contains(MARK))
                    .sorted()
                    .toList();
        }
    }
}
