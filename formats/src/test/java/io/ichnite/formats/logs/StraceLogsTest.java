package io.ichnite.formats.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import io.ichnite.formats.Mutations;
import io.ichnite.formats.traces.Outcome;
import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.ToldCalls;
import io.ichnite.ingest.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StraceLogsTest {
    private static final StraceLogs STRACE = new StraceLogs();
    private static final Pattern BEGIN = Pattern.compile("(?:(\\d+)(?:<[^>]*>)? +|\\[pid +(\\d+)(?:<[^>]*>)?\\] )?"
            + "(?: *(?:\\d+:\\d+:\\d+(?:\\.\\d+)?|\\d+\\.\\d+|\\([+] +\\d+\\.\\d+\\)) +)*(?:\\[[ 0-9a-f?]+\\] )*"
            + "(?:<\\.\\.\\. )?([a-z_][a-z0-9_]*)( resumed>|\\()(.*)");
    private static final Pattern RESULT = Pattern.compile(
            "(?:\"(?:[^\"\\\\]|\\\\.)*+\"|(?<=[0-9D])<(?:->|[^>])*+>|(?<![0-9D])<|[^\"<)]|\\)(?! += [-?0-9]))*+"
                    + "\\) += ([-?0-9][^ <]*)(?: (E[A-Z]+))?.*");

    /** A plain reader of whole logs in which nothing is broken off, and all or no lines have a process. */
    private static List<String> plainly(String log, Outcome outcome) {
        List<String> names = new ArrayList<>();
        List<String> where = new ArrayList<>();
        Map<String, Integer> open = new HashMap<>();
        String[] lines = log.split("\r?\n");
        for (int at = 0; at < lines.length; at++) {
            Matcher line = BEGIN.matcher(lines[at]);
            if (!line.matches()) {
                continue;
            }
            String process = line.group(1) != null ? line.group(1) : line.group(2) != null ? line.group(2) : "0";
            String name = line.group(3);
            boolean begins = line.group(4).equals("(");
            if (begins) {
                open.put(process, names.size());
                names.add(name);
                where.add("call some " + process + " " + where.size() + " %s @" + (at + 1));
            }
            Matcher result = RESULT.matcher(line.group(5));
            Integer call = open.get(process);
            if (result.matches() && call != null && names.get(call).equals(name)) {
                String value = result.group(1);
                names.set(call, name + ending(outcome, value, result.group(2)));
                open.remove(process);
            }
        }
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            calls.add(String.format(where.get(i), names.get(i)));
        }
        return calls;
    }

    private static String ending(Outcome outcome, String value, String code) {
        if (outcome == Outcome.NONE || value.equals("?")) {
            return "";
        }
        boolean failed = value.equals("-1");
        if (outcome == Outcome.STATUS) {
            return failed ? "!" : "";
        }
        return failed ? "=" + (code == null ? value : code) : value.equals("0") ? "=0" : "=+";
    }

    private static String random(Random random) {
        String[] calls = {
            "close(3)",
            "openat(AT_FDCWD, \"/a) = 5\\\"\", O_RDONLY)",
            "read(3</b) = 6>, \"\\\\\", 4096)",
            "brk(NULL)",
            "wait4(12, [{WIFEXITED(s) && WEXITSTATUS(s) == 3}], 0, NULL)",
            "connect(4<TCP:[1.2.3.4:5->6.7.8.9:1]>, {sa}, 16)",
            "fstat(1, {st_rdev=makedev(0x88, 0), ...})",
            "getpid()",
            "syscall_0x1d3(0, 0)",
            "_llseek(1, 2)"
        };
        String[] results = {
            "0",
            "3",
            "-1 ENOENT (No such file or directory)",
            "?",
            "0x7f00",
            "-1 EAGAIN (Resource temporarily unavailable)",
            "3</etc/pass) = 0>",
            "0 (Timeout)",
            "1 ([{fd=3, revents=POLLIN}])",
            "? ERESTARTSYS (To be restarted)"
        };
        String[] noise = {
            "--- SIGCHLD {si_signo=SIGCHLD, si_status=0} ---",
            "+++ exited with 0 +++",
            "strace: Process 12 attached",
            "hello, world",
            " > /usr/lib/ld.so(_dl_catch_error+0x26f0) [0x1ab70]",
            " | 00000  68 65 6c 6c 6f  hello |",
            "",
            "% time     seconds  usecs/call     calls    errors syscall",
            "  0.00    0.000000           0         1           read"
        };
        String[] times = {
            "", "12:30:01 ", "12:30:01.123456 ", "1700000000.123456 ", "     0.000123 ", "12:30:01 (+     0.000123) "
        };
        String time = times[random.nextInt(times.length)];
        int column = random.nextInt(4);
        String address = random.nextInt(3) == 0 ? "[  59] [00007f4b501d7ad7] " : "";
        String[] open = new String[3];
        StringBuilder log = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) {
            String end = random.nextInt(5) == 0 ? "\r\n" : "\n";
            int process = column == 0 ? 0 : random.nextInt(3);
            String lead =
                    switch (column) {
                        case 0 -> "";
                        case 1 -> 100 + process + "  ";
                        case 2 -> "[pid   " + (100 + process) + "] ";
                        default -> 100 + process + "<a b> ";
                    };
            // Times that begin with a blank follow a column only.
            String before = lead + time + address;
            String took = random.nextInt(3) == 0 ? " <0.000012>" : "";
            if (random.nextInt(6) == 0) {
                String said = noise[random.nextInt(noise.length)];
                log.append(said.startsWith("-") || said.startsWith("+") ? before : "")
                        .append(said)
                        .append(end);
            } else if (open[process] != null && random.nextInt(4) > 0) {
                log.append(before + "<... " + open[process].replaceAll("\\(.*", "") + " resumed>\"x) = 7\", 5)   = "
                                + results[random.nextInt(results.length)] + took)
                        .append(end);
                open[process] = null;
            } else {
                String call = calls[random.nextInt(calls.length)];
                if (random.nextInt(3) == 0) {
                    log.append(before + call.substring(0, call.length() - 1) + " <unfinished ...>")
                            .append(end);
                    open[process] = call;
                } else {
                    log.append(before + call + "  = " + results[random.nextInt(results.length)] + took)
                            .append(end);
                    open[process] = null;
                }
            }
        }
        return log + (column == 0 ? "" : column == 2 ? "[pid   100] " : "100  ") + "exit_group(0) = ?\n";
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void readsAsThePlainReaderDoes(Outcome outcome) throws IOException {
        Random random = new Random(Mutations.SEED);
        for (int round = 0; round < 500; round++) {
            String log = random(random);
            ToldCalls told = Reads.told(STRACE, Reads.reading(outcome), Reads.bytes(log), 1 + random.nextInt(200));
            assertEquals(plainly(log, outcome), told.lines(), () -> "ichnite.seed=" + Mutations.SEED + ":\n" + log);
            assertTrue(STRACE.recognises(Reads.bytes(log)));
        }
    }

    @ParameterizedTest
    @CsvSource({"tt.strace, 55", "all.strace, 55", "child.strace, 4"})
    void recordedLogs(String name, int calls) throws IOException {
        byte[] log = Reads.resource(name);
        assertTrue(STRACE.recognises(log));
        for (Outcome outcome : Outcome.values()) {
            List<String> lines =
                    Reads.told(STRACE, Reads.reading(outcome), log, 77).lines();
            assertEquals(plainly(new String(log, StandardCharsets.UTF_8), outcome), lines);
            assertEquals(calls, lines.size());
        }
    }

    /** What strace and the program wrote by turns. */
    @Test
    void theErrorStream() throws IOException {
        byte[] log = Reads.resource("err.strace");
        assertTrue(STRACE.recognises(log));
        List<String> lines =
                Reads.told(STRACE, Reads.reading(Outcome.RETURN), log, 77).lines();
        assertEquals(55, lines.size(), lines.toString());
        assertEquals("call some 0 0 execve=0 @1", lines.get(0));
        assertEquals("call some 0 14 write=+ @15", lines.get(14), "broken off by what it wrote");
        assertEquals("call some 0 15 openat=ENOENT @17", lines.get(15));
        assertEquals("call some 0 21 clone3=+ @23", lines.get(21), "broken off by its child");
        assertEquals("call some 0 22 rt_sigprocmask=0 @25", lines.get(22), "the first process, now in a column");
        assertEquals("call some 4707 23 rseq=0 @26", lines.get(23));
        assertEquals(
                3,
                lines.stream()
                        .filter(line -> line.contains(" 4709 "))
                        .filter(line -> !line.contains("exit"))
                        .count());
        assertEquals("call some 0 51 write=+ @80", lines.get(51));
        assertEquals("call some 0 53 write=+ @82", lines.get(53), "its text looks like a failure");
        assertEquals("call some 0 54 exit_group @83", lines.get(54));
    }

    @Test
    void aBrokenCallThatDoesNotGoOnIsNone() throws IOException {
        String expected = " expected a call to end with ') = ' and its result or with '<unfinished ...>'";
        assertEquals(
                List.of(
                        "call some 0 0 close @1",
                        "reject 2" + expected,
                        "call some 0 1 read @3",
                        "reject 5" + expected),
                Reads.lines(
                        STRACE,
                        Outcome.STATUS,
                        """
                        close(3) = 0
                        main(argument) started
                        read(3, "", 1) = 0
                        Warning(s) found
                        usage(of the thing)
                        """));
        assertEquals(
                List.of("call some 7 0 close @1", "call some 7 1 read @2"),
                Reads.lines(STRACE, Outcome.STATUS, "7 close(3) = 0\n7 read(3, \"ab"),
                "a log that was broken off");
    }

    @Test
    void aLineThatIsTooLongIsRejectedWithTheFlag() throws IOException {
        String log = "1 write(1, \"" + "x".repeat(300) + "\", 300) = 300\n1 close(3) = 0\n";
        String reason = "expected the result of a call within 256 characters (--max-text), found a longer line";
        assertEquals(
                List.of("reject 1 " + reason, "call some 1 0 close @2"),
                Reads.lines(STRACE, new Reading(Limits.defaults().withText(256), Outcome.NONE), log));
        assertEquals(
                2,
                Reads.lines(STRACE, new Reading(Limits.defaults().withText(400), Outcome.NONE), log)
                        .size());
    }

    @Test
    void processesThatAreTooLarge() throws IOException {
        assertEquals(
                List.of(
                        "reject 1 expected a process of at most 2147483647, found a larger number",
                        "call some 2147483647 0 close @2"),
                Reads.lines(STRACE, Outcome.NONE, "99999999999999999999 close(3) = 0\n2147483647 close(3) = 0\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello\n",
                "+++ exited with 0 +++\n",
                "strace: Process 7 attached\n",
                "int main(void) {\n  x = f(y);\n"
            })
    void withoutAnyCallItIsRefused(String log) {
        assertFalse(STRACE.recognises(Reads.bytes(log)));
        if (log.startsWith("int")) {
            return;
        }
        BadInput refused = assertThrows(BadInput.class, () -> Reads.lines(STRACE, Outcome.NONE, log));
        assertEquals("a/some.log", refused.file());
        assertTrue(refused.expected().startsWith("expected a log of strace's"), refused.expected());
    }

    @Test
    void hostileLinesTakeNoTime() throws IOException {
        // Each would be walked through again and again by a reader that looks for an end that is not there.
        for (String unit : new String[] {"1<", "1<-", "\"", ")", "(", "[1 ", "strace: Process 1", "<... "}) {
            String log = "close(1) = 0\nread(" + unit.repeat((1 << 19) / unit.length()) + "\nclose(2) = 0\n";
            assertEquals(3, Reads.lines(STRACE, Outcome.RETURN, log).size());
        }
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void damage(Outcome outcome) throws IOException {
        Reads.fuzz(STRACE, Reads.reading(outcome), Reads.resource("err.strace"), 500);
        Reads.fuzz(
                STRACE,
                Reads.reading(outcome),
                Reads.bytes("7 a( <unfinished ...>\n7 <... a resumed>) = -1 EIO\n"),
                2000);
    }
}
