package io.ichnite.formats.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import io.ichnite.formats.Mutations;
import io.ichnite.formats.traces.Outcome;
import io.ichnite.formats.traces.ToldCalls;
import io.ichnite.ingest.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayLogsTest {
    private static final RelayLogs RELAY = new RelayLogs();
    private static final Pattern LINE = Pattern.compile(
            "(?: *\\d+\\.\\d+:)?(?:[0-9a-f]{4,8}:)?([0-9a-f]{4,8}):(Call|Ret ) ([^ (]+)\\.([^ (.]+)\\((.*)");

    /** A plain reader of whole logs that holds all of it. */
    private static List<String> plainly(String log, Outcome outcome) {
        record Open(int call, String thread, String name) {}
        List<String> names = new ArrayList<>();
        List<String> where = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        String[] lines = log.split("\r?\n");
        for (int at = 0; at < lines.length; at++) {
            Matcher line = LINE.matcher(lines[at]);
            if (!line.matches()) {
                continue;
            }
            String name = line.group(4).matches("\\d+") ? line.group(3) + "." + line.group(4) : line.group(4);
            String thread = line.group(1);
            boolean status = name.matches("(?:Nt|Zw|Ldr|Rtl)[A-Z].*");
            if (line.group(2).equals("Call")) {
                if (status || outcome == Outcome.RETURN) {
                    open.add(new Open(names.size(), thread, name));
                }
                names.add(name);
                where.add("call some " + Integer.parseInt(thread, 16) + " " + where.size() + " %s @" + (at + 1));
                continue;
            }
            for (int i = open.size() - 1; i >= 0 && (status || outcome == Outcome.RETURN); i--) {
                if (open.get(i).thread.equals(thread) && open.get(i).name.equals(name)) {
                    String value = line.group(5).replaceAll(".*retval=([0-9a-f]+) .*", "$1");
                    boolean failed = status && value.matches("(?:f{8})?[c-f].{7}");
                    String ending = outcome == Outcome.STATUS
                            ? failed ? "!" : ""
                            : failed
                                    ? "=0x" + value.substring(value.length() - 8)
                                    : value.matches("0+") ? "=0" : value.matches("f{8}|f{16}") ? "=-1" : "=+";
                    names.set(open.get(i).call, name + (outcome == Outcome.NONE ? "" : ending));
                    int from = i;
                    open.removeIf(left -> left.thread.equals(thread) && left.call >= open.get(from).call);
                    break;
                }
            }
        }
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            calls.add(String.format(where.get(i), names.get(i)));
        }
        return calls;
    }

    private static String random(Random random) {
        String[] functions = {
            "ntdll.NtClose", "KERNEL32.CreateFileW", "ntdll.RtlFreeHeap", "ntdll.LdrLoadDll",
                    "winspool.drv.OpenPrinterW",
            "shlwapi.158", "msvcrt.??3@YAXPEAX@Z", "ntdll.ZwOpenKey", "user32.NtlmThing",
                    "ntoskrnl.exe.IoCompleteRequest"
        };
        String[] values = {
            "00000000", "c0000034", "80000005", "ffffffff", "ffffffffc0000005", "1c0000000", "7ffd1234c0de", "1"
        };
        String[] noise = {
            "wine: Unhandled page fault",
            "0024:fixme:ntdll:NtQuery stub",
            "err:module:import_dll Library x not found",
            "",
            "0024:trace:relay:load_list L\"RelayExclude\" = L\"a.b;c.d\"",
            "0024:Starting process L\"C:\\\\a.exe\" (entryproc=1)",
            "0024:Call PE DLL (proc=7B,module=7B L\"a.dll\",reason=PROCESS_ATTACH,res=1)",
            "Call window proc 01 (hwnd=1)",
            "0024:Ret  PE DLL (proc=7B,module=7B L\"a.dll\",reason=PROCESS_ATTACH,res=1) retval=1"
        };
        StringBuilder log = new StringBuilder();
        List<String> open = new ArrayList<>();
        boolean time = random.nextBoolean();
        boolean process = random.nextBoolean();
        for (int i = random.nextInt(60); i >= 0; i--) {
            String end = random.nextInt(5) == 0 ? "\r\n" : "\n";
            if (random.nextInt(6) == 0) {
                log.append(noise[random.nextInt(noise.length)]).append(end);
                continue;
            }
            String prefix = (time ? String.format("%3d.%03d:", random.nextInt(30000), random.nextInt(1000)) : "")
                    + (process ? "0020:" : "")
                    + String.format("%04x:", 36 + 4 * random.nextInt(3));
            if (!open.isEmpty() && random.nextBoolean()) {
                String name = open.remove(random.nextInt(4) == 0 ? 0 : open.size() - 1);
                log.append(prefix + "Ret  " + name + "() retval=" + values[random.nextInt(values.length)] + " ret=7b01")
                        .append(end);
            } else {
                String name = functions[random.nextInt(functions.length)];
                open.add(name);
                log.append(prefix + "Call " + name + "(00000001,0021 L\"a.b(c) = \\n\\\"Call x.y(\") ret=7b01")
                        .append(end);
            }
        }
        return log + "0024:Call ntdll.NtClose(1) ret=1\n";
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void readsAsThePlainReaderDoes(Outcome outcome) throws IOException {
        Random random = new Random(Mutations.SEED);
        for (int round = 0; round < 500; round++) {
            String log = random(random);
            ToldCalls told = Reads.told(RELAY, Reads.reading(outcome), Reads.bytes(log), 1 + random.nextInt(200));
            assertEquals(plainly(log, outcome), told.lines(), () -> "ichnite.seed=" + Mutations.SEED + ":\n" + log);
            assertTrue(RELAY.recognises(Reads.bytes(log)));
        }
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void aRecordedLog(Outcome outcome) throws IOException {
        byte[] log = Reads.resource("timed.relay");
        List<String> lines = Reads.told(RELAY, Reads.reading(outcome), log, 77).lines();
        assertEquals(plainly(new String(log, StandardCharsets.UTF_8), outcome), lines);
        assertEquals(58, lines.size());
        assertEquals(
                "call some 348 0 LdrDisableThreadCalloutsForDll" + (outcome == Outcome.RETURN ? "=0" : "") + " @6",
                lines.get(0));
        assertEquals(outcome == Outcome.STATUS, lines.toString().contains("RtlQueryEnvironmentVariable_U!"));
        assertEquals(outcome == Outcome.RETURN, lines.toString().contains("RtlQueryEnvironmentVariable_U=0xc0000100"));
        assertTrue(RELAY.recognises(log));
    }

    @Test
    void namesThreadsAndClock() throws IOException {
        assertEquals(
                List.of(
                        "call some 9 0 GetVersion @2",
                        "call some 36 1 OpenPrinterW @3",
                        "call some 9 2 comctl32.17 @5",
                        "call some 2147483647 3 ??2@YAPAXI@Z @6"),
                Reads.lines(
                        RELAY,
                        Outcome.NONE,
                        """
                        wine: configuration in '/home/user/.wine' has been updated.
                        0009:Call KERNEL32.GetVersion() ret=00401234
                        0020:0024:Call winspool.drv.OpenPrinterW(00000000) ret=00401234
                        0009:Ret  KERNEL32.GetVersion() retval=00000a28 ret=00401234
                        123.456:0008:0009:Call comctl32.17() ret=00401234
                        7fffffff:Call msvcrt.??2@YAPAXI@Z(00000010) ret=00401234
                        """));
    }

    @Test
    void whatLooksLikeACallAndIsNoneIsRejected() throws IOException {
        String expected = " expected 'Call module.function(' right after the thread's number";
        assertEquals(
                List.of(
                        "reject 1" + expected,
                        "reject 2" + expected,
                        "reject 3" + expected,
                        "reject 4" + expected,
                        "reject 5 expected a thread of at most 7fffffff, found 80000000",
                        "reject 7 api is not 1..128 printable ASCII characters",
                        "call some 36 0 NtClose @8",
                        "reject 9" + expected),
                Reads.lines(
                        RELAY,
                        Outcome.NONE,
                        """
                        0024:Call ntdll.NtClose
                        0024:Call NtClose(00000001) ret=1
                        0024:Call ntdll.NtCl 0024:Call ntdll.NtClose(1) ret=1
                        Password: 0024:Call ntdll.NtClose(1) ret=1
                        80000000:Call ntdll.NtClose(1) ret=1
                        a line: Call me when done
                        0024:Call ntdll.Nt\u00fc(1) ret=1
                        0024:Call ntdll.NtClose(1) ret=1
                        0024:Call ntdll.(1) ret=1
                        """));
    }

    @Test
    void aNameBeyondWhatIsHeldIsRejectedWithTheFlag() throws IOException {
        String log = "0024:Call ntdll." + "N".repeat(300) + "(1)\n0024:Call ntdll.NtClose(" + "1,".repeat(500)
                + "1) ret=1\n";
        assertEquals(
                List.of(
                        "reject 1 expected a call's name within 256 characters of the line (--max-text)",
                        "call some 36 0 NtClose @2"),
                Reads.lines(
                        RELAY,
                        new io.ichnite.formats.traces.Reading(Limits.defaults().withText(256), Outcome.STATUS),
                        log));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n\n", "hello\n", "0024:Ret  ntdll.NtClose() retval=0 ret=1\n", "0024:fixme:x:y stub\n"})
    void withoutAnyCallItIsRefused(String log) {
        BadInput refused = assertThrows(BadInput.class, () -> Reads.lines(RELAY, Outcome.NONE, log));
        assertEquals("a/some.log", refused.file());
        assertTrue(refused.expected().startsWith("expected a Wine relay log"), refused.expected());
    }

    @Test
    void aCallThatReturnsTooLateHasNoOutcome() throws IOException {
        for (int between : new int[] {AwaitedCalls.HELD - 1, AwaitedCalls.HELD}) {
            String log = "0024:Call ntdll.NtWaitForSingleObject(1) ret=1\n"
                    + "0028:Call ntdll.NtClose(1) ret=1\n0028:Ret  ntdll.NtClose() retval=c0000008 ret=1\n"
                            .repeat(between)
                    + "0024:Ret  ntdll.NtWaitForSingleObject() retval=c0000008 ret=1\n";
            List<String> lines = Reads.lines(RELAY, Outcome.STATUS, log);
            assertEquals(between + 1, lines.size());
            boolean known = between < AwaitedCalls.HELD;
            assertEquals("call some 36 0 NtWaitForSingleObject" + (known ? "!" : "") + " @1", lines.get(0));
            assertEquals("call some 40 " + between + " NtClose! @" + 2 * between, lines.get(between));
        }
    }

    @Test
    void openCallsOfManyThreadsStayBounded() throws IOException {
        StringBuilder log = new StringBuilder();
        int threads = 3 * AwaitedCalls.HELD;
        for (int i = 0; i < threads; i++) {
            log.append(String.format("%06x:Call ntdll.NtDelayExecution(1) ret=1\n", i));
        }
        for (int i = 0; i < threads; i++) {
            log.append(String.format("%06x:Ret  ntdll.NtDelayExecution() retval=c0000001 ret=1\n", i));
        }
        List<String> lines = Reads.lines(RELAY, Outcome.STATUS, log.toString());
        assertEquals(threads, lines.size());
        assertEquals(
                AwaitedCalls.HELD,
                lines.stream().filter(line -> line.contains("!")).count());
    }

    @Test
    void anExceptionLeavesCallsWithoutAReturn() throws IOException {
        assertEquals(
                List.of("call some 36 0 LdrLoadDll! @1", "call some 36 1 NtOpenFile @2", "call some 36 2 NtClose @4"),
                Reads.lines(
                        RELAY,
                        Outcome.STATUS,
                        """
                        0024:Call ntdll.LdrLoadDll(1) ret=1
                        0024:Call ntdll.NtOpenFile(1) ret=1
                        0024:Ret  ntdll.LdrLoadDll() retval=c0000135 ret=1
                        0024:Call ntdll.NtClose(1) ret=1
                        0024:Ret  ntdll.NtOpenFile() retval=c0000135 ret=1
                        """));
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void damage(Outcome outcome) throws IOException {
        Reads.fuzz(RELAY, Reads.reading(outcome), Reads.resource("timed.relay"), 500);
        Reads.fuzz(
                RELAY,
                Reads.reading(outcome),
                Reads.bytes("0024:Call a.Nt()\n0024:Ret  a.Nt() retval=0 ret=1\n"),
                2000);
    }
}
