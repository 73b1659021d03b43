package io.ichnite.app.task;

import io.ichnite.app.show.OutputFile;
import io.ichnite.formats.json.Numbers;
import io.ichnite.train.History;
import java.io.IOException;
import java.nio.file.Path;

/** How a training went, as CSV: a row an epoch, times too, which a model's own file never holds. */
public final class HistoryFile {
    private HistoryFile() {}

    public static void write(History history, Path file) throws IOException {
        OutputFile.write(file, out -> {
            out.append("epoch,loss,accuracy,val_loss,val_accuracy,seconds,samples_per_second,kept,learning_rate\n");
            for (History.Epoch epoch : history.epochs()) {
                out.append(String.valueOf(epoch.epoch()));
                cell(out, epoch.loss());
                cell(out, epoch.accuracy());
                cell(out, epoch.validationLoss());
                cell(out, epoch.validationAccuracy());
                cell(out, epoch.seconds());
                cell(out, epoch.samplesPerSecond());
                out.append(epoch.epoch() == history.kept() ? ",1," : ",0,");
                out.append(Numbers.text(epoch.learningRate())).append('\n');
            }
        });
    }

    /** Empty for what was not measured. */
    private static void cell(Appendable out, double number) throws IOException {
        out.append(',').append(Double.isNaN(number) ? "" : Numbers.text(number));
    }
}
