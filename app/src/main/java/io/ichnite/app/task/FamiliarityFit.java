package io.ichnite.app.task;

import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataRows;
import io.ichnite.app.source.ModelSource;
import io.ichnite.data.Examples;
import io.ichnite.error.BadConfig;
import io.ichnite.formats.json.Numbers;
import io.ichnite.metric.MeanSeparation;
import io.ichnite.metric.SeparationMeasure;
import io.ichnite.model.Familiarity;
import io.ichnite.model.FeatureExtractor;
import io.ichnite.model.FeatureExtractor.Layer;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.SeenRows;
import io.ichnite.novelty.FittedDetector;
import io.ichnite.novelty.Scorer;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gives a model the detector that a comparison recommends: fitted on the rows that trained the model, its threshold set on those that
 * validated, which no weight and no detector was fitted on.
 */
public final class FamiliarityFit {
    private final Path file;
    private final double errorRate;
    private final ModelBundle model;

    private FamiliarityFit(Path file, double errorRate, ModelBundle model) {
        this.file = file;
        this.errorRate = errorRate;
        this.model = model;
    }

    /**
     * Opens a model.
     *
     * @param errorRate the share of familiar rows that may be taken for novel
     * @throws BadConfig if the model does not know which rows it has seen, or too few of them validated for so small a rate
     */
    public static FamiliarityFit of(Path file, double errorRate) throws IOException {
        ModelBundle model = ModelSource.bundle(file);
        Familiarity.rank(seen(file, model).validated().size(), errorRate);
        return new FamiliarityFit(file, errorRate, model);
    }

    private static SeenRows seen(Path file, ModelBundle model) {
        SeenRows rows = model.rows();
        if (rows == null) {
            throw new BadConfig("--into: " + file + " does not say which rows it was trained on; train it anew");
        }
        return rows;
    }

    /**
     * Refuses what could not be done at the end.
     *
     * @param layers of the network that is compared
     * @throws BadConfig if the data lacks rows that the model has seen, or its network has other layers
     */
    void check(Data data, List<Layer> layers) {
        for (Layer layer : layers) {
            Layer own = FeatureExtractor.find(model.network(), String.valueOf(layer.number()));
            if (!own.equals(layer)) {
                throw new BadConfig("--into: " + file + " has another network than is compared: its layer "
                        + layer.number() + " is " + own.name() + " (" + own.width() + "), not " + layer.name() + " ("
                        + layer.width() + ")");
            }
        }
        data.encoding(model.encoding());
        SeenRows seen = seen(file, model);
        Map<String, Integer> places = places(data);
        int missing = 0;
        for (List<String> part : List.of(seen.trained(), seen.validated())) {
            for (String name : part) {
                Integer row = places.get(name);
                missing += row == null ? 1 : 0;
                if (row != null && model.families().indexOf(String.valueOf(data.label(row))) < 0) {
                    throw new BadConfig("--into: " + file + " knows the classes "
                            + String.join(", ", model.families().names()) + "; row " + name + " is of none of them");
                }
            }
        }
        if (missing > 0) {
            throw new BadConfig("--into: " + missing + " of "
                    + (seen.trained().size() + seen.validated().size()) + " rows that " + file
                    + " has seen are not in " + data.name());
        }
    }

    private static Map<String, Integer> places(Data data) {
        Map<String, Integer> places = new HashMap<>();
        data.rows().forEach(row -> places.put(data.id(row), row));
        return places;
    }

    /**
     * Fits the recommended detector and writes it into the model's file.
     *
     * @param all the data that was compared
     * @return what was done, for a person
     */
    public String write(
            Data all,
            NoveltyCompared compared,
            NoveltyComparisonRequest request,
            Streams streams,
            Kernels kernels,
            int threads)
            throws IOException {
        Candidate candidate = compared.recommended();
        List<String> layers = candidate.layer() < 0 ? List.of() : List.of(candidate.number());
        SeenRows seen = seen(file, model);
        Examples trained = rows(all, seen.trained());
        Examples validated = rows(all, seen.validated());
        Candidate alone = new Candidate(candidate.kind(), layers.isEmpty() ? -1 : 0, candidate.number());
        Progress progress = new Progress(streams, System::nanoTime);
        try (Extraction extraction = new Extraction(model, layers, kernels, threads)) {
            int rows = trained.size() + validated.size();
            Extracted fit = extraction.of(trained, (done, of) -> progress.part("features", done, rows));
            Extracted held =
                    extraction.of(validated, (done, of) -> progress.part("features", trained.size() + done, rows));
            FittedDetector detector = alone.fit(
                    extraction,
                    fit,
                    Labels.of(trained),
                    new Candidate.Options(request.covariance(), request.k()),
                    kernels);
            double[] scores = new Scorer(kernels, threads).score(detector, alone.rows(held));
            double threshold = Familiarity.threshold(scores, errorRate);
            ModelSource.write(
                    model.withFamiliarity(
                            new Familiarity(detector, layers, threshold, errorRate, facts(candidate, compared, seen))),
                    file);
            return file + ": now tells the novel by " + candidate.name() + ", below " + Numbers.text(threshold)
                    + " (error rate " + Numbers.text(errorRate) + ", from " + validated.size() + " validation rows)";
        } finally {
            progress.clear();
        }
    }

    private Examples rows(Data all, List<String> names) {
        Map<String, Integer> places = places(all);
        List<Integer> rows = new ArrayList<>();
        for (String name : names) {
            Integer row = places.get(name);
            if (row == null) {
                throw new BadConfig("--into: row " + name + " is not in " + all.name());
            }
            rows.add(row);
        }
        Data some = new DataRows(all, rows);
        return some.examples(model.vocabulary(), some.encoding(model.encoding()), model.families(), some.rows());
    }

    private static SortedMap<String, String> facts(Candidate candidate, NoveltyCompared compared, SeenRows seen) {
        SortedMap<String, String> facts = new TreeMap<>();
        MeanSeparation mean = compared.mean(compared.ranked().get(0));
        facts.put("detector", candidate.name());
        facts.put(
                "chosen by",
                "novelty compare: the best mean AUROC of "
                        + compared.candidates().size() + " detectors over "
                        + compared.families().size() + " families, each left out in turn");
        facts.put("mean AUROC in hindsight", Numbers.text(mean.mean(SeparationMeasure.AUROC)));
        if (compared.how() != DetectorChoice.How.NONE) {
            facts.put("mean AUROC of the choice", Numbers.text(compared.choice().mean(SeparationMeasure.AUROC)));
        }
        facts.put("fitted on", seen.trained().size() + " rows that trained the network");
        facts.put("threshold from", seen.validated().size() + " rows that validated it");
        return facts;
    }
}
