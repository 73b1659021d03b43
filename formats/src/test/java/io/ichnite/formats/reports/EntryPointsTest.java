package io.ichnite.formats.reports;

import static io.ichnite.formats.reports.Reports.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.error.BadInput;
import io.ichnite.formats.traces.Outcome;
import io.ichnite.ingest.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Speakeasy's reports. */
class EntryPointsTest {
    private static List<String> read(String name, Outcome outcome) throws IOException {
        return Reports.read(ReportKind.SPEAKEASY, Reports.own(name), outcome, Limits.defaults())
                .lines();
    }

    @Test
    void one() throws IOException {
        List<String> told = List.of(
                "call r 0 0 GetVersionExA @17",
                "call r 0 1 ws2_32.ordinal_115 @18",
                "call r 0 2 __set_app_type @19",
                "call r 1 3 GetVersionExA @31");
        assertEquals(told, read("speakeasy-1.1.json", Outcome.NONE));
        assertEquals(told, read("speakeasy-1.1.json", Outcome.STATUS), "it does not say what failed");
        assertEquals(
                told.stream().map(line -> line.replaceAll("@.*", "")).toList(),
                read("speakeasy-1.1-entry-points.json", Outcome.NONE).stream()
                        .map(line -> line.replaceAll("@.*", ""))
                        .toList());
        assertEquals(
                List.of(
                        "call r 0 0 GetVersionExA=+ @17",
                        "call r 0 1 ws2_32.ordinal_115=0 @18",
                        "call r 0 2 __set_app_type @19",
                        "call r 1 3 GetVersionExA=+ @31"),
                read("speakeasy-1.1.json", Outcome.RETURN));
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void three(Outcome outcome) throws IOException {
        boolean returned = outcome == Outcome.RETURN;
        assertEquals(
                List.of(
                        "call r 2000 0 LoadLibraryA" + (returned ? "=+" : "") + " @20",
                        "call r 2000 1 CreateThread" + (returned ? "=+" : "") + " @24",
                        "call r 2100 2 NtClose" + (returned ? "=0" : "") + " @36",
                        "call r 1073741824 3 ExitProcess @47"),
                read("speakeasy-3.0.json", outcome));
    }

    @Test
    void anyOrderOfKeys() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < 100; round++) {
            List<String> pos = new ArrayList<>(List.of("\"tick\":1", "\"tid\":5", "\"pid\":6", "\"pc\":null"));
            List<String> points = new ArrayList<>();
            for (int point = 0; point < 2; point++) {
                Collections.shuffle(pos, random);
                List<String> event = new ArrayList<>(List.of(
                        "\"event\":\"api\"",
                        "\"api_name\":\"k.A" + point + "\"",
                        "\"args\":[{\"event\":\"x\",\"pos\":1}]",
                        "\"ret_val\":null",
                        "\"pos\":{" + String.join(",", pos) + "}"));
                Collections.shuffle(event, random);
                List<String> keys = new ArrayList<>(List.of(
                        "\"ep_type\":\"x\"",
                        "\"events\":[{" + String.join(",", event) + "}]",
                        "\"memory\":{\"apis\":[{}]}",
                        "\"tid\":7"));
                Collections.shuffle(keys, random);
                points.add("{" + String.join(",", keys) + "}");
            }
            List<String> top = new ArrayList<>(List.of(
                    "\"report_version\":\"3.0.0\"",
                    "\"entry_points\":[" + String.join(",", points) + "]",
                    "\"data\":{\"entry_points\":[]}"));
            Collections.shuffle(top, random);
            assertEquals(List.of("call r 5 0 A0 @1", "call r 5 1 A1 @1"), lines("{" + String.join(",", top) + "}"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|api_name is missing",
                "{\"api_name\":null}|api_name: expected a text, found null",
                "{\"api_name\":\"a.B\",\"api_name\":\"a.C\"}|api_name stands twice",
                "{\"api_name\":\"a.\\u0007\"}|api is not 1..128 printable ASCII characters",
                "[]|expected an object, found a list"
            })
    void aFaultCostsOneCall(String call, String reason) throws IOException {
        assertEquals(
                List.of(
                        "reject 1 entry point 1, call 1: " + reason,
                        "call r 0 " + (reason.contains("ASCII") ? 1 : 0) + " D @1"),
                lines("{\"entry_points\":[{\"apis\":[" + call + ",{\"api_name\":\"d.D\"}]}]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"event\":\"api\",\"api_name\":\"a.B\"}|pos.tid is missing",
                "{\"event\":\"api\",\"api_name\":\"a.B\",\"pos\":{\"pid\":1}}|pos.tid is missing",
                "{\"event\":\"api\",\"api_name\":\"a.B\",\"pos\":[1]}|pos: expected an object, found a list",
                "{\"event\":\"api\",\"api_name\":\"a.B\",\"pos\":{\"tid\":\"y\"}}|tid: expected a whole number from 0 to 4294967295, found"
                        + " the text 'y'",
                "{\"event\":\"api\",\"pos\":{\"tid\":1}}|api_name is missing",
                "{\"api_name\":\"a.B\",\"pos\":{\"tid\":1}}|event is missing",
                "{\"event\":null,\"pos\":{\"tid\":1}}|event: expected a text, found null",
                "{\"event\":\"api\",\"event\":\"file_read\",\"pos\":{\"tid\":1}}|event stands twice",
                "{\"event\":\"file_read\",\"event\":\"api\",\"pos\":{\"tid\":1}}|event stands twice",
                "7|expected an object, found the number '7'"
            })
    void aFaultCostsOneEvent(String event, String reason) throws IOException {
        assertEquals(
                List.of("reject 1 entry point 1, event 2: " + reason),
                lines("{\"entry_points\":[{\"events\":[{\"event\":\"net_dns\",\"query\":\"a\"}," + event + "]}]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"entry_points\":[]}|reject 0 holds no calls",
                "[]|reject 0 holds no calls",
                "[{\"ep_type\":\"x\"}]|reject 0 holds no calls",
                "[{\"apis\":[]},{\"name\":1},null,7]|reject 1 entry point 2: expected apis or events, found neither;reject 1 entry point 4:"
                        + " expected an object, found the number '7';reject 0 holds no calls",
                "{\"entry_points\":[{\"x\":1}]}|reject 1 entry point 1: expected apis or events, found neither;reject 0 holds no calls",
                "{\"entry_points\":{}}|reject 1 entry_points: expected a list, found an object;reject 0 holds no calls",
                "[{\"apis\":[{\"api_name\":\"B\"}],\"events\":[]}]|call r 0 0 B @1;reject 1 entry point 1, events stands twice; only the first"
                        + " is read"
            })
    void aReportThatIsNotWhole(String report, String told) throws IOException {
        assertEquals(List.of(told.split(";(?! )")), lines(report));
    }

    @Test
    void anotherListIsRefused() {
        assertEquals(
                "r.json:2: expected a report, or a list of Speakeasy's entry points with apis or events, found another list",
                assertThrows(BadInput.class, () -> lines("[\n{\n\"families\":[]},{\"apis\":[]}]"))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "kernel32.CreateFileA,CreateFileA",
        "api-ms-win-crt-stdio-l1-1-0.printf,printf",
        "com_api.IUnknown.Release,IUnknown.Release",
        "WS2_32.ordinal_7,ws2_32.ordinal_7",
        "CreateFileA,CreateFileA",
        "kernel32.,kernel32.",
        ".x,x"
    })
    void namesAreThoseOfFunctions(String api, String name) throws IOException {
        assertEquals(List.of("call r 0 0 " + name + " @1"), lines("[{\"apis\":[{\"api_name\":\"" + api + "\"}]}]"));
    }
}
