package io.ichnite.formats.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.formats.traces.TraceKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every kind against an example of every kind, and of what is none. */
class KindsTest {
    private static final List<TraceKind> KINDS = List.of(new RelayLogs(), new StraceLogs(), new NameLists());

    private static String text(String resource) throws IOException {
        return new String(Reads.resource(resource), StandardCharsets.UTF_8);
    }

    @Test
    void eachIsOfOneKindAtMost() throws IOException {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put(text("timed.relay"), "relay");
        kinds.put("0009:Call KERNEL32.GetVersion() ret=00401234\n", "relay");
        kinds.put("wine: created\n\n0020:0024:Call ntdll.NtClose(1) ret=1", "relay");
        kinds.put("0024:fixme:ntdll:NtQuery stub\n", "");
        kinds.put("0024:Call PE DLL (proc=1,module=1 L\"a.dll\") ret=1\n", "");
        kinds.put(text("err.strace"), "strace");
        kinds.put(text("tt.strace"), "strace");
        kinds.put(text("all.strace"), "strace");
        kinds.put(text("child.strace"), "strace");
        kinds.put("close(3) = 0", "strace");
        kinds.put("x(3) = y\n", "");
        kinds.put("for (int i = 0; i < n; i++) {\n    a(i);\n}\n", "");
        kinds.put("NtClose NtOpenFile\nNtClose\n", "text");
        kinds.put("NtClose\nNtOpenFile\n", "text");
        kinds.put("1\tNtClose NtOpenFile\n", "text");
        kinds.put("sha256,labels,0,1,2\nab,1,NtClose,,\n", "text");
        kinds.put("292,291,292\n28,73\n", "text");
        kinds.put("file_id,label,api,tid,index\n1,5,NtClose,100,0\n", "");
        kinds.put("label,file_id,index,tid,api\n", "");
        kinds.put("{\"behavior\": {\"processes\": []}}", "");
        kinds.put("{\n  \"calls\": [\n\"close(3) = 0\"\n]}\n", "");
        kinds.put("[1, 2, 3]\n", "");
        kinds.put("MZ\0\0close(3) = 0\n0024:Call ntdll.NtClose(1) ret=1\n", "");
        kinds.put("\0", "");
        kinds.put("", "");
        kinds.forEach((example, kind) -> {
            StringBuilder found = new StringBuilder();
            for (TraceKind each : KINDS) {
                found.append(each.recognises(Reads.bytes(example)) ? each.word() : "");
            }
            assertEquals(kind, found.toString(), example);
        });
    }
}
