package io.ichnite.app.source;

import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.formats.archive.Archive;
import io.ichnite.formats.dataset.ArchiveTraces;
import io.ichnite.formats.dataset.FileIds;
import io.ichnite.formats.sequences.JsonLists;
import io.ichnite.formats.sequences.JsonSequences;
import io.ichnite.formats.sequences.SequencesKind;
import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.ingest.Decompression;
import io.ichnite.ingest.TraceFormat;
import io.ichnite.ingest.TraceIngest;
import io.ichnite.ingest.TraceInput;
import io.ichnite.ingest.TraceStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was named as input, put together: a dump of sequences with the lists of labels and ids that follow it. A list is
 * known by the end of its name, {@code ids.json} or {@code labels.json}; a name that says nothing, behind sequences that have
 * no labels yet, is that of labels. A folder or an archive is one set, whose files each tell what they are. Used by one thread.
 */
final class TraceInputs {
    private final Decompression decompression;
    private final boolean firstLabelWins;
    private final InputFormat format;
    private final Reading how;
    private final List<TraceInput> inputs = new ArrayList<>();
    private final Map<String, String> labels = new HashMap<>();
    private int sequences;

    private @Nullable Path dump;
    private @Nullable Path dumpLabels;
    private @Nullable Path dumpIds;

    private TraceInputs(Decompression decompression, boolean firstLabelWins, InputFormat format, Reading how) {
        this.decompression = decompression;
        this.firstLabelWins = firstLabelWins;
        this.format = format;
        this.how = how;
    }

    /**
     * @param firstLabelWins whether of two labels that dumps have for one file the first is taken
     * @param but a file that is no trace, wherever it lies; null for none
     * @throws BadInput if a list is damaged, or two dumps have different labels for one file
     * @throws BadConfig if a list belongs to no dump
     */
    static TraceInputs of(
            List<Path> files,
            InputFormat format,
            Reading how,
            @Nullable Path but,
            Decompression decompression,
            boolean firstLabelWins)
            throws IOException {
        TraceInputs found = new TraceInputs(decompression, firstLabelWins, format, how);
        for (Path file : files) {
            if (TraceStore.isStore(file)) {
                found.finishDump();
                found.inputs.add(TraceInput.store(file));
            } else if (Files.isDirectory(file)) {
                found.finishDump();
                found.addFolder(file, but);
            } else {
                found.add(file);
            }
        }
        found.finishDump();
        return found;
    }

    private void add(Path file) throws IOException {
        byte[] head = head(file);
        TraceKind kind = format.of(head);
        if (parquet(head)) {
            finishDump();
            inputs.add(TraceInput.of(file, tables(file)));
        } else if (kind instanceof SequencesKind) {
            addJson(file);
        } else {
            finishDump();
            inputs.add(new TraceInput(file, traces(head, kind), FileIds.of(String.valueOf(file.getFileName())), false));
        }
    }

    private void addFolder(Path folder, @Nullable Path but) throws IOException {
        for (Path file : TraceFolder.files(folder, how.limits(), but)) {
            TraceFormat found;
            try {
                byte[] head = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? head(file) : new byte[0];
                found = parquet(head) ? tables(file) : traces(head, format.of(head));
            } catch (BadInput e) {
                // Damaged at its beginning: told as a reject when it is read.
                found = null;
            }
            inputs.add(new TraceInput(file, found, FileIds.of(TraceFolder.path(folder, file)), true));
        }
    }

    private boolean parquet(byte[] head) {
        return format.equals(InputFormat.AUTO) && ParquetModule.recognises(head);
    }

    private static TraceFormat tables(Path file) {
        return ParquetModule.needed(file.toString())
                .reader(file, Runtime.getRuntime().availableProcessors());
    }

    /** How a file is read; null for a trace CSV. */
    private @Nullable TraceFormat traces(byte[] head, @Nullable TraceKind kind) {
        if (Archive.recognises(head)) {
            return new ArchiveTraces(how, decompression, format.told(), format.csv());
        }
        return kind == null ? null : kind.format(how);
    }

    private byte[] head(Path file) throws IOException {
        try (InputStream plain = TraceIngest.plain(file, decompression)) {
            return plain.readNBytes(TraceKind.HEAD);
        }
    }

    /** In the order in which they were named. */
    List<TraceInput> inputs() {
        return inputs;
    }

    /** By file_id, from the lists. */
    Map<String, String> labels() {
        return labels;
    }

    private void addJson(Path file) throws IOException {
        String name =
                String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst)$", "");
        if (name.endsWith("ids.json")) {
            refuseUnless(dump != null && dumpIds == null, file, "ids");
            dumpIds = file;
        } else if (name.endsWith("labels.json")) {
            refuseUnless(dump != null && dumpLabels == null, file, "labels");
            dumpLabels = file;
        } else if (dump == null || dumpLabels != null || dumpIds != null || name.endsWith("files.json")) {
            finishDump();
            dump = file;
        } else {
            dumpLabels = file;
        }
    }

    private static void refuseUnless(boolean fits, Path file, String what) {
        if (!fits) {
            throw new BadConfig(file + ": is named as a list of " + what
                    + "; expected before it a dump of sequences that has none yet");
        }
    }

    private void finishDump() throws IOException {
        Path file = dump;
        if (file == null) {
            return;
        }
        List<JsonSequences.Partner> partners = new ArrayList<>();
        List<Long> ids = List.of();
        if (dumpIds != null) {
            try (InputStream in = TraceIngest.plain(dumpIds, decompression)) {
                ids = JsonLists.ids(in, dumpIds.toString());
            }
            partners.add(new JsonSequences.Partner(dumpIds.toString(), ids.size()));
        }
        if (dumpLabels != null) {
            List<String> list;
            try (InputStream in = TraceIngest.plain(dumpLabels, decompression)) {
                list = JsonLists.labels(in, dumpLabels.toString());
            }
            partners.add(new JsonSequences.Partner(dumpLabels.toString(), list.size()));
            if (dumpIds != null && ids.size() != list.size()) {
                throw BadInput.in(
                        dumpLabels.toString(),
                        "expected " + ids.size() + " labels, as many as " + dumpIds + " has entries, found "
                                + list.size());
            }
            for (int i = 0; i < list.size(); i++) {
                label(ids.isEmpty() ? i + 1 : ids.get(i), list.get(i), dumpLabels);
            }
        }
        inputs.add(TraceInput.of(file, new JsonSequences(sequences++, partners, ids)));
        dump = null;
        dumpLabels = null;
        dumpIds = null;
    }

    private void label(long id, String label, Path file) {
        String before = labels.putIfAbsent(Long.toString(id), label);
        if (before != null && !before.equals(label) && !firstLabelWins) {
            throw BadInput.in(
                    file.toString(),
                    "label " + label + " of file_id " + id + " differs from label " + before + " in an earlier list");
        }
    }
}
