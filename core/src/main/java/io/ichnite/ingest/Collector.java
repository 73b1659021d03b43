package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lays parsed blocks, one after another in the order of the input, to the files that they are of. */
final class Collector {
    private final List<String> inputs = new ArrayList<>();
    private final FileNames names = new FileNames();
    private final IngestOptions options;
    private final RejectLog rejects;
    private final SpilledCalls disk;
    /** Bytes of calls that may be held. */
    private final long memory;

    private long held;
    private final Map<Long, FileCalls> files = new HashMap<>();
    /** Files that have calls of the input that is being read. */
    private final List<FileCalls> touched = new ArrayList<>();

    private int visit;
    private boolean timed;

    private @Nullable FileCalls current;
    private int input;
    private @Nullable RowParser careful;
    private long firstLine;
    private long calls;

    /**
     * @param disk takes the calls when there are too many to be held
     * @param memory bytes of calls that may be held
     */
    Collector(IngestOptions options, RejectLog rejects, SpilledCalls disk, long memory) {
        this.disk = disk;
        this.memory = memory;
        this.options = options;
        this.rejects = rejects;
    }

    /**
     * What follows is of another input.
     *
     * @param name as messages say it
     * @return its number, to {@link #resume} it
     */
    int begin(String name) {
        inputs.add(name);
        resume(inputs.size() - 1);
        return inputs.size() - 1;
    }

    /** What follows is of this input again. */
    void resume(int number) {
        input = number;
        visit++;
        timed = false;
        keep();
    }

    /** What was read so far is good, whatever becomes of the next input. */
    void keep() {
        current = null;
        touched.clear();
    }

    /** The indices of the present input may be times, which repeat by nature. */
    void times() {
        timed = true;
    }

    /** The blocks that follow are of the present input, which has a header on its first line. */
    void header(Columns columns) {
        careful = new RowParser(columns);
        firstLine = 2;
    }

    /**
     * Lets go of all files that have calls of the present input, which turned out to be damaged, and rejects it.
     *
     * @throws BadInput the fault itself, if rejects are not put up with, or a file has calls of other inputs too, which cannot
     *     be told from its own
     */
    void refuse(BadInput fault) throws IOException {
        boolean merged = touched.stream().anyMatch(file -> file.input != input);
        if (options.strict() || merged) {
            throw fault;
        }
        for (FileCalls file : touched) {
            held -= file.bytes();
            calls -= file.size();
            files.remove(file.id);
        }
        touched.clear();
        current = null;
        rejects.add(fault.file(), fault.line(), fault.expected());
    }

    /** The ids of files by their numbers. */
    FileNames names() {
        return names;
    }

    /**
     * What follows of a file has this label.
     *
     * @param label a good one, or null for none
     * @return why the file cannot have it; null if it can
     * @throws BadInput if the file stands in another input, and no merging is asked for
     */
    @Nullable
    String file(long id, @Nullable String label) {
        file(id, 0);
        return label == null ? null : label(id, label);
    }

    /** Why a file cannot have this label; null if it has it now, or no calls. */
    @Nullable
    String label(long id, String label) {
        FileCalls file = files.get(id);
        if (file == null) {
            return null;
        }
        if (!IngestOptions.isLabel(label)) {
            return "expected a label of " + IngestOptions.LABEL + ", found " + Shown.of(label);
        }
        return file.agrees(label, input) || options.firstLabelWins()
                ? null
                : "label " + Shown.of(label) + " differs from label " + Shown.of(String.valueOf(file.label()))
                        + " of the same file in " + inputs.get(file.labelInput());
    }

    /**
     * Takes the next block.
     *
     * @throws BadInput if a file stands in two inputs, or at the first reject where that is asked for
     */
    void add(Block block) throws IOException {
        if (block.arranged && agrees(block)) {
            tell(block, 0, Integer.MAX_VALUE);
            for (int i = 0; i < block.runs; i++) {
                addRun(block, block.order[i]);
            }
        } else {
            int told = 0;
            for (int run = 0; run < block.runs; run++) {
                told = tell(block, told, block.line[run]);
                addRun(block, run);
            }
            tell(block, told, Integer.MAX_VALUE);
        }
        firstLine += block.lines;
    }

    Collection<FileCalls> files() {
        return files.values();
    }

    long calls() {
        return calls;
    }

    /** Whether no run of an arranged block will be rejected or refused, so that it makes no difference which is taken first. */
    private boolean agrees(Block block) {
        long last = -1;
        for (int i = 0; i < block.runs; i++) {
            int run = block.order[i];
            if (block.file[run] == last) {
                continue;
            }
            last = block.file[run];
            FileCalls file = files.get(last);
            if (file != null && (!file.wouldAgree(block.label[run]) || file.input != input && !options.merge())) {
                return false;
            }
        }
        return true;
    }

    private void addRun(Block block, int run) throws IOException {
        run(
                block.file[run],
                block.tid[run],
                block.index[run],
                block.label[run],
                block.api,
                block.at[run],
                block.count[run],
                firstLine + block.line[run]);
    }

    /**
     * Takes calls of one file, thread and label whose indices go up by one.
     *
     * @param label {@link Block#NO_LABEL} for none
     * @param apis their names' numbers, from {@code at} on
     * @param line of the first; where there is a label, each stands on a line of its own
     */
    void run(long id, int tid, int index, int label, short[] apis, int at, int count, long line) throws IOException {
        FileCalls file = file(id, line);
        if (!file.agrees(label, input, line) && !options.firstLabelWins()) {
            String reason = "label " + label + " differs from label " + Shown.plain(String.valueOf(file.label()))
                    + " of the same file " + (file.labelInput() == input ? "at line " + file.labelLine() : where(file));
            for (int i = 0; i < count; i++) {
                reject(line + i, reason);
            }
            return;
        }
        if (file.size() + count > Integer.MAX_VALUE - 8) {
            throw BadInput.in(inputs.get(input), "file_id " + shown(file.id) + " has more than 2147483639 calls");
        }
        file.timed |= timed;
        held -= file.bytes();
        file.add(tid, apis, at, count, index);
        held += file.bytes();
        calls += count;
        if (held > memory) {
            spill();
        }
    }

    /** Nothing more will come. What is held follows what was spilled, so that a file's calls are in one place. */
    void end() throws IOException {
        if (disk.position() > 0) {
            spill();
        }
    }

    private void spill() throws IOException {
        held = 0;
        for (FileCalls file : files.values()) {
            file.spill(disk);
            held += file.bytes();
        }
    }

    void reject(long line, String reason) throws IOException {
        rejects.add(inputs.get(input), line, reason);
    }

    private FileCalls file(long id, long line) {
        FileCalls file = current;
        if (file == null || file.id != id) {
            file = files.get(id);
            if (file == null) {
                file = new FileCalls(id, input, line);
                files.put(id, file);
            }
        }
        if (file.input != input && !options.merge()) {
            throw BadInput.at(
                    inputs.get(input),
                    line,
                    "file_id " + shown(id) + " stands in " + inputs.get(file.input) + " too"
                            + (file.line > 0 ? ", at line " + file.line : "")
                            + "; expected each in one input, unless merging is asked for");
        }
        current = file;
        if (file.visit != visit) {
            file.visit = visit;
            touched.add(file);
        }
        return file;
    }

    /** Where a file got its label, which was another input than the present one. */
    private String where(FileCalls file) {
        String name = inputs.get(file.labelInput());
        return file.labelLine() > 0 ? "at " + name + ":" + file.labelLine() : "in " + name;
    }

    private String shown(long id) {
        return Shown.plain(names.text(id));
    }

    /** Tells the rejects of a block before a line of it, from {@code from} on; how many are told now. */
    private int tell(Block block, int from, int line) throws IOException {
        int told = from;
        while (told < block.rejects && block.rejectLine[told] < line) {
            tell(block, told++);
        }
        return told;
    }

    private void tell(Block block, int reject) throws IOException {
        int from = block.rejectAt[reject];
        RowParser parser = careful;
        String reason = parser == null ? null : parser.parse(block.bytes, from, block.endOfLine(from));
        if (reason == null) {
            throw new IllegalStateException("line " + block.rejectLine[reject] + " was rejected and is good");
        }
        reject(firstLine + block.rejectLine[reject], reason);
    }
}
