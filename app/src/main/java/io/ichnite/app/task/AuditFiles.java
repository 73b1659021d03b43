package io.ichnite.app.task;

import io.ichnite.app.picture.Picture;
import io.ichnite.app.report.HtmlPage;
import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.data.NearGroups;
import io.ichnite.formats.json.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An audit as files. The data must be open still. */
public final class AuditFiles {
    /** A row's nearest in a crowd of near copies is looked for among so many of training. */
    private static final int CROWD = 1000;

    private final AuditOutcome outcome;
    private final AuditRows rows;
    private final AuditCopies copies;
    private final @Nullable NearTree tree;
    private final Path folder;
    private final int threads;

    private AuditFiles(AuditOutcome outcome, Path folder, int threads) {
        this.outcome = outcome;
        this.rows = outcome.rows();
        this.copies = outcome.copies();
        NearGroups near = copies.near();
        this.tree = near == null ? null : new NearTree(near, copies.identical().size());
        this.folder = folder;
        this.threads = threads;
    }

    /**
     * Writes report.html, audit.json, duplicates.csv, near.csv, conflicts.csv and scores.csv; leaks.csv and vocabulary.csv where there are
     * two sets; and pictures.
     *
     * @param version of this program
     */
    public static void write(AuditOutcome outcome, Path folder, PictureFiles pictures, String version, int threads)
            throws IOException {
        Files.createDirectories(folder);
        AuditFiles files = new AuditFiles(outcome, folder, threads);
        files.duplicates();
        files.near();
        files.conflicts();
        files.scores();
        files.leaks();
        files.vocabulary();
        OutputFile.write(folder.resolve("audit.json"), out -> out.append(Json.line(outcome.json()))
                .append('\n'));
        for (Map.Entry<String, Picture> each :
                new AuditPictures(outcome, true).all().entrySet()) {
            pictures.write(folder, each.getKey(), each.getValue());
        }
        OutputFile.write(
                folder.resolve("report.html"), out -> HtmlPage.write(new AuditReport(outcome, version).page(), out));
    }

    /** {@code set,file_id,label,first_seen,calls}. */
    private void row(Appendable out, int row) throws IOException {
        String label = rows.label(row);
        LocalDate date = rows.date(row);
        int calls = rows.calls(row);
        out.append(rows.set(row)).append(',').append(OutputFile.field(rows.id(row)));
        out.append(',').append(label == null ? "" : OutputFile.field(label));
        out.append(',').append(date == null ? "" : date.toString());
        out.append(',').append(calls < 0 ? "" : String.valueOf(calls));
    }

    private void duplicates() throws IOException {
        OutputFile.write(folder.resolve("duplicates.csv"), out -> {
            out.append("group,rows,set,file_id,label,first_seen,calls\n");
            int number = 0;
            for (int sequence = 0; sequence < copies.identical().size(); sequence++) {
                if (copies.identical().rows(sequence) < 2) {
                    continue;
                }
                number++;
                for (int row : copies.identical().of(sequence)) {
                    out.append(String.valueOf(number)).append(',');
                    out.append(String.valueOf(copies.identical().rows(sequence)))
                            .append(',');
                    row(out, row);
                    out.append('\n');
                }
            }
        });
    }

    /** Whether a group holds more than one sequence. */
    private boolean several(int[] members) {
        for (int row : members) {
            if (copies.sequence(row) != copies.sequence(members[0])) {
                return true;
            }
        }
        return false;
    }

    private void near() throws IOException {
        OutputFile.write(folder.resolve("near.csv"), out -> {
            out.append("group,rows,set,file_id,label,first_seen,calls,similarity,to_set,to_file_id\n");
            int number = 0;
            for (int group = 0; group < copies.alike().size(); group++) {
                int[] members = copies.alike().rows(group) < 2
                        ? new int[0]
                        : copies.alike().of(group);
                if (members.length == 0 || !several(members)) {
                    continue;
                }
                number++;
                for (int row : members) {
                    out.append(String.valueOf(number)).append(',');
                    out.append(String.valueOf(members.length)).append(',');
                    row(out, row);
                    nearTo(out, row);
                    out.append('\n');
                }
            }
        });
    }

    /** What a row is near to, or a copy of; nothing for the first of a group. */
    private void nearTo(Appendable out, int row) throws IOException {
        int sequence = copies.sequence(row);
        int first = copies.firstRow(sequence);
        if (first != row) {
            to(out, 1, first);
        } else if (tree != null && tree.parent(sequence) >= 0) {
            to(out, tree.similarity(sequence), copies.firstRow(tree.parent(sequence)));
        } else {
            out.append(",,,");
        }
    }

    private void to(Appendable out, double similarity, int row) throws IOException {
        out.append(',').append(Numbers.text(similarity)).append(',').append(rows.set(row));
        out.append(',').append(OutputFile.field(rows.id(row)));
    }

    private void conflicts() throws IOException {
        OutputFile.write(folder.resolve("conflicts.csv"), out -> {
            out.append("group,kind,set,file_id,label,first_seen,calls,similarity,to_set,to_file_id\n");
            int number = 0;
            for (int sequence : outcome.conflicts().identical()) {
                number++;
                conflict(out, number, "identical", copies.identical().of(sequence));
            }
            for (int group : outcome.conflicts().near()) {
                number++;
                conflict(out, number, "near", copies.alike().of(group));
            }
        });
    }

    private void conflict(Appendable out, int number, String kind, int[] members) throws IOException {
        for (int row : members) {
            out.append(String.valueOf(number)).append(',').append(kind).append(',');
            row(out, row);
            nearTo(out, row);
            out.append('\n');
        }
    }

    private void leaks() throws IOException {
        Path file = folder.resolve("leaks.csv");
        if (rows.test() == null) {
            // an older one would be of another test
            Files.deleteIfExists(file);
            return;
        }
        OutputFile.write(file, out -> {
            out.append("kind,file_id,label,similarity,train_file_id,train_label,group\n");
            Map<Integer, Integer> firstOfSequence = new HashMap<>();
            for (int row : rows.ofTrain()) {
                firstOfSequence.putIfAbsent(copies.sequence(row), row);
            }
            for (int row : copies.leaked()) {
                leak(out, "copy", row, 1, firstOfSequence.get(copies.sequence(row)), "");
            }
            nearLeaks(out);
            AuditIds ids = outcome.ids();
            if (ids != null) {
                Map<String, Integer> byId = new HashMap<>();
                rows.ofTrain().forEach(row -> byId.put(rows.id(row), row));
                for (int row : ids.shared()) {
                    leak(out, "file_id", row, Double.NaN, byId.get(rows.id(row)), "");
                }
            }
            AuditKin kin = outcome.kin();
            if (kin != null) {
                for (int row : kin.leaked()) {
                    String name = rows.kin(row);
                    leak(out, "group", row, Double.NaN, null, name == null ? "" : name);
                }
            }
        });
    }

    private void nearLeaks(Appendable out) throws IOException {
        NearGroups near = copies.near();
        List<Integer> leaked = copies.nearlyLeaked();
        if (near == null || leaked.isEmpty()) {
            return;
        }
        Map<Integer, Set<Integer>> tested = new LinkedHashMap<>();
        for (int row : leaked) {
            tested.computeIfAbsent(copies.group(row), key -> new LinkedHashSet<>())
                    .add(copies.sequence(row));
        }
        Map<Integer, List<Integer>> trained = new HashMap<>();
        Map<Integer, Integer> firstOfSequence = new HashMap<>();
        for (int row : rows.ofTrain()) {
            if (tested.containsKey(copies.group(row))
                    && firstOfSequence.putIfAbsent(copies.sequence(row), row) == null) {
                List<Integer> some = trained.computeIfAbsent(copies.group(row), key -> new ArrayList<>());
                if (some.size() < CROWD) {
                    some.add(copies.sequence(row));
                }
            }
        }
        Map<Integer, NearGroups.Match> matches = new HashMap<>();
        tested.forEach((group, sequences) -> {
            int[] of = numbers(sequences);
            List<NearGroups.Match> found = near.nearest(of, numbers(trained.getOrDefault(group, List.of())), threads);
            for (int i = 0; i < of.length; i++) {
                matches.put(of[i], found.get(i));
            }
        });
        for (int row : leaked) {
            NearGroups.Match match = Objects.requireNonNull(matches.get(copies.sequence(row)));
            leak(out, "near", row, match.similarity(), firstOfSequence.get(match.sequence()), "");
        }
    }

    private static int[] numbers(Collection<Integer> some) {
        return some.stream().mapToInt(number -> number).toArray();
    }

    private void leak(Appendable out, String kind, int row, double similarity, @Nullable Integer train, String group)
            throws IOException {
        String label = rows.label(row);
        String other = train == null ? null : rows.label(train);
        out.append(kind).append(',').append(OutputFile.field(rows.id(row)));
        out.append(',').append(label == null ? "" : OutputFile.field(label));
        out.append(',').append(CurveFiles.cell(similarity));
        out.append(',').append(train == null ? "" : OutputFile.field(rows.id(train)));
        out.append(',').append(other == null ? "" : OutputFile.field(other));
        out.append(',').append(OutputFile.field(group)).append('\n');
    }

    private void vocabulary() throws IOException {
        Path file = folder.resolve("vocabulary.csv");
        AuditVocabulary vocabulary = outcome.vocabulary();
        if (vocabulary == null) {
            Files.deleteIfExists(file);
            return;
        }
        OutputFile.write(file, out -> {
            out.append("api,train_files,train_calls,test_files,test_calls,divergence\n");
            for (AuditVocabulary.Api api : vocabulary.apis()) {
                out.append(OutputFile.field(api.name()));
                out.append(',').append(String.valueOf(api.train().files()));
                out.append(',').append(String.valueOf(api.train().calls()));
                out.append(',').append(String.valueOf(api.test().files()));
                out.append(',').append(String.valueOf(api.test().calls()));
                out.append(',').append(Numbers.text(api.part())).append('\n');
            }
        });
    }

    private void scores() throws IOException {
        Path file = folder.resolve("scores.csv");
        if (!outcome.request().scored()) {
            Files.deleteIfExists(file);
            return;
        }
        OutputFile.write(file, out -> {
            out.append(
                    "measured,name,rows,macro_f1,macro_f1_low,macro_f1_high,log_loss,log_loss_low,log_loss_high,accuracy,"
                            + "accuracy_low,accuracy_high,class_mix_macro_f1,class_mix_log_loss,class_mix_accuracy\n");
            for (AuditScore score : outcome.scores()) {
                score(out, "folds", score);
            }
            for (AuditScore score : outcome.testScores()) {
                score(out, "test", score);
            }
        });
    }

    private static void score(Appendable out, String measured, AuditScore score) throws IOException {
        out.append(measured).append(',').append(score.word()).append(',').append(String.valueOf(score.rows()));
        for (double number : new double[] {
            score.scores().evaluation().macroF1(),
            score.intervals().macroF1().low(),
            score.intervals().macroF1().high(),
            score.scores().evaluation().logLoss(),
            score.intervals().logLoss().low(),
            score.intervals().logLoss().high(),
            score.scores().evaluation().accuracy(),
            score.intervals().accuracy().low(),
            score.intervals().accuracy().high(),
            score.mix().evaluation().macroF1(),
            score.mix().evaluation().logLoss(),
            score.mix().evaluation().accuracy()
        }) {
            out.append(',').append(CurveFiles.cell(number));
        }
        out.append('\n');
    }
}
