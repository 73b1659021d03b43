package io.ichnite.formats.golden;

import static io.ichnite.formats.golden.NoveltyGoldens.array;
import static io.ichnite.formats.golden.NoveltyGoldens.asked;
import static io.ichnite.formats.golden.NoveltyGoldens.assertMet;
import static io.ichnite.formats.golden.NoveltyGoldens.doubles;
import static io.ichnite.formats.golden.NoveltyGoldens.features;
import static io.ichnite.formats.golden.NoveltyGoldens.training;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.metric.ThresholdCurve;
import io.ichnite.novelty.ClassMoments;
import io.ichnite.novelty.Covariance;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.novelty.DetectorPlan;
import io.ichnite.novelty.Detectors;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.LogitDetector;
import io.ichnite.novelty.Mahalanobis;
import io.ichnite.novelty.NearestNeighbours;
import io.ichnite.novelty.NoveltyDetector;
import io.ichnite.novelty.Scorer;
import io.ichnite.novelty.TrainingRows;
import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every detector gives what NumPy, SciPy and scikit-learn give, within the manifest's tolerances, singular rows or not. */
class NoveltyGoldenTest {
    private static final String CASES = "f128,f64,real64,rankdef128,tiny40x128,badscale64";

    private final Kernels kernels = KernelChoice.choose("auto").kernels();
    private final Scorer scorer = new Scorer(kernels, 2);

    private static DetectorPlan empirical(DetectorKind kind) {
        return DetectorPlan.defaults(kind).withCovariance(Covariance.Estimator.EMPIRICAL);
    }

    private double[] scores(DetectorPlan plan, String folder) {
        return scorer.score(Detectors.fit(plan, training(folder), kernels).detector(), asked(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"f128", "f64", "real64", "rankdef128", "tiny40x128", "badscale64"})
    void covariances(String folder) {
        TrainingRows rows = training(folder);
        ClassMoments moments = ClassMoments.of(rows.rows(), rows.labels(), 4, kernels);
        assertMet(folder + "/class_means", moments.means().toArray());
        assertMet(
                folder + "/covariance",
                moments.shared(Covariance.Estimator.EMPIRICAL).matrix().toArray());
        assertMet(
                folder + "/precision",
                Mahalanobis.of(moments, Covariance.Estimator.EMPIRICAL)
                        .inverse()
                        .toArray());
        JsonNode info = NoveltyGoldens.json(folder + "/info.json");
        Covariance shrunk = moments.shared(Covariance.Estimator.LEDOIT_WOLF);
        assertEquals(info.get("lw_shrinkage").asDouble(), shrunk.shrinkage(), 1e-9);
        Covariance oracle = moments.shared(Covariance.Estimator.OAS);
        assertEquals(info.get("oas_shrinkage").asDouble(), oracle.shrinkage(), 1e-9);
        if (NoveltyGoldens.exists(folder + "/lw_covariance.npy")) {
            assertMet(folder + "/lw_covariance", shrunk.matrix().toArray());
            assertMet(folder + "/oas_covariance", oracle.matrix().toArray());
        }
        var report = Detectors.fit(empirical(DetectorKind.MAHALANOBIS), rows, kernels)
                .report();
        assertEquals(info.get("rank_float64").asInt(), report == null ? -1 : report.rank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"f128", "f64", "real64", "rankdef128", "tiny40x128", "badscale64"})
    void byCovariance(String folder) {
        assertMet(folder + "/maha", scores(empirical(DetectorKind.MAHALANOBIS), folder));
        assertMet(folder + "/rmd", scores(empirical(DetectorKind.RELATIVE), folder));
        assertMet(folder + "/maha_pp", scores(empirical(DetectorKind.NORMALISED), folder));
        assertMet(folder + "/rmd_pp", scores(empirical(DetectorKind.RELATIVE_NORMALISED), folder));
        assertMet(folder + "/maha_chi2_sf", scores(empirical(DetectorKind.CHI_SQUARE), folder));
        assertMet(folder + "/maha_lw", scores(DetectorPlan.defaults(DetectorKind.MAHALANOBIS), folder));
        assertMet(
                folder + "/maha_oas",
                scores(
                        DetectorPlan.defaults(DetectorKind.MAHALANOBIS).withCovariance(Covariance.Estimator.OAS),
                        folder));
        FeatureRows asked = asked(folder);
        TrainingRows rows = training(folder);
        Mahalanobis each =
                Mahalanobis.of(ClassMoments.of(rows.rows(), rows.labels(), 4, kernels), Covariance.Estimator.EMPIRICAL);
        double[] perClass = new double[asked.rows() * 4];
        each.scoreClasses(asked, 0, asked.rows(), kernels, perClass);
        assertMet(folder + "/maha_per_class", perClass);
        int[] nearest = array(folder + "/maha_argmax").ints();
        for (int row = 0; row < nearest.length; row++) {
            int best = 0;
            for (int c = 1; c < 4; c++) {
                best = perClass[4 * row + c] > perClass[4 * row + best] ? c : best;
            }
            assertEquals(nearest[row], best, "row " + row);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "msp, msp",
        "maxlogit, max-logit",
        "energy, energy",
        "entropy, entropy",
        "gen, gen",
        "odin_T1000_eps0, odin",
        "react, react",
        "ash_p, ash-p",
        "ash_s, ash-s",
        "scale, scale",
        "fdbd, fdbd"
    })
    void byLogitsAndHead(String golden, String word) {
        for (String folder : CASES.split(",")) {
            assertMet(folder + "/" + golden, scores(DetectorPlan.defaults(DetectorKind.of(word)), folder));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"f128", "f64", "real64", "rankdef128", "tiny40x128", "badscale64"})
    void byDirectionsNeighboursAndDeviations(String folder) {
        FeatureRows asked = asked(folder);
        assertMet(folder + "/logits", NoveltyGoldens.logits(folder, asked32(folder), asked.width()));
        assertMet(folder + "/energy_T2", scorer.score(LogitDetector.energy(2), asked));
        int main =
                NoveltyGoldens.json(folder + "/info.json").get("vim").get("D").asInt();
        assertMet(
                folder + "/vim", scores(DetectorPlan.defaults(DetectorKind.VIM).withMain(main), folder));
        assertMet(
                folder + "/residual",
                scores(DetectorPlan.defaults(DetectorKind.RESIDUAL).withMain(main), folder));
        int k = folder.equals("tiny40x128") ? 5 : 50;
        assertMet(
                folder + "/knn", scores(DetectorPlan.defaults(DetectorKind.KNN).withK(k), folder));
        double[] nearest = scorer.score(
                NearestNeighbours.of(features(folder + "/train_x"), 1, false),
                asked.select(IntStream.range(0, 64).toArray()));
        assertMet(folder + "/knn1_raw_first64", nearest);
        if (NoveltyGoldens.exists(folder + "/cade_mad.npy")) {
            double[] mad = scores(DetectorPlan.defaults(DetectorKind.MAD), folder);
            assertMet(folder + "/cade_mad", Arrays.stream(mad).map(s -> -s).toArray());
        }
    }

    private static float[] asked32(String folder) {
        float[] known = array(folder + "/id_x").floats();
        float[] novel = array(folder + "/ood_x").floats();
        float[] all = Arrays.copyOf(known, known.length + novel.length);
        System.arraycopy(novel, 0, all, known.length, novel.length);
        return all;
    }

    /** The notebook's own rounding. With fewer rows than features its scores are noise, which no two BLAS share but in size. */
    @ParameterizedTest
    @ValueSource(strings = {"f128", "f64", "real64", "rankdef128", "badscale64"})
    void theNotebooksOwnNumbers(String folder) {
        assertMet(
                folder + "/maha_seed_float32",
                scores(DetectorPlan.defaults(DetectorKind.MAHALANOBIS).withSeedCompatible(), folder));
    }

    @Test
    void withFewerRowsThanFeaturesOursFindsWhatTheNotebooksLoses() {
        double[] noise = scores(DetectorPlan.defaults(DetectorKind.MAHALANOBIS).withSeedCompatible(), "tiny40x128");
        double[] golden = doubles("tiny40x128/maha_seed_float32");
        double[] ratios = IntStream.range(0, noise.length)
                .mapToDouble(i -> noise[i] / golden[i])
                .sorted()
                .toArray();
        assertEquals(1, ratios[ratios.length / 2], 0.1);
        assertTrue(auroc(noise, "tiny40x128") < 0.7);
        assertTrue(auroc(scores(DetectorPlan.defaults(DetectorKind.MAHALANOBIS), "tiny40x128"), "tiny40x128") >= 0.994);
        assertTrue(auroc(scores(empirical(DetectorKind.MAHALANOBIS), "tiny40x128"), "tiny40x128") >= 0.994);
    }

    private static double auroc(double[] scores, String folder) {
        boolean[] known = new boolean[scores.length];
        Arrays.fill(known, 0, array(folder + "/id_x").shape()[0], true);
        return ThresholdCurve.of(scores, known).auroc();
    }

    /** A peer of other formulas ranks rows as ours does, where nothing is singular. */
    @ParameterizedTest
    @CsvSource({
        "maha, mahalanobis",
        "rmd, relative",
        "knn, knn",
        "vim, vim",
        "energy, energy",
        "msp, msp",
        "maxlogit, max-logit",
        "entropy, entropy",
        "gen, gen",
        "fdbd, fdbd"
    })
    void aPeerRanksTheSame(String golden, String word) {
        for (String folder : new String[] {"f128", "f64", "real64"}) {
            if (!NoveltyGoldens.exists(folder + "/pyood_" + golden + ".npy")) {
                continue;
            }
            double[] peer = doubles(folder + "/pyood_" + golden);
            double[] ours = scores(
                    empirical(DetectorKind.of(word))
                            .withMain(NoveltyGoldens.json(folder + "/info.json")
                                    .get("vim")
                                    .get("D")
                                    .asInt()),
                    folder);
            double agreement = -spearman(peer, ours);
            // a float32 probability is soon 1 for all
            boolean saturates = word.equals("msp") || word.equals("entropy") || word.equals("gen");
            assertTrue(agreement > (saturates ? 0.99 : 0.9999), folder + " " + golden + " " + agreement);
        }
    }

    private static double spearman(double[] a, double[] b) {
        double[] ranksA = ranks(a);
        double[] ranksB = ranks(b);
        double middle = (a.length - 1) / 2.0;
        double both = 0;
        double one = 0;
        double two = 0;
        for (int i = 0; i < a.length; i++) {
            both += (ranksA[i] - middle) * (ranksB[i] - middle);
            one += (ranksA[i] - middle) * (ranksA[i] - middle);
            two += (ranksB[i] - middle) * (ranksB[i] - middle);
        }
        return both / Math.sqrt(one * two);
    }

    private static double[] ranks(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(values[i], values[j]));
        double[] ranks = new double[values.length];
        for (int i = 0; i < order.length; ) {
            int end = i;
            while (end < order.length && values[order[end]] == values[order[i]]) {
                end++;
            }
            for (int k = i; k < end; k++) {
                ranks[order[k]] = (i + end - 1) / 2.0;
            }
            i = end;
        }
        return ranks;
    }

    /** What a detector says does not hang on which arithmetic works, nor on how rows are cut into blocks. */
    @ParameterizedTest
    @ValueSource(strings = {"mahalanobis", "relative", "normalised", "knn", "vim"})
    void anyKernelsAndThreadsGiveTheSameBits(String word) {
        NoveltyDetector detector = Detectors.fit(
                        DetectorPlan.defaults(DetectorKind.of(word)).withK(5), training("real64"), kernels)
                .detector();
        FeatureRows asked = asked("real64");
        double[] expected = scorer.score(detector, asked);
        Kernels plain = KernelChoice.choose("plain").kernels();
        assertArrayEquals(expected, new Scorer(plain, 3).score(detector, asked));
        double[] single = new double[asked.rows()];
        for (int row = 0; row < single.length; row++) {
            detector.score(asked, row, row + 1, kernels, single, row);
        }
        assertArrayEquals(expected, single);
    }
}
