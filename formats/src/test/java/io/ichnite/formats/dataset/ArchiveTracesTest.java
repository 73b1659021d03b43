package io.ichnite.formats.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.error.BadInput;
import io.ichnite.formats.archive.Tars;
import io.ichnite.formats.archive.Zstandard;
import io.ichnite.formats.sequences.SequencesKind;
import io.ichnite.formats.traces.Outcome;
import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.ToldCalls;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.ingest.Limits;
import io.ichnite.ingest.TraceSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each member by what it holds, under its own name. */
class ArchiveTracesTest {
    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    private static List<String> told(byte[] tar, Limits limits, @Nullable TraceKind kind) throws IOException {
        ToldCalls told = new ToldCalls();
        new ArchiveTraces(new Reading(limits, Outcome.NONE), new Zstandard(), kind, false)
                .read(new ByteArrayInputStream(tar), new TraceSource("x.tar", "x"), told);
        return told.lines();
    }

    @Test
    void eachMemberTellsWhatItIs() throws IOException {
        byte[] dump = "[\"a b\"]".getBytes(StandardCharsets.UTF_8);
        byte[] tar = new Tars()
                .member("d/", '5', new byte[0])
                .file("d/t.csv", "file_id,api,tid,index\n7,c,0,0\n")
                .member("d/z.json.gz", '0', gzip(dump))
                .member("evil\u001b[2J\u202e", '0', dump)
                .member("link", '2', new byte[0])
                .member("inner.tar", '0', new Tars().file("a", "b").end())
                .end();
        assertEquals(
                List.of(
                        "part x.tar!d/t.csv d/t",
                        "part x.tar!d/t.csv d/t csv",
                        "part x.tar!d/z.json.gz d/z",
                        "call 1 0 0 a @1",
                        "call 1 0 1 b @1",
                        "part x.tar!evil\\u001B[2J\\u202E evil\u001b[2J\u202e",
                        "call 1 0 0 a @1",
                        "call 1 0 1 b @1",
                        "part x.tar!link link",
                        "refused x.tar!link: is a link, which is not followed",
                        "part x.tar!inner.tar inner.tar",
                        "refused x.tar!inner.tar: is an archive in an archive; expected a trace"),
                told(tar, Limits.defaults(), null));
    }

    @Test
    void allMembersMayBeToldToBeOfOneKind() throws IOException {
        byte[] tar = new Tars().file("a", "{}").end();
        assertEquals(
                List.of("part x.tar!a a", "refused x.tar!a:1: expected a JSON array, found {"),
                told(tar, Limits.defaults(), new SequencesKind()));
    }

    @Test
    void tooManyMembersAreRefused() throws IOException {
        byte[] tar = new Tars().file("a", "[\"x\"]").file("b", "[\"x\"]").end();
        assertEquals(4, told(tar, Limits.defaults().withEntries(2), null).size());
        assertEquals(
                "x.tar: has more than 1 members, the limit of an archive (--max-entries)",
                assertThrows(BadInput.class, () -> told(tar, Limits.defaults().withEntries(1), null))
                        .getMessage());
        byte[] empty = new Tars().member("d/", '5', new byte[0]).end();
        assertEquals(
                "x.tar: is an archive without a file; expected traces",
                assertThrows(BadInput.class, () -> told(empty, Limits.defaults(), null))
                        .getMessage());
    }

    @Test
    void idsAreNamesWithoutEndings() {
        assertEquals("a/b", FileIds.of("a/b.json.gz"));
        assertEquals("a/b.exe", FileIds.of("./a\\b.exe.LOG"));
        assertEquals("7", FileIds.of("7.relay.zst"));
        assertEquals(".json", FileIds.of(".json"));
        assertEquals("a/.gz", FileIds.of("a/.gz"));
        assertEquals("report", FileIds.of("report.json"));
    }
}
