package io.ichnite.app.task;

import io.ichnite.app.picture.Picture;
import io.ichnite.app.report.HtmlPage;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.drift.Alarm;
import io.ichnite.drift.Conformal;
import io.ichnite.drift.DriftRows;
import io.ichnite.drift.DriftStory.Period;
import io.ichnite.drift.Pick;
import io.ichnite.formats.json.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What became of a model, as files. */
public final class DriftFiles {
    private final DriftOutcome outcome;
    private final Path folder;

    private DriftFiles(DriftOutcome outcome, Path folder) {
        this.outcome = outcome;
        this.folder = folder;
    }

    /**
     * Writes drift.csv, a row a bucket; rows.csv, a row a row followed; alarms.csv; look_first.csv; undated.csv if there are such;
     * the published system's confidence files; pictures; and report.html.
     *
     * @param version of this program
     */
    public static void write(DriftOutcome outcome, Path folder, PictureFiles pictures, String version)
            throws IOException {
        Files.createDirectories(folder);
        DriftFiles files = new DriftFiles(outcome, folder);
        OutputFile.write(folder.resolve("drift.csv"), out -> DriftTable.write(outcome, out));
        files.rows();
        files.alarms();
        files.lookFirst();
        files.undated();
        files.confidences();
        for (Map.Entry<String, Picture> each :
                DriftPictures.forFiles(outcome).all().entrySet()) {
            pictures.write(folder, each.getKey(), each.getValue());
        }
        OutputFile.write(
                folder.resolve("report.html"), out -> HtmlPage.write(new DriftReport(outcome, version).page(), out));
    }

    private List<Integer> followed() {
        return IntStream.range(0, outcome.rows().size()).boxed().toList();
    }

    private String bucket(int row) {
        List<Period> periods = outcome.story().periods();
        int bucket = outcome.story().plan().calendar().bucketOf(outcome.rows().date(row));
        return bucket < 0 ? "" : periods.get(bucket).bucket().name();
    }

    private String family(int c) {
        return c < 0 ? "" : OutputFile.field(outcome.families().names().get(c));
    }

    private void rows() throws IOException {
        OutputFile.write(folder.resolve("rows.csv"), out -> {
            out.append("name,bucket,first_seen,group,label,answer,probability");
            for (String layer : outcome.layers()) {
                out.append(",familiarity_").append(layer);
            }
            out.append(",credibility,confidence,kept\n");
            DriftRows rows = outcome.rows();
            for (int row : followed()) {
                String group = rows.group(row);
                int answer = rows.answer(row);
                out.append(OutputFile.field(outcome.names().get(row)))
                        .append(',')
                        .append(bucket(row));
                out.append(',').append(String.valueOf(rows.date(row)));
                out.append(',').append(group == null ? "" : OutputFile.field(group));
                out.append(',').append(family(rows.label(row)));
                out.append(',').append(family(answer));
                out.append(',').append(Numbers.text(rows.probability(row, answer)));
                for (int layer = 0; layer < outcome.layers().size(); layer++) {
                    out.append(',').append(Numbers.text(rows.familiarity(layer, row)));
                }
                Conformal.Verdict verdict = outcome.story().verdicts().get(row);
                out.append(',').append(Numbers.text(verdict.credibility()));
                out.append(',').append(Numbers.text(verdict.confidence()));
                out.append(',').append(verdict.kept() ? "1" : "0").append('\n');
            }
        });
    }

    private void alarms() throws IOException {
        OutputFile.write(folder.resolve("alarms.csv"), out -> {
            out.append("date,bucket,detector,watched,layer,name,rows_compared,classes,features_moved,features\n");
            for (Alarm alarm : outcome.story().alarms()) {
                out.append(alarm.date().toString()).append(',').append(bucket(alarm.row()));
                out.append(',').append(alarm.detector()).append(',').append(DriftWords.subject(alarm.subject()));
                out.append(',').append(alarm.layer());
                out.append(',').append(OutputFile.field(outcome.names().get(alarm.row())));
                out.append(',').append(String.valueOf(alarm.reason().rows()));
                out.append(',').append(OutputFile.field(DriftWords.classes(outcome.families(), alarm.reason())));
                out.append(',').append(String.valueOf(alarm.reason().moved()));
                out.append(',')
                        .append(OutputFile.field(DriftWords.features(alarm.reason())))
                        .append('\n');
            }
        });
    }

    private void lookFirst() throws IOException {
        OutputFile.write(folder.resolve("look_first.csv"), out -> {
            out.append("day,name,first_seen,group,answer,probability,margin,credibility\n");
            DriftRows rows = outcome.rows();
            for (Pick pick : outcome.story().first()) {
                int row = pick.row();
                String group = rows.group(row);
                int answer = rows.answer(row);
                out.append(String.valueOf(pick.day())).append(',');
                out.append(OutputFile.field(outcome.names().get(row)));
                out.append(',').append(String.valueOf(rows.date(row)));
                out.append(',').append(group == null ? "" : OutputFile.field(group));
                out.append(',').append(family(answer));
                out.append(',').append(Numbers.text(rows.probability(row, answer)));
                out.append(',').append(Numbers.text(pick.margin()));
                out.append(',').append(Numbers.text(pick.fit())).append('\n');
            }
        });
    }

    private void undated() throws IOException {
        Path file = folder.resolve("undated.csv");
        if (outcome.undated().isEmpty()) {
            // an older list would be of other rows
            Files.deleteIfExists(file);
            return;
        }
        OutputFile.write(file, out -> {
            out.append("name\n");
            for (String name : outcome.undated()) {
                out.append(OutputFile.field(name)).append('\n');
            }
        });
    }

    private void confidences() throws IOException {
        for (int layer = 0; layer < outcome.layers().size(); layer++) {
            boolean published = outcome.request().manifest() != null;
            String number = published ? String.valueOf(layer) : outcome.layers().get(layer);
            confidence(number, "In", layer, outcome.reference(), null);
            DriftRows novel = outcome.novel();
            if (novel != null) {
                confidence(number, "Out", layer, novel, null);
            } else {
                Files.deleteIfExists(folder.resolve("confidence_Ga" + number + "_Out.txt"));
            }
            for (Period period : outcome.story().periods()) {
                List<Integer> some = new ArrayList<>(period.rows());
                some.sort(null);
                confidence(number, period.bucket().name(), layer, outcome.rows(), some);
            }
        }
    }

    /** A score a line, in the order of rows.csv. */
    private void confidence(String number, String which, int layer, DriftRows rows, @Nullable List<Integer> some)
            throws IOException {
        List<Integer> all =
                some == null ? IntStream.range(0, rows.size()).boxed().toList() : some;
        OutputFile.write(folder.resolve("confidence_Ga" + number + "_" + which + ".txt"), out -> {
            for (int row : all) {
                out.append(Numbers.text(rows.familiarity(layer, row))).append('\n');
            }
        });
    }
}
