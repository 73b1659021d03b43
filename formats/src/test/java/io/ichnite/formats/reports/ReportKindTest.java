package io.ichnite.formats.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.error.BadInput;
import io.ichnite.formats.traces.Outcome;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.ingest.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportKindTest {
    private static List<String> kinds(byte[] head) {
        return ReportKind.all().stream()
                .filter(kind -> kind.recognises(head))
                .map(TraceKind::word)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "cape-2.4.json,cape",
        "cuckoo-1.2.json,cuckoo",
        "cuckoo-2.0.json,cuckoo",
        "speakeasy-1.1.json,speakeasy",
        "speakeasy-1.1-entry-points.json,speakeasy",
        "speakeasy-3.0.json,speakeasy"
    })
    void oneKindRecognisesAReport(String name, String kind) {
        byte[] report = Reports.own(name);
        assertEquals(List.of(kind), kinds(report));
        for (int length = 400; length < report.length; length += 97) {
            List<String> cut = kinds(Arrays.copyOf(report, length));
            assertEquals(1, cut.size(), name + " cut at " + length);
        }
    }

    @Test
    void whatTheHeadDoesNotShowIsAReportStill() {
        assertEquals(List.of("report"), kinds(Reports.bytes("{\"a\": [1, 2], \"strings\": {\"b\": \"")));
        assertEquals(List.of("report"), kinds(Reports.bytes("\uFEFF \n{\"a\": 1}")));
        assertEquals(List.of("report"), kinds(Reports.bytes("{}")));
        assertEquals(List.of("report"), kinds(Reports.bytes("[{\"name\": 1}]")));
        assertEquals(List.of("cape"), kinds(Reports.bytes("{\"x\": {\"y\": [{\"parentcaller\": \"0x")));
        assertEquals(List.of("cape"), kinds(Reports.bytes("{\"info\": {\"version\": \"2.2-CAPE\"}, ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n ",
                "file_id,api\n",
                "{",
                "{ open",
                "[",
                "[]",
                "[\"a b c\"]",
                "[1]",
                "3",
                "\"behavior\"",
                "null",
                "{\"be"
            })
    void otherFilesAreNot(String head) {
        assertEquals(List.of(), kinds(head.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aKindThatWasNamedRefusesAnother() {
        BadInput cape = assertThrows(
                BadInput.class,
                () -> Reports.read(
                        ReportKind.CAPE, Reports.own("speakeasy-1.1.json"), Outcome.NONE, Limits.defaults()));
        assertEquals(
                "r.json: expected a report with the key behavior (CAPE, Cuckoo), found the keys 'path', 'sha256', 'arch',"
                        + " 'emu_version', ...",
                cape.getMessage());
        BadInput speakeasy = assertThrows(
                BadInput.class,
                () -> Reports.read(
                        ReportKind.SPEAKEASY, Reports.own("cuckoo-2.0.json"), Outcome.NONE, Limits.defaults()));
        assertEquals(
                "r.json: expected a report with the key entry_points (Speakeasy), found the keys 'info', 'behavior'",
                speakeasy.getMessage());
        BadInput list = assertThrows(
                BadInput.class,
                () -> Reports.read(
                        ReportKind.CAPE,
                        Reports.own("speakeasy-1.1-entry-points.json"),
                        Outcome.NONE,
                        Limits.defaults()));
        assertEquals(
                "r.json:1: expected a JSON object with the key behavior (CAPE, Cuckoo), found a list",
                list.getMessage());
    }
}
