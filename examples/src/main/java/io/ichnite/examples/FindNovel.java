package io.ichnite.examples;

import io.ichnite.formats.npy.NpyArray;
import io.ichnite.metric.Separation;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.novelty.Detectors;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.NoveltyDetector;
import io.ichnite.novelty.Scorer;
import io.ichnite.novelty.TrainingRows;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Fits a detector on features of familiar rows, and says how well it parts other familiar rows from novel ones, beside a detector of its
 * own making: how far a row's largest feature stands out.
 *
 * <pre>{@code
 * cd formats/src/test/resources/goldens/novelty/real64
 * java --add-modules jdk.incubator.vector -cp ../../../../../../../app/target/launcher/ichnite.jar \
 *     ../../../../../../../examples/src/main/java/io/ichnite/examples/FindNovel.java train_x.npy train_y.npy id_x.npy ood_x.npy
 * }</pre>
 */
public final class FindNovel {
    private FindNovel() {}

    /** Takes rows whose largest feature is small for familiar. */
    record SmallIsFamiliar(int width) implements NoveltyDetector {
        @Override
        public boolean needsLogits() {
            return false;
        }

        @Override
        public void score(FeatureRows rows, int from, int to, Kernels kernels, double[] into, int at) {
            if (rows.width() != width) {
                throw new IllegalArgumentException("expected " + width + " features a row, found " + rows.width());
            }
            double[] x = new double[width];
            for (int row = from; row < to; row++) {
                rows.features(row, row + 1, x, 0);
                into[at + row - from] = -Arrays.stream(x).max().orElse(0);
            }
        }
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 4) {
            System.err.println("usage: FindNovel FEATURES.npy LABELS.npy KNOWN.npy NOVEL.npy");
            System.exit(2);
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        run(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Path.of(args[3]), out);
        out.flush();
    }

    static void run(Path features, Path labels, Path known, Path novel, PrintStream out) throws IOException {
        int[] classes = NpyArray.read(labels).ints();
        int count = Arrays.stream(classes).max().orElse(0) + 1;
        FeatureRows familiar = rows(features);

        Kernels kernels = KernelChoice.choose("auto").kernels();
        TrainingRows training = TrainingRows.of(familiar, classes, count);
        Detectors.Fitted fitted = Detectors.fit(DetectorPlan.defaults(DetectorKind.MAHALANOBIS), training, kernels);
        Scorer scorer = new Scorer(kernels, Runtime.getRuntime().availableProcessors());
        double[] near = scorer.score(fitted.detector(), rows(known)); // one a row, higher = more familiar
        double[] far = scorer.score(fitted.detector(), rows(novel));
        out.printf(
                Locale.ROOT,
                "mahalanobis: AUROC %.3f%n",
                Separation.of(near, far).auroc());

        NoveltyDetector own = new SmallIsFamiliar(familiar.width());
        Separation parted = Separation.of(scorer.score(own, rows(known)), scorer.score(own, rows(novel)));
        out.printf(Locale.ROOT, "our own: AUROC %.3f%n", parted.auroc());
    }

    private static FeatureRows rows(Path file) throws IOException {
        NpyArray array = NpyArray.read(file);
        return FeatureRows.of(array.floats(), array.shape()[1]);
    }
}
