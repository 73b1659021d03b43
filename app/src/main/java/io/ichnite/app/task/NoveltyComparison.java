package io.ichnite.app.task;

import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataRows;
import io.ichnite.data.Encoding;
import io.ichnite.error.BadConfig;
import io.ichnite.formats.npy.NpyArray;
import io.ichnite.model.FeatureExtractor;
import io.ichnite.model.FeatureExtractor.Layer;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.novelty.DetectorKind;
import io.ichnite.sample.Families;
import io.ichnite.tensor.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which detector tells a family that was never seen: each is left out in turn, and network and detectors are trained without it. The
 * choice for a family is made without it, too. Used by one thread.
 */
public final class NoveltyComparison {
    /** These do not change what a part gives. */
    private static final List<String> APART = List.of("choose", "resamples", "error-rate", "into");
    /** Of an embedding: layers and their widths are the same for any. */
    private static final int ANY_ROWS = 2;

    private final Streams streams;
    private final Kernels kernels;
    private final int threads;
    private final String version;
    private final BooleanSupplier stop;

    /**
     * @param version of ichnite, by which kept parts are told from those of another
     * @param stop whether a person has asked to end
     */
    public NoveltyComparison(Streams streams, Kernels kernels, int threads, String version, BooleanSupplier stop) {
        this.streams = streams;
        this.kernels = kernels;
        this.threads = threads;
        this.version = version;
        this.stop = stop;
    }

    /**
     * Trains, fits and measures, part by part; says on the way which.
     *
     * @param keep folder for the scores of finished parts, gone when {@link #done} is told; null to keep nothing
     * @param resume whether to go on with what is kept there, if anything is
     * @param into a model that is to get the detector; looked at before anything long begins; null for none
     * @throws io.ichnite.error.IchniteException if data and request do not go together, or another work is kept there
     * @throws Interrupted if a person has asked to end
     */
    public NoveltyCompared run(
            Data all,
            NoveltyComparisonRequest request,
            @Nullable Path keep,
            boolean resume,
            @Nullable FamiliarityFit into)
            throws IOException {
        List<Integer> labelled = Labels.labelled(all, streams::say);
        Families families = present(all, labelled, request.training().words().classes());
        Data data = new DataRows(all, labelled);
        NetworkChoice network = request.training().network().forData(data);
        Encoding encoding = data.encoding(request.training().encoding().over(Networks.encoding(network, null)));
        List<String> groups = request.grouping().keys(data, encoding, data.rows());
        LeaveOutPlan plan = new LeaveOutPlan(
                families.names(),
                LeaveOutWork.numbers(data, families),
                groups,
                request.folds(),
                request.training().plan().seed());
        NetworkSpec spec = Networks.spec(network, null, encoding.length(), ANY_ROWS, families.size() - 1);
        List<Layer> layers = layers(request, spec);
        List<Candidate> candidates = candidates(request, spec, layers);
        if (into != null) {
            into.check(data, layers);
        }
        List<Integer> able = able(plan, families);
        DetectorChoice.How how = how(request, families);
        List<LeaveOutPart> parts = parts(plan, able, how);
        KeptArrays store = KeptArrays.open(
                "comparison", "part", keep, resume, asked(data, groups, request, candidates), streams::say);
        LeaveOutWork work = new LeaveOutWork(
                data,
                families,
                request,
                candidates,
                layers.stream().map(layer -> String.valueOf(layer.number())).toList(),
                new Training(streams, kernels, threads, version),
                streams,
                kernels,
                threads,
                stop);
        List<LeaveOutScores> scores = new ArrayList<>();
        try {
            for (LeaveOutPart part : parts) {
                scores.add(new LeaveOutScores(
                        part, scores(plan, part, scores.size() + 1, parts.size(), work, store, candidates.size())));
            }
        } catch (Interrupted e) {
            throw new Interrupted("stopped in part " + (scores.size() + 1) + " of " + parts.size()
                    + (keep == null
                            ? "; -o DIR would have kept the others"
                            : "; the same command with --resume goes on"));
        }
        Progress progress = new Progress(streams, System::nanoTime);
        try {
            return new LeaveOutMeasuring(plan, families.names(), groups, candidates, how, request, threads)
                    .measure(able, scores, progress);
        } finally {
            progress.clear();
        }
    }

    /** The classes asked for, else those of the labels; those of which there is a row. */
    private static Families present(Data data, List<Integer> rows, @Nullable List<String> asked) {
        Set<String> found = new HashSet<>();
        rows.forEach(row -> found.add(String.valueOf(data.label(row))));
        if (found.size() < LeaveOutPlan.LEAST_FAMILIES) {
            throw new BadConfig("novelty compare leaves one family out, each in turn: expected at least "
                    + LeaveOutPlan.LEAST_FAMILIES + " families, found " + found.size() + " in " + data.name());
        }
        return new Families(Labels.families(data, rows, asked).names().stream()
                .filter(found::contains)
                .toList());
    }

    private static List<Layer> layers(NoveltyComparisonRequest request, NetworkSpec spec) {
        List<Layer> layers = new ArrayList<>();
        for (String name : request.layers() == null ? FeatureExtractor.usual(spec) : request.layers()) {
            Layer layer = FeatureExtractor.find(spec, name);
            if (layers.contains(layer)) {
                throw new BadConfig("--layers: " + name + " is named twice");
            }
            layers.add(layer);
        }
        return layers;
    }

    private static List<Candidate> candidates(NoveltyComparisonRequest request, NetworkSpec spec, List<Layer> layers) {
        List<DetectorKind> asked = request.detectors();
        List<DetectorKind> kinds = asked != null
                ? asked
                : Arrays.stream(DetectorKind.values())
                        .filter(DetectorKind::named)
                        .toList();
        return Candidate.of(kinds, layers, FeatureExtractor.feeding(spec), asked == null);
    }

    /** The families to leave out; says of which rows nothing can be said. */
    private List<Integer> able(LeaveOutPlan plan, Families families) {
        List<Integer> able = plan.candidates();
        for (int family = 0; family < families.size(); family++) {
            int kin = plan.kin(family);
            if (!able.contains(family)) {
                streams.say("all " + kin + " rows of " + plan.told(List.of(family))
                        + " have kin in other families: it is not left out");
            } else if (kin > 0) {
                streams.say(kin + " rows of " + plan.told(List.of(family))
                        + " have kin in other families, and are not novel when it is left out");
            }
        }
        if (able.size() < LeaveOutPlan.LEAST_FAMILIES) {
            throw new BadConfig("expected at least " + LeaveOutPlan.LEAST_FAMILIES
                    + " families with rows that have no kin in another, found " + able.size());
        }
        return able;
    }

    private DetectorChoice.How how(NoveltyComparisonRequest request, Families families) {
        if (request.choose() == DetectorChoice.How.PAIRS && families.size() == LeaveOutPlan.LEAST_FAMILIES) {
            streams.say(
                    "of three families two left out leave one, which is nothing to learn from: the detector for a family"
                            + " is chosen by networks that saw it among the known (--choose single)");
            return DetectorChoice.How.SINGLE;
        }
        return request.choose();
    }

    private static List<LeaveOutPart> parts(LeaveOutPlan plan, List<Integer> able, DetectorChoice.How how) {
        List<LeaveOutPart> parts = new ArrayList<>();
        able.forEach(family -> parts.addAll(plan.without(family)));
        for (int one = 0; one < able.size() && how == DetectorChoice.How.PAIRS; one++) {
            for (int other = one + 1; other < able.size(); other++) {
                parts.add(plan.without(able.get(one), able.get(other)));
            }
        }
        return parts;
    }

    private SortedMap<String, String> asked(
            Data data, List<String> groups, NoveltyComparisonRequest request, List<Candidate> candidates)
            throws IOException {
        SortedMap<String, String> asked = Fingerprint.of(
                data,
                groups,
                request.training(),
                candidates.stream().map(Candidate::name).toList(),
                version);
        APART.forEach(option -> asked.remove("--" + option));
        return asked;
    }

    /** Those that are kept, else found now and kept. */
    private NpyArray scores(
            LeaveOutPlan plan,
            LeaveOutPart part,
            int number,
            int parts,
            LeaveOutWork work,
            KeptArrays store,
            int candidates)
            throws IOException {
        KeptArrays.Part kept = store.read(part.key());
        if (kept != null
                && kept.array().kind() == NpyArray.Kind.FLOAT64
                && Arrays.equals(kept.array().shape(), new int[] {candidates, part.scored()})) {
            return kept.array();
        }
        String which = "without " + plan.told(part.families()) + ", fold " + (part.fold() + 1);
        streams.say(String.format(
                Locale.ROOT,
                "part %d/%d, %s: %d rows to learn from, %d known, %d novel",
                number,
                parts,
                which,
                part.train().size(),
                part.known().size(),
                part.scored() - part.known().size()));
        NpyArray scores = work.scores(part, which, number, parts);
        store.write(part.key(), scores, List.of());
        return scores;
    }

    /** Lets go of the scores that were kept: all that came of them is written. */
    public static void done(Path keep) throws IOException {
        KeptArrays.delete(keep);
    }
}
