package io.ichnite.formats.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.drift.Adwin;
import io.ichnite.drift.ChangeDetector;
import io.ichnite.drift.ChangeDetector.Signal;
import io.ichnite.drift.Ddm;
import io.ichnite.drift.Distances;
import io.ichnite.drift.Eddm;
import io.ichnite.drift.HddmA;
import io.ichnite.drift.HddmW;
import io.ichnite.drift.KolmogorovSmirnov;
import io.ichnite.drift.Kswin;
import io.ichnite.drift.PageHinkley;
import io.ichnite.drift.Values;
import io.ichnite.formats.Goldens;
import io.ichnite.formats.npy.NpyArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Changes are found where river 0.26.1 finds them, and windows are as far apart as SciPy 1.17.1 says. */
class DriftGoldenTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ADWIN_value",
                "ADWIN_d0.1",
                "ADWIN_clock1",
                "ADWIN_errors",
                "PageHinkley_both",
                "PageHinkley_up_50",
                "PageHinkley_errors",
                "DDM",
                "EDDM",
                "HDDM_A",
                "HDDM_W",
                "KSWIN_seed42"
            })
    void alarmsAreRivers(String name) throws IOException {
        JsonNode golden = json("alarms.json").get(name);
        ChangeDetector detector = detector(name, golden.get("params"));
        boolean errors = detector.watchesErrors() || name.endsWith("errors");
        double[] numbers = errors ? numbers("errors.npy") : numbers("stream.npy");
        List<Integer> changes = new ArrayList<>();
        List<Integer> warnings = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            Signal signal = detector.add(numbers[i]);
            if (signal == Signal.CHANGE) {
                changes.add(i);
                // river's EDDM does not take a warning back with the change that it warned of
                if (name.equals("EDDM") && warnings.contains(i - 1)) {
                    warnings.add(i);
                }
            } else if (signal == Signal.WARNING) {
                warnings.add(i);
            }
        }
        assertEquals(integers(golden.get("drift")), changes);
        List<Integer> first = integers(golden.get("warning_first"));
        assertEquals(first, warnings.subList(0, Math.min(5, warnings.size())));
        assertEquals(golden.get("n_warning").asInt(), warnings.size());
    }

    private static ChangeDetector detector(String name, JsonNode p) {
        if (name.startsWith("ADWIN")) {
            return new Adwin(new Adwin.Settings(
                    p.get("delta").asDouble(),
                    p.get("clock").asInt(),
                    p.get("max_buckets").asInt(),
                    p.get("min_window_length").asInt(),
                    p.get("grace_period").asInt()));
        }
        if (name.startsWith("PageHinkley")) {
            PageHinkley.Way way = p.get("mode").asString().equals("up") ? PageHinkley.Way.UP : PageHinkley.Way.EITHER;
            return new PageHinkley(new PageHinkley.Settings(
                    p.get("min_instances").asInt(),
                    p.get("delta").asDouble(),
                    p.get("threshold").asDouble(),
                    p.get("alpha").asDouble(),
                    way));
        }
        return switch (name) {
            case "DDM" ->
                new Ddm(new Ddm.Settings(
                        p.get("warm_start").asInt(),
                        p.get("warning_threshold").asDouble(),
                        p.get("drift_threshold").asDouble()));
            case "EDDM" ->
                new Eddm(new Eddm.Settings(
                        p.get("warm_start").asInt(),
                        p.get("alpha").asDouble(),
                        p.get("beta").asDouble()));
            case "HDDM_A" ->
                new HddmA(new HddmA.Settings(
                        p.get("drift_confidence").asDouble(),
                        p.get("warning_confidence").asDouble(),
                        p.get("two_sided_test").asBoolean()));
            case "HDDM_W" ->
                new HddmW(new HddmW.Settings(
                        p.get("drift_confidence").asDouble(),
                        p.get("warning_confidence").asDouble(),
                        p.get("lambda_val").asDouble(),
                        p.get("two_sided_test").asBoolean()));
            default ->
                new Kswin(new Kswin.Settings(
                        p.get("alpha").asDouble(),
                        p.get("window_size").asInt(),
                        p.get("stat_size").asInt(),
                        p.get("seed").asLong()));
        };
    }

    @Test
    void adwinsWindowIsRivers() throws IOException {
        NpyArray trace = NpyArray.read(Goldens.path("novelty/drift/adwin_trace.npy"));
        double[] numbers = numbers("stream.npy");
        double[] expected = trace.doubles();
        Adwin adwin = new Adwin(Adwin.Settings.defaults());
        int row = 0;
        for (int i = 0; i < numbers.length; i++) {
            adwin.add(numbers[i]);
            if (row < trace.shape()[0] && i == (int) expected[4 * row]) {
                assertEquals((long) expected[4 * row + 1], adwin.width());
                assertNear(expected[4 * row + 2], adwin.mean(), 1e-9, "mean at " + i);
                assertNear(expected[4 * row + 3], adwin.squares(), 1e-9, "squares at " + i);
                row++;
            }
        }
        assertEquals(trace.shape()[0], row);
    }

    @Test
    void windowsAreAsFarApartAsSciPySays() throws IOException {
        double[] stream = numbers("stream.npy");
        Values reference = Values.of(Arrays.copyOf(stream, 500));
        JsonNode windows = json("windows.json");
        assertEquals(18, windows.size());
        for (JsonNode golden : windows) {
            int start = golden.get("start").asInt();
            Values window = Values.of(Arrays.copyOfRange(stream, start, start + 100));
            KolmogorovSmirnov ks = KolmogorovSmirnov.of(reference, window);
            assertNear(golden, "ks", ks.distance());
            assertNear(golden, "p_exact", ks.exact());
            assertNear(golden, "p_asymp", ks.asymptotic());
            assertNear(golden, "cvm", Distances.cramerVonMises(reference, window));
            assertNear(golden, "wasserstein", Distances.wasserstein(reference, window));
            assertNear(golden, "psi", Distances.stability(reference, window));
            assertNear(golden, "mannwhitney_p", Distances.mannWhitney(reference, window));
        }
    }

    @Test
    void discrepanciesAreNumPys() throws IOException {
        double[] train = hundred("train_x");
        for (String name : List.of("same", "ood")) {
            JsonNode golden = json("mmd.json").get(name);
            double[] other = hundred(name.equals("same") ? "id_x" : "ood_x");
            Distances.Discrepancy found = Distances.Discrepancy.of(train, other, train.length / 100);
            assertNear(golden.get("mmd2").asDouble(), found.squared(), 1e-8, name);
            assertNear(golden.get("sigma").asDouble(), found.sigma(), 1e-8, name);
        }
    }

    private static double[] hundred(String name) throws IOException {
        NpyArray rows = NpyArray.read(Goldens.path("novelty/f64/" + name + ".npy"));
        return Arrays.copyOf(rows.doubles(), 100 * rows.shape()[1]);
    }

    private static void assertNear(JsonNode golden, String what, double found) {
        assertNear(golden.get(what).asDouble(), found, 1e-6, what + " at " + golden.get("start"));
    }

    private static void assertNear(double expected, double found, double relative, String what) {
        assertTrue(
                Math.abs(expected - found)
                        <= 1e-12 * Math.min(1, 1e3 * Math.abs(expected)) + relative * Math.abs(expected),
                what + ": expected " + expected + ", found " + found);
    }

    private static JsonNode json(String name) throws IOException {
        return JsonMapper.shared()
                .readTree(Goldens.path("novelty/drift/" + name).toFile());
    }

    private static double[] numbers(String name) throws IOException {
        return NpyArray.read(Goldens.path("novelty/drift/" + name)).doubles();
    }

    private static List<Integer> integers(JsonNode list) {
        return list.valueStream().map(JsonNode::asInt).toList();
    }
}
