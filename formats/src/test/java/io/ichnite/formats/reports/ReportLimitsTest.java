package io.ichnite.formats.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.error.BadInput;
import io.ichnite.formats.traces.Outcome;
import io.ichnite.ingest.Limits;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is beyond a limit is said, with the flag of the limit. */
class ReportLimitsTest {
    private static final String BEFORE = "{\"behavior\":{\"processes\":[{\"calls\":[";
    private static final String AFTER = "]}]}}";

    private static List<String> lines(String json, Limits limits) throws IOException {
        return Reports.read(ReportKind.ANY, Reports.bytes(json), Outcome.NONE, limits)
                .lines();
    }

    private static String message(String json, Limits limits) {
        return String.valueOf(
                assertThrows(BadInput.class, () -> lines(json, limits)).getMessage());
    }

    @Test
    void depth() throws IOException {
        // The list of arguments of a call is the seventh list or object.
        String report = BEFORE + "{\"api\":\"A\",\"tid\":1,\n\"arguments\":[[]]}" + AFTER;
        assertEquals(
                List.of("call r 1 1073741824 A @1"),
                lines(report, Limits.defaults().withDepth(8)));
        assertEquals(
                "r.json:2: lists and objects lie more than 7 deep in each other, the limit (--max-depth)",
                message(report, Limits.defaults().withDepth(7)));
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertEquals(
                "r.json:1: lists and objects lie more than 10000 deep in each other, the limit (--max-depth)",
                message(deep, Limits.defaults().withDepth(10_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"api\":\"LONG\"}",
                "{\"api\":\"A\",\"tid\":1LONG}",
                "{\"api\":\"A\",\"tid\":1,\"x\":1LONG}",
                "{\"api\":\"A\",\"tid\":1,\"x\":1.LONG}",
                "{\"api\":\"A\",\"tid\":1,\"x\":1eLONG}",
                "{\"api\":\"A\",\"tid\":1,\"timestamp\":\"LONG\"}",
                "{\"api\":\"A\",\"tid\":1,\"LONG\":1}",
            })
    void text(String call) throws IOException {
        String report = BEFORE + call.replace("LONG", "1".repeat(300_000)) + AFTER;
        assertEquals(
                "r.json:1: holds a text or a number of more than 256 characters, the limit of what is held (--max-text)",
                message(report, Limits.defaults().withText(256)));
        assertEquals(1, lines(report, Limits.defaults()).size());
    }

    @Test
    void textsThatAreNotAskedForMayBeLong() throws IOException {
        String report =
                BEFORE + "{\"api\":\"A\",\"tid\":1,\"arguments\":\"" + "\\u0041\\n".repeat(100_000) + "\"}" + AFTER;
        assertEquals(
                List.of("call r 1 1073741824 A @1"),
                lines(report, Limits.defaults().withText(256)));
    }

    @Test
    void calls() throws IOException {
        String calls = "{\"api\":\"A\",\"tid\":1,\"repeated\":1},{\"api\":\"B\",\"tid\":1,\"repeated\":2000000000},\n"
                + "{\"api\":\"C\",\"tid\":1,\"repeated\":0},{\"api\":\"D\",\"tid\":1,\"repeated\":\"3\"}";
        assertEquals(
                List.of(
                        "call r 1 1073741824 A @1",
                        "call r 1 1073741824 A @1",
                        "call r 1 1073741824 B @1",
                        "call r 1 1073741824 B @1",
                        "reject 1 process 1, call 2: of 2000000000 repetitions 1999999999 are left out, as a file may have 4 calls where"
                                + " a count stands for them (--max-calls)",
                        "call r 1 1073741824 C @2",
                        "call r 1 1073741824 D @2",
                        "reject 2 process 1, call 4: of 3 repetitions 3 are left out, as a file may have 4 calls where a count stands for"
                                + " them (--max-calls)"),
                lines(BEFORE + calls + AFTER, Limits.defaults().withCalls(4)));
    }

    @Test
    void aRepeatedCallWithABadNameIsOneReject() throws IOException {
        assertEquals(
                List.of("reject 1 process 1, call 1: api is empty"),
                lines(BEFORE + "{\"api\":\"\",\"tid\":1,\"repeated\":9}" + AFTER, Limits.defaults()));
    }

    /** A disk's fault is the disk's. */
    @Test
    void aReadErrorComesThrough() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new EOFException("the disk is gone");
            }

            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                return read();
            }
        };
        for (String before : List.of("", BEFORE + "{\"api\":\"A\"")) {
            InputStream in = new SequenceInputStream(new ByteArrayInputStream(Reports.bytes(before)), broken);
            assertEquals(
                    "the disk is gone",
                    assertThrows(
                                    EOFException.class,
                                    () -> Reports.read(ReportKind.ANY, in, Outcome.NONE, Limits.defaults()))
                            .getMessage());
        }
    }
}
