package io.ichnite.examples;

import io.ichnite.data.EncodedTraces;
import io.ichnite.data.TraceEncoder;
import io.ichnite.formats.archive.Zstandard;
import io.ichnite.formats.bundle.ZipModelFiles;
import io.ichnite.ingest.IngestOptions;
import io.ichnite.ingest.IngestProgress;
import io.ichnite.ingest.TraceIngest;
import io.ichnite.ingest.TraceStore;
import io.ichnite.model.ModelBundle;
import io.ichnite.model.NetworkClassifier;
import io.ichnite.tensor.KernelChoice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Asks a model about traces, and prints the most probable family of each file.
 *
 * <pre>{@code
 * java --add-modules jdk.incubator.vector -cp app/target/launcher/ichnite.jar \
 *     examples/src/main/java/io/ichnite/examples/ClassifyTraces.java watched.ichnite samples/traces/test.csv.zst asked.store
 * }</pre>
 */
public final class ClassifyTraces {
    private ClassifyTraces() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("usage: ClassifyTraces MODEL TRACES.csv STORE");
            System.exit(2);
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        run(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), out);
        out.flush();
    }

    static void run(Path model, Path traces, Path store, PrintStream out) throws IOException {
        ModelBundle bundle = new ZipModelFiles().read(model);
        try (TraceStore files = TraceIngest.open(
                        List.of(traces), store, IngestOptions.defaults(), new Zstandard(), IngestProgress.none());
                NetworkClassifier classifier = new NetworkClassifier(
                        bundle,
                        KernelChoice.choose("auto").kernels(),
                        Runtime.getRuntime().availableProcessors())) {
            List<Integer> all = IntStream.range(0, files.size()).boxed().toList();
            TraceEncoder encoder = new TraceEncoder(files, bundle.vocabulary(), bundle.encoding());
            // (files, families), row by row
            float[] probabilities = classifier.probabilities(EncodedTraces.unlabelled(all, encoder));
            int families = bundle.families().size();
            for (int file : all) {
                int best = 0;
                for (int family = 1; family < families; family++) {
                    if (probabilities[file * families + family] > probabilities[file * families + best]) {
                        best = family;
                    }
                }
                out.printf(
                        Locale.ROOT,
                        "%s %s %.3f%n",
                        files.id(file),
                        bundle.families().names().get(best),
                        probabilities[file * families + best]);
            }
        }
    }
}
