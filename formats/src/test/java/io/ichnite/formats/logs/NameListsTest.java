package io.ichnite.formats.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import io.ichnite.formats.Mutations;
import io.ichnite.formats.traces.Outcome;
import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.ingest.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameListsTest {
    private static final NameLists TEXT = new NameLists();

    private static List<String> read(String text) throws IOException {
        return Reads.lines(TEXT, Outcome.NONE, text);
    }

    @Test
    void aSequenceOnEachLine() throws IOException {
        String text = "\ufeffLoadLibraryA GetProcAddress\r\n\r\n  NtClose,NtClose\tNtOpenFile \nExitProcess";
        assertEquals(
                List.of(
                        "call 1 0 0 LoadLibraryA @1",
                        "call 1 0 1 GetProcAddress @1",
                        "call 3 0 0 NtClose @3",
                        "call 3 0 1 NtClose @3",
                        "call 3 0 2 NtOpenFile @3",
                        "call 4 0 0 ExitProcess @4"),
                read(text));
    }

    @Test
    void theOnlySequenceIsNamedAfterItsFile() throws IOException {
        assertEquals(
                List.of("call some 0 0 NtClose @2", "call some 0 1 NtOpenFile @2"), read("\nNtClose NtOpenFile\n\n"));
        // One that is longer than the head, too.
        String longer = "NtClose ".repeat(TraceKind.HEAD);
        assertEquals("call some 0 65535 NtClose @1", read(longer).get(65535));
        assertEquals("call 1 0 65535 NtClose @1", read(longer + "\nNtClose\n").get(65535));
        // But not one that is longer than what may be held.
        Reading small = new Reading(Limits.defaults().withText(1 << 17), Outcome.NONE);
        assertEquals("call 1 0 0 NtClose @1", Reads.lines(TEXT, small, longer).get(0));
    }

    @Test
    void aNameOnEachLine() throws IOException {
        String text = "NtClose\r\n\n NtOpenFile \nNtClose";
        assertEquals(
                List.of("call some 0 0 NtClose @1", "call some 0 1 NtOpenFile @3", "call some 0 2 NtClose @4"),
                read(text));
        String late = "NtClose\n".repeat(10_000) + "NtClose NtOpenFile NtClose\nNtOpenFile\n";
        List<String> lines = read(late);
        assertEquals("call some 0 10000 NtClose @10001", lines.get(10_000));
        assertEquals(
                "reject 10001 expected one name on each line, as those before have, found more", lines.get(10_001));
        assertEquals("call some 0 10001 NtOpenFile @10002", lines.get(10_002));
    }

    @Test
    void aLabelOnEachLine() throws IOException {
        assertEquals(
                List.of(
                        "call 1 0 0 NtClose @1",
                        "label 1 my kind",
                        "call 1 0 1 NtOpenFile @1",
                        "call 2 0 0 NtClose @2",
                        "label 2 0"),
                read("my kind\tNtClose NtOpenFile\r\n0\tNtClose\n"));
        String late = "0\tNtClose\n".repeat(10_000);
        List<String> lines = read(late + "no tab\n\t \n \tNtClose\n");
        assertEquals(
                List.of(
                        "reject 10001 expected a label, a tab and names, found no tab",
                        "call 10003 0 0 NtClose @10003"),
                lines.subList(20_000, lines.size()));
    }

    @Test
    void aTable() throws IOException {
        assertEquals(
                List.of(
                        "call ab 0 0 NtClose @2",
                        "call ab 0 1 NtOpenFile @2",
                        "label ab 1",
                        "call 7 0 0 Nt\"x\" @3",
                        "label 7 a, \"b\"",
                        "call ab#2 0 0 NtClose @4",
                        "label ab#2 0",
                        "reject 5 expected a file id of 1 to 1024 bytes",
                        "call cd 0 0 NtClose @7",
                        "reject 7 expected 5 columns, found more",
                        "call ef 0 0 NtClose @9"),
                read(
                        "sha256,labels,0,1,2\r\nab,1,NtClose,,NtOpenFile\r\n\"7\",\"a, \"\"b\"\"\",Nt\"x\"\nab,0,NtClose,,\n,0,NtClose,,\n"
                                + "none,0,,,\ncd,,NtClose,,,,\n\nef,,NtClose"));
        assertEquals(
                List.of(
                        "call a 0 0 A @2",
                        "call a#2 0 0 B @3",
                        "call a#2#2 0 0 C @4",
                        "call a#3 0 0 D @5",
                        "reject 7 expected a file id of 1 to 1024 bytes"),
                read("id,0\na,A\na,B\na#2,C\na,D\n" + ("x".repeat(1023) + ",\n").repeat(2)));
        assertEquals(
                List.of("call h 0 0 82 @2", "call h 0 1 240 @2", "label h 1"),
                read("hash,t_0,t_1,malware\nh,82,240,1\n"));
        assertEquals(
                List.of(
                        "call a 0 0 NtClose @2",
                        "reject 3 expected a quote to end in its cell",
                        "call c 0 0 NtClose @4"),
                read("id,0,1\na,NtClose\nb,\"NtClose\nc,NtClose\n"));
        assertEquals(
                List.of("call a 0 0 NtClose @2", "call a 0 1 NtOpenFile @2"),
                read("id,0,,\na,NtClose,,NtOpenFile\n"),
                "columns without a name");
        String wide = columns(20_000);
        assertEquals(
                20_000,
                read("id,label" + wide + "\na,x" + ",NtClose".repeat(20_000) + "\n")
                                .size()
                        - 1,
                "wider than the head");
    }

    private static String columns(int count) {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < count; i++) {
            columns.append(',').append(i);
        }
        return columns.toString();
    }

    @Test
    void whatIsNoNameIsRejected() throws IOException {
        assertEquals(
                List.of(
                        "reject 1 api is not 1..128 printable ASCII characters",
                        "call 1 0 0 NtClose @1",
                        "reject 2 api is not 1..128 printable ASCII characters"),
                read("N\u00fc NtClose\n" + "N".repeat(3_000_000) + "\n"));
        String label = "x".repeat(300) + "\tNtClose NtClose\n1\tNtClose\n";
        assertEquals(
                List.of(
                        "reject 1 expected a label of at most 256 characters (--max-text)",
                        "call 2 0 0 NtClose @2",
                        "label 2 1"),
                Reads.lines(TEXT, new Reading(Limits.defaults().withText(256), Outcome.NONE), label));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \t\n", ",,,\n", "id,label,0,1\n", "id,label,0,1\na,b,,\n"})
    void withoutAnyNameItIsRefused(String text) {
        BadInput refused = assertThrows(BadInput.class, () -> read(text));
        assertEquals("a/some.log", refused.file());
        assertTrue(refused.expected().startsWith("expected names of functions"), refused.expected());
    }

    @Test
    void readsAsAPlainReaderDoes() throws IOException {
        Random random = new Random(Mutations.SEED);
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder("A B\n\nC D\n");
            for (int line = random.nextInt(20); line > 0; line--) {
                for (int name = random.nextInt(200); name > 0; name--) {
                    text.append("Nt".repeat(1 + random.nextInt(50))).append(" \t,".charAt(random.nextInt(3)));
                }
                text.append(random.nextInt(4) == 0 ? "\r\n" : "\n");
            }
            List<String> expected = new ArrayList<>();
            String[] lines = text.toString().split("\n");
            for (int line = 0; line < lines.length; line++) {
                int index = 0;
                for (String name : lines[line].split("[ \t,\r]+")) {
                    if (!name.isEmpty()) {
                        expected.add("call " + (line + 1) + " 0 " + index++ + " " + name + " @" + (line + 1));
                    }
                }
            }
            assertEquals(
                    expected,
                    Reads.told(TEXT, Reading.defaults(), Reads.bytes(text.toString()), 1 + random.nextInt(3000))
                            .lines());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ldrloaddll regopenkeyexa\nntclose\n",
                "LdrLoadDll\nNtClose\n",
                "0\tNtClose NtOpenFile\n1\tNtClose\n",
                "Trojan\tNtClose NtOpenFile\n",
                "sha256,labels,0,1\nab,1,NtClose,NtClose\n",
                "sha256,labels,0,1,,\nab,1,NtClose,NtClose,NtClose,\n",
                "hash,t_0,t_1,malware\nab,1,2,0\n",
                "292,291,292\n28,73\n",
                "??3@YAXPEAX@Z shlwapi.158 NtOpenFile=0xc0000034 close! openat=ENOENT NtClose=0 NtOpenFile=+ CreateFileW=-1\n"
            })
    void recognised(String text) {
        assertTrue(TEXT.recognises(Reads.bytes(text)), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "file_id,label,api,tid,index\n1,5,NtClose,100,0\n",
                "file_id,label,api,tid,index\n",
                "id,label,api,tid,index\n1,5,NtClose,100,0\n",
                "file_id,label\nab,Trojan\n",
                "Trojan\n",
                "__process__=0\n__anomaly__=1\n__exception__=2\n",
                "home = /usr/bin\n",
                "name,label,first_seen\na.exe,x,2018\n",
                "1,2,3\n4,5,6\n",
                "0\n1\n0\n",
                "{\"a\": 1}",
                "[\"NtClose\"]",
                "This is text, as people write it.\n",
                "0024:Call ntdll.NtClose(1) ret=1\n",
                "close(3) = 0\n",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n",
                "/usr/bin/true\n",
                "NtClose\0NtOpenFile\n",
                "N\u00fc\n"
            })
    void notRecognised(String text) {
        assertFalse(TEXT.recognises(Reads.bytes(text)), text);
    }

    @Test
    void aHeadThatIsCutIsRecognised() {
        byte[] head = new byte[TraceKind.HEAD];
        byte[] unit = Reads.bytes("NtOpenFile NtClose ");
        byte[] numbers = Reads.bytes("292,291,2,");
        byte[] rest = new byte[TraceKind.HEAD];
        for (int i = 0; i < head.length; i++) {
            head[i] = unit[i % unit.length];
            rest[i] = numbers[i % numbers.length];
        }
        assertTrue(TEXT.recognises(head));
        assertTrue(TEXT.recognises(rest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NtClose NtOpenFile\nNtClose\n",
                "NtClose\nNtOpenFile\n",
                "0\tNtClose NtOpenFile\n1\tNtClose\n",
                "id,label,0,1\na,\"x\",NtClose,NtOpenFile\nb,y,NtClose\n"
            })
    void damage(String valid) throws IOException {
        Reads.fuzz(TEXT, Reading.defaults(), Reads.bytes(valid), 1000);
    }
}
