package io.ichnite.app.source;

import io.ichnite.error.BadInput;
import io.ichnite.formats.npy.NpyArray;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Scores, one a row: an array of floats, or a text with one a line. */
public final class ScoreFile {
    private ScoreFile() {}

    /**
     * @throws BadInput if the file holds anything else, nothing, or a number that is not finite
     */
    public static double[] read(Path file) throws IOException {
        double[] scores = file.toString().endsWith(".txt") ? lines(file) : array(file);
        if (scores.length == 0) {
            throw BadInput.in(file.toString(), "expected scores, found none");
        }
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isFinite(scores[i])) {
                throw BadInput.in(file.toString(), "expected finite scores, found " + scores[i] + " in row " + (i + 1));
            }
        }
        return scores;
    }

    private static double[] array(Path file) throws IOException {
        NpyArray array = NpyArray.read(file);
        boolean real = array.kind() == NpyArray.Kind.FLOAT32 || array.kind() == NpyArray.Kind.FLOAT64;
        if (!real || array.shape().length != 1) {
            throw BadInput.in(
                    file.toString(),
                    "expected float32 or float64 of shape (rows), found "
                            + array.kind().name().toLowerCase(Locale.ROOT) + " of shape "
                            + FeatureArray.shape(array));
        }
        return array.doubles();
    }

    private static double[] lines(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw BadInput.in(file.toString(), "expected a score a line, in UTF-8");
        }
        double[] scores = new double[lines.size()];
        for (int i = 0; i < scores.length; i++) {
            String line = lines.get(i).strip();
            try {
                scores[i] = Double.parseDouble(line);
            } catch (NumberFormatException e) {
                throw BadInput.at(file.toString(), i + 1L, "expected a score, found '" + shortened(line) + "'");
            }
        }
        return scores;
    }

    private static String shortened(String line) {
        String seen = line.replaceAll("\\p{Cntrl}", "?");
        return seen.length() > 40 ? seen.substring(0, 40) + "…" : seen;
    }
}
