package io.ichnite.ingest;

import io.ichnite.fuzz.Corpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a fuzzer once found, and good inputs, by the readers of traces. */
class FuzzCorpusTest {
    @TestFactory
    List<DynamicTest> replay(@TempDir Path scratch) throws IOException {
        return Corpus.replay(new IngestFuzzTargets().all(), scratch);
    }

    @Test
    void noFileIsPassedOver() throws IOException {
        Corpus.complete(new IngestFuzzTargets().all());
    }
}
