package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import io.ichnite.app.source.ScanSource.Kind;
import io.ichnite.data.Encoding;
import io.ichnite.data.Examples;
import io.ichnite.error.BadBundle;
import io.ichnite.error.BadConfig;
import io.ichnite.model.Familiarity;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.NetworkClassifier;
import io.ichnite.novelty.FeatureRows;
import io.ichnite.novelty.Scorer;
import io.ichnite.sample.Families;
import io.ichnite.tensor.Kernels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model that gives its opinion of files. Where it has a detector, one pass through its network serves both. Used by one thread. */
public final class Judge implements AutoCloseable {
    private final String name;
    private final ModelBundle model;
    private final Kind kind;
    private final Kernels kernels;
    private final int threads;
    /** For models with a detector; the other is null. */
    private final @Nullable Extraction extraction;

    private final @Nullable NetworkClassifier classifier;

    /**
     * @param name as messages say it
     * @throws BadConfig if the model takes ready integers, so that nobody knows what of a file they would be
     */
    public Judge(String name, ModelBundle model, Kernels kernels, int threads) {
        this.name = name;
        this.model = model;
        this.kernels = kernels;
        this.threads = threads;
        this.kind = switch (model.vocabulary().kind()) {
            case BYTES -> Kind.BYTES;
            case ICHNITE, KERAS -> Kind.TRACES;
            case NONE ->
                throw new BadConfig(
                        name + ": takes ready integers, as it has no vocabulary; scan needs to know what calls"
                                + " or bytes stand for");
        };
        Familiarity familiarity = model.familiarity();
        this.extraction = familiarity == null ? null : new Extraction(model, familiarity.layers(), kernels, threads);
        this.classifier = familiarity == null ? new NetworkClassifier(model, kernels, threads) : null;
    }

    public String name() {
        return name;
    }

    /** What files it takes. */
    public Kind kind() {
        return kind;
    }

    public Families families() {
        return model.families();
    }

    /** Whether it can tell what it never saw. */
    public boolean tellsNovel() {
        return extraction != null;
    }

    /**
     * Its opinion of some rows, in their order.
     *
     * @param enough suspicion from which on a file is suspicious
     * @throws BadBundle if what it answers is no number
     */
    List<Opinion> of(Data data, List<Integer> rows, Harmless harmless, double enough) {
        Encoding encoding = data.encoding(model.encoding());
        Examples examples = data.unlabelled(model.vocabulary(), encoding, rows);
        LookedAt.Reader reader = new LookedAt.Reader(data, model.vocabulary(), encoding);
        float[] probabilities;
        double[] scores = null;
        Familiarity familiarity = model.familiarity();
        if (extraction != null && familiarity != null) {
            Extracted extracted = extraction.of(examples, (done, all) -> {});
            probabilities = extracted.probabilities();
            scores = new Scorer(kernels, threads).score(familiarity.detector(), features(extracted));
        } else if (classifier != null) {
            probabilities = classifier.probabilities(examples);
        } else {
            throw new IllegalStateException("neither a classifier nor a detector");
        }
        int classes = model.families().size();
        List<Opinion> opinions = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<Float> row = new ArrayList<>();
            for (int c = 0; c < classes; c++) {
                row.add(finite(probabilities[i * classes + c]));
            }
            Opinion.Familiar familiar = scores == null || familiarity == null
                    ? null
                    : new Opinion.Familiar(finite(scores[i]), familiarity.threshold());
            double suspicion = harmless.suspicion(model.families(), row);
            opinions.add(new Opinion(
                    name, model.families(), row, familiar, suspicion, suspicion >= enough, reader.of(rows.get(i))));
        }
        return opinions;
    }

    /** Of all layers that the detector takes, side by side. */
    private static FeatureRows features(Extracted extracted) {
        if (extracted.layers() == 0) {
            return extracted.answers();
        }
        FeatureRows rows = extracted.layer(0);
        for (int layer = 1; layer < extracted.layers(); layer++) {
            rows = rows.beside(extracted.layer(layer));
        }
        return rows;
    }

    private float finite(float number) {
        return (float) finite((double) number);
    }

    private double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new BadBundle(name, "answers " + number + ", which is no number; its weights are damaged");
        }
        return number;
    }

    @Override
    public void close() {
        if (extraction != null) {
            extraction.close();
        }
        if (classifier != null) {
            classifier.close();
        }
    }
}
