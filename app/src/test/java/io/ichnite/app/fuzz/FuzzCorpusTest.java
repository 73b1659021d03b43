package io.ichnite.app.fuzz;

import io.ichnite.app.task.StateFuzzTargets;
import io.ichnite.fuzz.Corpus;
import io.ichnite.fuzz.FuzzTarget;
import io.ichnite.fuzz.FuzzTargets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a fuzzer once found, and good inputs, by the readers behind the command line. */
class FuzzCorpusTest {
    private static List<FuzzTarget> targets() {
        return Stream.of(new SourceFuzzTargets(), new StateFuzzTargets())
                .map(FuzzTargets::all)
                .flatMap(List::stream)
                .toList();
    }

    @TestFactory
    List<DynamicTest> replay(@TempDir Path scratch) throws IOException {
        return Corpus.replay(targets(), scratch);
    }

    @Test
    void noFileIsPassedOver() throws IOException {
        Corpus.complete(targets());
    }
}
