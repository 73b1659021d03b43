package io.ichnite.formats.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ichnite.error.BadInput;
import io.ichnite.formats.traces.Outcome;
import io.ichnite.formats.traces.ToldCalls;
import io.ichnite.ingest.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real reports, where they are at hand, against the same reports as trees. */
class RealReportsTest {
    private static byte[] report(String name) throws IOException {
        Path file = Path.of(System.getProperty("ichnite.shared", "../../shared"), "reports", name);
        boolean there = Files.isRegularFile(file);
        if (!there) {
            System.out.println("SKIPPED RealReportsTest: " + name + " is absent");
        }
        assumeTrue(there, name + " is absent");
        byte[] bytes = Files.readAllBytes(file);
        return name.endsWith(".gz") ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
    }

    @ParameterizedTest
    @CsvSource({
        "v2.2_0000a65749f5902c4d82ffa701198038f0b4870b00a27cfca109f8f933476d82,26219,29682,135",
        "v2.4_0a0882b8da225406cc838991b5f67d11,17909,21501,146",
        "v2.2_55dcd38773f4104b95589acc87d93bf8b4a264b4a6d823b73fb6a7ab8144c08b,116,125,21",
        "v2.2_d46900384c78863420fb3e297d0a2f743cd2b6b3f7f82bf64059a168e07aceb7,105,108,15"
    })
    void cape(String name, int records, int calls, long apis) throws IOException {
        byte[] report = report("cape_capa-testfiles/" + name + ".json.gz");
        assertTrue(ReportKind.CAPE.recognises(Arrays.copyOf(report, Math.min(report.length, ReportKind.HEAD))));
        ToldCalls told = Reports.read(ReportKind.CAPE, report, Outcome.STATUS, Limits.defaults());
        List<String> expected = new ArrayList<>();
        Map<String, Integer> owner = new HashMap<>();
        int process = 0;
        int found = 0;
        for (JsonNode node :
                JsonMapper.shared().readTree(report).get("behavior").get("processes")) {
            process++;
            for (JsonNode call : node.get("calls")) {
                found++;
                String thread = call.get("thread_id").stringValue();
                owner.putIfAbsent(thread, process);
                boolean own = owner.get(thread) == process;
                String line = call.get("api").stringValue()
                        + (call.get("status").booleanValue() ? "" : "!")
                        + (own ? " " + thread : "");
                for (int copy = 0; copy <= call.get("repeated").intValue(); copy++) {
                    expected.add(line);
                }
            }
        }
        assertEquals(records, found);
        assertEquals(calls, expected.size());
        List<String> lines = told.lines();
        assertEquals(calls, lines.size());
        for (int i = 0; i < calls; i++) {
            String[] word = lines.get(i).split(" ");
            boolean own = Integer.parseInt(word[2]) < 1 << 30;
            assertEquals(expected.get(i), word[4] + (own ? " " + word[2] : ""));
        }
        assertEquals(
                apis,
                told.names().stream()
                        .map(api -> api.replace("!", ""))
                        .distinct()
                        .count());
    }

    @ParameterizedTest
    @CsvSource({
        "cape_capa-testfiles/v2.2_77c961050aa252d6d595ec5120981abf02068c968f4a5be5958d10e87aa6f0e8.json.gz",
        "cape_capa-testfiles/v2.4_2ebadd04f0ada89c36c1409b6e96423a68dd77b513db8db3da203c36d3753e5f.json.gz"
    })
    void capeWithoutCalls(String name) throws IOException {
        assertEquals(
                List.of("reject 0 holds no calls"),
                Reports.read(ReportKind.CAPE, report(name), Outcome.NONE, Limits.defaults())
                        .lines());
    }

    @ParameterizedTest
    @CsvSource({"report_1,gethostbyname,14", "report_2,send,14", "report_3,explode,14"})
    void minimal(String name, String api, int line) throws IOException {
        byte[] report = report("capev2_tests/" + name + ".json");
        assertTrue(ReportKind.CAPE.recognises(report));
        assertEquals(
                List.of("call r 7948 1073741824 " + api + " @" + line),
                Reports.read(ReportKind.CAPE, report, Outcome.NONE, Limits.defaults())
                        .lines());
    }

    @ParameterizedTest
    @CsvSource({
        "report_example_full,13",
        "report_example_entrypoint_with_file,59",
        "report_example_entrypoint_with_registry,271",
        "report_example_entrypoint_withDNS,285",
        "report_example_entrypoint_ransomware,422"
    })
    void speakeasy(String name, int calls) throws IOException {
        byte[] report = report("speakeasy_nebula/" + name + ".json");
        assertTrue(ReportKind.SPEAKEASY.recognises(Arrays.copyOf(report, Math.min(report.length, ReportKind.HEAD))));
        JsonNode tree = JsonMapper.shared().readTree(report);
        List<String> expected = new ArrayList<>();
        int point = 0;
        for (JsonNode node : tree.isArray() ? tree : tree.get("entry_points")) {
            for (JsonNode call : node.get("apis")) {
                String api = call.get("api_name").stringValue();
                expected.add("call r " + point + " " + expected.size() + " " + api.substring(api.indexOf('.') + 1));
            }
            point++;
        }
        assertEquals(calls, expected.size());
        assertEquals(
                expected,
                Reports.read(ReportKind.SPEAKEASY, report, Outcome.NONE, Limits.defaults()).lines().stream()
                        .map(line -> line.replaceAll(" @\\d+$", ""))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cuckoo/example-reply.json|expected a report with the key behavior (CAPE, Cuckoo) or entry_points (Speakeasy), found the"
                        + " keys 'disk_usage', 'cpu_usage', 'amount_prio_queued', 'active_processes', ...",
                "cuckoo/reportsignatures.json|expected a report, or a list of Speakeasy's entry points with apis or events, found another"
                        + " list",
                "speakeasy_nebula/report_example_parsed.json|expected a report with the key behavior (CAPE, Cuckoo) or entry_points"
                        + " (Speakeasy), found the keys 'file_access', 'network_events.traffic', 'apis'"
            })
    void othersAreRefused(String name, String reason) throws IOException {
        byte[] report = report(name);
        assertTrue(ReportKind.ANY.recognises(Arrays.copyOf(report, Math.min(report.length, ReportKind.HEAD))));
        BadInput refused = assertThrows(
                BadInput.class, () -> Reports.read(ReportKind.ANY, report, Outcome.NONE, Limits.defaults()));
        assertEquals(reason, refused.expected());
    }
}
