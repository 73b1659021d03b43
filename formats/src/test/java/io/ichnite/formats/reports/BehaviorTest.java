package io.ichnite.formats.reports;

import static io.ichnite.formats.reports.Reports.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.provider.ValueSource;

/** CAPE's and Cuckoo's reports. */
class BehaviorTest {
    private static final String CALL = "{\"api\":\"A\",\"thread_id\":\"8\",\"timestamp\":\"2024-03-01 10:00:05,120\"}";

    private static String report(String calls) {
        return "{\"behavior\":{\"processes\":[{\"calls\":[" + calls + "]}]}}";
    }

    @ParameterizedTest
    @EnumSource(
            value = ReportKind.class,
            names = {"CAPE", "CUCKOO", "ANY"})
    void cape(ReportKind kind) throws IOException {
        assertEquals(
                List.of(
                        "call r 1300 1073741824 NtCreateFile @14",
                        "call r 1300 1073741854 NtWriteFile @20",
                        "call r 1300 1073741854 NtWriteFile @20",
                        "call r 1300 1073741854 NtWriteFile @20",
                        "call r 1304 1073741844 NtOpenKey @26",
                        "call r 1073741824 1073741834 GetSystemMetrics @43",
                        "call r 1073741824 1073741835 WriteConsoleW @48"),
                Reports.read(kind, Reports.own("cape-2.4.json"), Outcome.NONE, Limits.defaults())
                        .lines());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cape-2.4.json|STATUS|NtCreateFile NtWriteFile NtWriteFile NtWriteFile NtOpenKey! GetSystemMetrics WriteConsoleW!",
                "cape-2.4.json|RETURN|NtCreateFile=0 NtWriteFile=0 NtWriteFile=0 NtWriteFile=0 NtOpenKey=0xc0000034"
                        + " GetSystemMetrics=+ WriteConsoleW=0",
                "cuckoo-1.2.json|NONE|NtCreateFile NtCreateFile NtDeviceIoControlFile",
                "cuckoo-1.2.json|STATUS|NtCreateFile NtCreateFile NtDeviceIoControlFile!",
                "cuckoo-1.2.json|RETURN|NtCreateFile=0 NtCreateFile=0 NtDeviceIoControlFile=0xc0000010",
                "cuckoo-2.0.json|NONE|NtCreateFile NtOpenKey GetTickCount",
                "cuckoo-2.0.json|STATUS|NtCreateFile NtOpenKey! GetTickCount",
                "cuckoo-2.0.json|RETURN|NtCreateFile=0 NtOpenKey=0xc0000034 GetTickCount=+"
            })
    void outcomes(String name, Outcome outcome, String names) throws IOException {
        assertEquals(
                List.of(names.split(" ")),
                Reports.read(ReportKind.ANY, Reports.own(name), outcome, Limits.defaults())
                        .names());
    }

    @Test
    void cuckooTwo() throws IOException {
        assertEquals(
                List.of(
                        "call r 1300 1073741824 NtCreateFile @10",
                        "call r 1300 1073741855 NtOpenKey @15",
                        "call r 1304 1073741839 GetTickCount @20"),
                Reports.read(ReportKind.CUCKOO, Reports.own("cuckoo-2.0.json"), Outcome.NONE, Limits.defaults())
                        .lines());
    }

    /** A JSON object whose keys can be laid in any order. */
    private static String object(List<String> members) {
        return "{" + String.join(",", members) + "}";
    }

    @Test
    void anyOrderOfKeys() throws IOException {
        Random random = new Random(1);
        List<String> expected = null;
        for (int round = 0; round < 200; round++) {
            List<String> processes = new ArrayList<>();
            for (int process = 0; process < 2; process++) {
                List<String> calls = new ArrayList<>();
                for (int call = 0; call < 3; call++) {
                    List<String> keys = new ArrayList<>(List.of(
                            "\"timestamp\":\"2024-03-01 10:00:05,12" + call + "\"",
                            "\"thread_id\":\"" + (call % 2) + "\"",
                            "\"api\":\"A" + process + call + "\"",
                            "\"status\":false",
                            "\"return\":\"0x5\"",
                            "\"arguments\":[{\"api\":\"x\",\"calls\":[{}]}]",
                            "\"repeated\":" + call));
                    Collections.shuffle(keys, random);
                    calls.add(object(keys));
                }
                List<String> keys = new ArrayList<>(List.of(
                        "\"process_id\":" + process,
                        "\"calls\":[" + String.join(",", calls) + "]",
                        "\"environ\":{\"processes\":[]}"));
                Collections.shuffle(keys, random);
                processes.add(object(keys));
            }
            List<String> behavior = new ArrayList<>(List.of(
                    "\"processes\":[" + String.join(",", processes) + "]",
                    "\"summary\":{\"behavior\":{}}",
                    "\"x\":[]"));
            Collections.shuffle(behavior, random);
            List<String> top = new ArrayList<>(
                    List.of("\"behavior\":" + object(behavior), "\"info\":{\"processes\":[]}", "\"z\":\"behavior\""));
            Collections.shuffle(top, random);
            List<String> told = Reports.read(
                            ReportKind.ANY, Reports.bytes(object(top)), Outcome.RETURN, Limits.defaults())
                    .lines();
            if (expected == null) {
                expected = told;
                assertEquals(
                        List.of(
                                "call r 0 1073741824 A00=0x00000005 @1",
                                "call r 1 1073741825 A01=0x00000005 @1",
                                "call r 1 1073741825 A01=0x00000005 @1",
                                "call r 0 1073741826 A02=0x00000005 @1"),
                        told.subList(0, 4));
                assertEquals(12, told.size());
            }
            assertEquals(expected, told);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|api is missing",
                "{\"api\":\"A\"}|thread_id or tid is missing",
                "{\"api\":null,\"tid\":1}|api: expected a text, found null",
                "{\"api\":7,\"tid\":1}|api: expected a text, found the number '7'",
                "{\"api\":[{\"api\":\"x\"}],\"tid\":1}|api: expected a text, found a list",
                "{\"api\":\"\",\"tid\":1}|api is empty",
                "{\"api\":\"\\u00e9\",\"tid\":1}|api is not 1..128 printable ASCII characters",
                "{\"api\":\"A\",\"tid\":null}|tid: expected a whole number from 0 to 4294967295, found null",
                "{\"api\":\"A\",\"tid\":{\"a\":[1]}}|tid: expected a whole number from 0 to 4294967295, found an object",
                "{\"api\":\"A\",\"tid\":-1}|tid: expected a whole number from 0 to 4294967295, found the number '-1'",
                "{\"api\":\"A\",\"tid\":1.0}|tid: expected a whole number from 0 to 4294967295, found the number '1.0'",
                "{\"api\":\"A\",\"thread_id\":\"4294967296\"}|thread_id: expected a whole number from 0 to 4294967295, found the text"
                        + " '4294967296'",
                "{\"api\":\"A\",\"thread_id\":\"x\\n\\u202ey\"}|thread_id: expected a whole number from 0 to 4294967295, found the text"
                        + " 'x\\u000A\\u202Ey'",
                "{\"api\":\"A\",\"tid\":1,\"repeated\":true}|repeated: expected a whole number from 0 to 2147483647, found true",
                "{\"api\":\"A\",\"tid\":1,\"repeated\":-2}|repeated: expected a whole number from 0 to 2147483647, found the number '-2'",
                "{\"api\":\"A\",\"tid\":1,\"timestamp\":null}|timestamp: expected a time such as '2024-01-31 23:59:59,123', or seconds,"
                        + " found null",
                "{\"api\":\"A\",\"tid\":1,\"time\":\"noon\"}|time: expected a time such as '2024-01-31 23:59:59,123', or seconds, found the"
                        + " text 'noon'",
                "{\"api\":\"A\",\"tid\":1,\"time\":1e300}|time: expected a time such as '2024-01-31 23:59:59,123', or seconds, found the"
                        + " number '1e300'",
                "{\"api\":\"A\",\"api\":\"B\",\"tid\":1}|api stands twice",
                "{\"api\":\"A\",\"tid\":1,\"thread_id\":1}|thread_id stands twice",
                "null|expected an object, found null",
                "\"id of a call\"|expected an object, found the text 'id of a call'",
                "[[{\"api\":\"A\",\"tid\":1}]]|expected an object, found a list"
            })
    void aFaultCostsOneCall(String call, String reason) throws IOException {
        assertEquals(
                List.of(
                        "call r 8 1073741824 A @1",
                        "reject 2 process 1, call 2: " + reason,
                        "call r 8 1073741824 A @3"),
                lines(report(CALL + ",\n" + call + ",\n" + CALL)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"STATUS", "RETURN"})
    void anOutcomeThatIsNoneIsRejectedWhereItIsAskedFor(String outcome) throws IOException {
        String faulty = report("{\"api\":\"A\",\"tid\":1,\"status\":\"maybe\",\"return\":[]}");
        assertEquals(List.of("call r 1 1073741824 A @1"), lines(faulty));
        assertEquals(
                List.of("reject 1 process 1, call 1: status: expected true or false, found the text 'maybe'"),
                Reports.read(ReportKind.ANY, Reports.bytes(faulty), Outcome.valueOf(outcome), Limits.defaults())
                        .lines());
    }

    @Test
    void timesGoBackAndAheadAndMayBeAbsent() throws IOException {
        String calls = "{\"api\":\"A\",\"tid\":1},"
                + "{\"api\":\"B\",\"tid\":1,\"timestamp\":\"2024-03-10 00:00:00,000\"},"
                + "{\"api\":\"C\",\"tid\":1},"
                + "{\"api\":\"D\",\"tid\":1,\"timestamp\":\"2024-02-28 00:00:00,000\"},"
                + "{\"api\":\"E\",\"tid\":1,\"timestamp\":\"2024-02-26 00:00:00,000\"},"
                + "{\"api\":\"F\",\"tid\":1,\"time\":1710028799.5},"
                + "{\"api\":\"G\",\"tid\":1,\"timestamp\":\"2024-03-22 12:00:00,000\"}";
        assertEquals(
                List.of(
                        "call r 1 1073741824 A @1",
                        "call r 1 1073741824 B @1",
                        "call r 1 1073741824 C @1",
                        "call r 1 123341824 D @1",
                        "reject 1 process 1, call 5: its time is more than 12 days from that of the first call",
                        "call r 1 1073741324 F @1",
                        "reject 1 process 1, call 7: its time is more than 12 days from that of the first call"),
                lines(report(calls)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"behavior\":{}}|reject 0 holds no calls",
                "{\"behavior\":null}|reject 0 holds no calls",
                "{\"behavior\":{\"processes\":[]}}|reject 0 holds no calls",
                "{\"behavior\":{\"processes\":null}}|reject 0 holds no calls",
                "{\"behavior\":{\"processes\":[{\"calls\":[]},{},{\"calls\":null}]}}|reject 0 holds no calls",
                "{\"behavior\":[]}|reject 1 behavior: expected an object, found a list;reject 0 holds no calls",
                "{\"behavior\":{\"processes\":{\"a\":[]}}}|reject 1 behavior.processes: expected a list, found an object;reject 0 holds no"
                        + " calls",
                "{\"behavior\":{\"processes\":[7,{\"calls\":\"x\"}]}}|reject 1 process 1: expected an object, found the number"
                        + " '7';reject 1 process 2, calls: expected a list, found the text 'x';reject 0 holds no calls",
                "{\"behavior\":{\"processes\":[{\"calls\":[{\"api\":\"A\",\"tid\":1}],\"calls\":[{\"api\":\"B\",\"tid\":1}]}],\"processes\":[]}}"
                        + "|call r 1 1073741824 A @1;reject 1 process 1, calls stands twice; only the first is read;reject 1"
                        + " behavior.processes stands twice; only the first is read",
                "{\"behavior\":{},\"behavior\":{\"processes\":[]}}|reject 1 a second list of calls, under behavior, is left out;reject 0"
                        + " holds no calls",
                "{\"entry_points\":[{\"apis\":[{\"api_name\":\"a.B\"}]}],\"behavior\":{\"processes\":[]}}|call r 0 0 B @1;reject 1 a second"
                        + " list of calls, under behavior, is left out"
            })
    void aReportThatIsNotWhole(String report, String told) throws IOException {
        // Reasons hold semicolons of their own: a blank follows those.
        assertEquals(List.of(told.split(";(?! )")), lines(report));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|r.json:1: expected JSON, found the end of the file",
                "null|r.json:1: expected a JSON object with the key behavior (CAPE, Cuckoo) or entry_points (Speakeasy), found null",
                "\"a\"|r.json:1: expected a JSON object with the key behavior (CAPE, Cuckoo) or entry_points (Speakeasy), found the text 'a'",
                "{}|r.json: expected a report with the key behavior (CAPE, Cuckoo) or entry_points (Speakeasy), found an empty object",
                "{\"a\\u202e\":1,\"b\":{\"behavior\":{}}}|r.json: expected a report with the key behavior (CAPE, Cuckoo) or entry_points"
                        + " (Speakeasy), found the keys 'a\\u202E', 'b'",
                "{\"behavior\":{}} {}|r.json:1: expected nothing after the report, found more"
            })
    void whatIsNoReportIsRefused(String text, String message) {
        assertEquals(message, assertThrows(BadInput.class, () -> lines(text)).getMessage());
    }

    @Test
    void whatIsCutOffIsRefusedWhereverItIs() {
        String whole = report(CALL + ",\n" + CALL);
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            BadInput refused = assertThrows(BadInput.class, () -> lines(cut), cut);
            assertTrue(refused.expected().startsWith("expected JSON"), refused.expected());
            assertEquals(cut.contains("\n") ? 2 : 1, refused.line());
        }
    }

    @Test
    void whatPythonWritesBeyondJsonIsTaken() throws IOException {
        assertEquals(
                List.of("call r 8 1073741824 A @1"),
                lines("{\"x\":[NaN,Infinity,-Infinity,\"\\ud800\"],"
                        + report(CALL).substring(1)));
    }
}
