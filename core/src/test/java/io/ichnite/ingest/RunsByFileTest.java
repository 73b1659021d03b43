package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsByFileTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** A block of one row a run. */
    private static Block block(long[] files, int label) {
        Block block = new Block(files.length * 8).filled(0);
        for (int i = 0; i < files.length; i++) {
            block.startRun(files[i], 1, 2 * i, label, i);
            block.row(0);
        }
        return block;
    }

    @Test
    void runsOfAFileFollowEachOtherAsTheyCame() {
        Random random = new Random(SEED);
        RunsByFile byFile = new RunsByFile();
        for (int files : new int[] {2, 7, 5000}) {
            long[] ids = random.longs(20_000, 0, files).map(id -> id * id).toArray();
            Block block = block(ids, 3);
            byFile.arrange(block);
            assertTrue(block.arranged);
            List<Integer> seen = new ArrayList<>();
            List<Long> begun = new ArrayList<>();
            for (int i = 0; i < block.runs; i++) {
                int run = block.order[i];
                boolean goesOn = i > 0 && ids[run] == ids[block.order[i - 1]];
                assertTrue(!goesOn || run > block.order[i - 1]);
                if (!goesOn) {
                    begun.add(ids[run]);
                }
                seen.add(run);
            }
            assertEquals(begun.stream().distinct().toList(), begun);
            Collections.sort(seen);
            for (int run = 0; run < block.runs; run++) {
                assertEquals(run, seen.get(run));
            }
        }
    }

    @Test
    void blocksThatLieWellAndFilesOfTwoLabelsAreLeftAsTheyAre() {
        RunsByFile byFile = new RunsByFile();
        Block block = block(new long[] {1, 2, 1}, 3);
        block.label[2] = 4;
        byFile.arrange(block);
        assertFalse(block.arranged);
        Block well = new Block(1000).filled(0);
        for (int run = 0; run < 2; run++) {
            well.startRun(run, 1, 0, 3, 4 * run);
            for (int row = 0; row < 4; row++) {
                well.row(0);
            }
        }
        byFile.arrange(well);
        assertFalse(well.arranged);
    }

    @Test
    void rejectsAreToldAsTheyStandInTheInput() throws IOException {
        String rows = "1,5,A,1,0\n2,5,A,1,0\n1,5,A,2,0\nbad\n2,6,A,2,0\n1,5,A,1,1\n2,5,A,3,0\n1,6,A,4,0\n";
        Path input = Stores.write(folder.resolve("in.csv"), Stores.HEADER + rows);
        IngestReport report = Stores.ingest(input, folder.resolve("store"));
        assertEquals(
                List.of(
                        input + ":5: expected 5 columns, found 1",
                        input + ":6: label 6 differs from label 5 of the same file at line 3",
                        input + ":9: label 6 differs from label 5 of the same file at line 2"),
                report.firstRejects());
        assertEquals(List.of("1/5: A A A", "2/5: A A"), Stores.told(folder.resolve("store")));
    }

    @Test
    void aFileThatHadAnotherLabelInABlockBeforeKeepsIt() throws IOException {
        StringBuilder rows = new StringBuilder(Stores.HEADER);
        for (int i = 0; i < 40; i++) {
            rows.append(i % 4)
                    .append(i < 20 ? ",5,A,1," : ",6,A,1,")
                    .append(100 - i)
                    .append('\n');
        }
        Path input = Stores.write(folder.resolve("in.csv"), rows.toString());
        for (int block : new int[] {30, 1 << 20}) {
            IngestReport report = TraceIngest.run(
                    List.of(input),
                    folder.resolve("store"),
                    IngestOptions.defaults(),
                    Decompression.none(),
                    IngestProgress.none(),
                    block,
                    Long.MAX_VALUE);
            assertEquals(20, report.calls());
            assertEquals(20, report.rejected());
            assertEquals(
                    input + ":22: label 6 differs from label 5 of the same file at line 2",
                    report.firstRejects().get(0));
        }
    }
}
