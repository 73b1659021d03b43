package io.ichnite.formats.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.formats.Goldens;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.metric.Separation;
import io.ichnite.novelty.ClassMoments;
import io.ichnite.novelty.Covariance;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.novelty.Detectors;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.FittedDetector;
import io.ichnite.novelty.LayerCombination;
import io.ichnite.novelty.Logistic;
import io.ichnite.novelty.Mahalanobis;
import io.ichnite.novelty.Scorer;
import io.ichnite.novelty.TrainingRows;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published novelty system on features that Keras made: its means, covariance, scores, and how it combines both layers. */
class KerasMahalanobisGoldenTest {
    private static final int FITTED = 600;

    private final Kernels kernels = KernelChoice.choose("auto").kernels();
    private final Scorer scorer = new Scorer(kernels, 2);

    @TempDir
    private Path folder = Path.of("");

    private NpyArray array(String name) throws IOException {
        String file = "keras/mahalanobis/" + name + ".npy";
        if (Goldens.class.getResource("/goldens/" + file) != null) {
            return NpyArray.read(Goldens.path(file));
        }
        // what core's tests hold already
        Path copy = folder.resolve(name + ".npy");
        try (InputStream in = Goldens.class.getResourceAsStream("/goldens/metrics/" + name + ".npy")) {
            assertTrue(in != null, "no golden is called " + name);
            Files.write(copy, in.readAllBytes());
        }
        return NpyArray.read(copy);
    }

    private FeatureRows rows(String name, int from, int to) throws IOException {
        NpyArray all = array(name);
        int width = all.shape()[1];
        return FeatureRows.of(Arrays.copyOfRange(all.floats(), from * width, to * width), width);
    }

    private TrainingRows training(int layer) throws IOException {
        int[] labels = Arrays.copyOf(array("labels").ints(), FITTED);
        return TrainingRows.of(rows("feature_" + layer, 0, FITTED), labels, 4);
    }

    private FeatureRows known(int layer, int from, int to) throws IOException {
        return rows("feature_" + layer, FITTED + from, FITTED + to);
    }

    private static void near(double[] expected, double[] got, double relative, double absolute, String what) {
        assertEquals(expected.length, got.length);
        for (int i = 0; i < got.length; i++) {
            assertEquals(expected[i], got[i], absolute + relative * Math.abs(expected[i]), what + " " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8})
    void meansCovarianceAndScores(int layer) throws IOException {
        TrainingRows training = training(layer);
        ClassMoments moments = ClassMoments.of(training.rows(), training.labels(), 4, kernels);
        near(array("means_" + layer).doubles(), moments.means().toArray(), 1e-12, 1e-12, "means");
        Covariance covariance = moments.shared(Covariance.Estimator.EMPIRICAL);
        near(array("covariance_" + layer).doubles(), covariance.matrix().toArray(), 1e-9, 1e-12, "covariance");
        Mahalanobis detector = Mahalanobis.of(moments, Covariance.Estimator.EMPIRICAL);
        double[] inverse = array("precision_" + layer).doubles();
        double largest = Arrays.stream(inverse).map(Math::abs).max().orElse(0);
        near(inverse, detector.inverse().toArray(), 1e-7, 1e-9 * largest, "precision");
        assertEquals(meta().get("layer" + layer).get("rank").asInt(), detector.rank());
        near(array("score_val_" + layer).doubles(), scorer.score(detector, known(layer, 0, 300)), 1e-7, 1e-9, "known");
        near(
                array("score_ood_" + layer).doubles(),
                scorer.score(detector, rows("ood_" + layer, 0, 300)),
                1e-7,
                1e-9,
                "novel");
        FittedDetector seed = Detectors.fit(
                        DetectorPlan.defaults(DetectorKind.MAHALANOBIS).withSeedCompatible(), training, kernels)
                .detector();
        near(
                array("score_val_seed_float32_" + layer).doubles(),
                scorer.score(seed, known(layer, 0, 300)),
                3e-7,
                0,
                "the notebook's own");
    }

    private static JsonNode meta() throws IOException {
        return new JsonMapper().readTree(Files.readString(Goldens.path("keras/mahalanobis/meta.json")));
    }

    @Test
    void bothLayersCombined() throws IOException {
        List<FittedDetector> layers = List.of(fitted(7), fitted(8));
        FeatureRows known = known(7, 0, 150).beside(known(8, 0, 150));
        FeatureRows novel = rows("ood_7", 0, 150).beside(rows("ood_8", 0, 150));
        LayerCombination both = LayerCombination.fit(layers, known, novel, kernels);
        JsonNode golden = meta().get("logreg_C1_standardised");
        Logistic logistic = both.logistic();
        for (int i = 0; i < 2; i++) {
            assertEquals(golden.get("coef").get(0).get(i).asDouble(), logistic.weights()[i], 1e-6);
            assertEquals(golden.get("mean").get(i).asDouble(), logistic.means()[i], 1e-6);
            assertEquals(golden.get("std").get(i).asDouble(), logistic.deviations()[i], 1e-6);
        }
        assertEquals(golden.get("intercept").get(0).asDouble(), logistic.bias(), 1e-6);
        double[] in = scorer.score(both, known(7, 150, 300).beside(known(8, 150, 300)));
        double[] out = scorer.score(both, rows("ood_7", 150, 300).beside(rows("ood_8", 150, 300)));
        double[] peer = array("combined_test_p_ood").doubles();
        double[] turned = Arrays.stream(peer).map(p -> -p).toArray();
        Separation theirs = Separation.of(Arrays.copyOf(turned, 150), Arrays.copyOfRange(turned, 150, 300));
        assertEquals(meta().get("combined").get("auroc").asDouble(), theirs.auroc(), 1e-9);
        assertEquals(theirs.auroc(), Separation.of(in, out).auroc(), 1e-3);
    }

    private FittedDetector fitted(int layer) throws IOException {
        return Detectors.fit(
                        DetectorPlan.defaults(DetectorKind.MAHALANOBIS).withCovariance(Covariance.Estimator.EMPIRICAL),
                        training(layer),
                        kernels)
                .detector();
    }

    @Test
    void logisticRegressionFindsTheOneMinimum() {
        NpyArray scores = NoveltyGoldens.array("lee_lr/X");
        int[] novel = NoveltyGoldens.array("lee_lr/y").ints();
        int[] fitted = NoveltyGoldens.array("lee_lr/train_idx").ints();
        int[] asked = NoveltyGoldens.array("lee_lr/test_idx").ints();
        double[] all = scores.doubles();
        double[] x = new double[2 * fitted.length];
        boolean[] positive = new boolean[fitted.length];
        for (int i = 0; i < fitted.length; i++) {
            System.arraycopy(all, 2 * fitted[i], x, 2 * i, 2);
            positive[i] = novel[fitted[i]] == 1;
        }
        Logistic logistic = Logistic.fit(x, 2, positive);
        JsonNode exact = NoveltyGoldens.json("lee_lr/lr_exact.json");
        for (int i = 0; i < 2; i++) {
            double weight = exact.get("coef").get(0).get(i).asDouble();
            assertEquals(weight, logistic.weights()[i], 1e-6 * Math.abs(weight));
        }
        assertEquals(exact.get("intercept").get(0).asDouble(), logistic.bias(), 2e-6);
        double[] probabilities = IntStream.of(asked)
                .mapToDouble(row -> logistic.probability(all, 2 * row))
                .toArray();
        NoveltyGoldens.assertMet("lee_lr/lr_exact_proba_test", probabilities);
        double[] peer = NoveltyGoldens.doubles("lee_lr/lrcv_proba_test");
        JsonNode golden = NoveltyGoldens.json("lee_lr/metrics.json");
        SeparationGoldenTest.same(
                "their scores", golden, part(peer, asked, novel, 0), part(peer, asked, novel, 1), 1e-3);
        Separation ours = Separation.of(part(probabilities, asked, novel, 0), part(probabilities, asked, novel, 1));
        assertEquals(golden.get("AUROC").asDouble(), ours.auroc(), 1e-3);
    }

    /** −P(novel) of the rows that are, or are not, novel. */
    private static double[] part(double[] probabilities, int[] rows, int[] novel, int which) {
        return IntStream.range(0, rows.length)
                .filter(i -> novel[rows[i]] == which)
                .mapToDouble(i -> -probabilities[i])
                .toArray();
    }
}
