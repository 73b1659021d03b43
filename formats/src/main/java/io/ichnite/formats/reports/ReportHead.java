package io.ichnite.formats.reports;

import io.ichnite.error.BadInput;
import io.ichnite.ingest.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** What the beginning of a file shows of whose report it is: the keys of its object, or of the first object of its list. */
final class ReportHead {
    private static final Set<String> SPEAKEASY =
            Set.of("entry_points", "report_version", "emu_version", "emulation_total_runtime");
    private static final Set<String> ENTRY_POINT = Set.of("ep_type", "apis", "events", "apihash");
    private static final Set<String> CAPE = Set.of("CAPE", "statistics", "curtain", "malscore", "ttps");
    private static final Set<String> CUCKOO = Set.of("info", "behavior", "procmemory", "virustotal", "screenshots");

    /** Bytes that may stand before: of marks of the byte order, of wide characters, and blanks. */
    private static final String BEFORE = "\u00EF\u00BB\u00BF\u00FE\u00FF\0 \t\r\n";

    private final Set<String> keys = new HashSet<>();
    private boolean list;
    private boolean cape;

    private ReportHead() {}

    /** Null for what is neither an object nor a list of such. */
    static @Nullable ReportKind kind(byte[] head) {
        if (!begins(head)) {
            return null;
        }
        ReportHead shown = new ReportHead();
        boolean json;
        try (JsonWalk walk = new JsonWalk(new ByteArrayInputStream(head), "head", Limits.defaults())) {
            json = shown.look(walk);
        } catch (BadInput e) {
            // The end of what is there, or of what is JSON.
            json = !shown.keys.isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json ? shown.kind() : null;
    }

    /** Whether the first byte that tells is that of an object or a list, in any encoding: else no parser is needed. */
    private static boolean begins(byte[] head) {
        for (byte b : head) {
            if (BEFORE.indexOf(b & 0xFF) < 0) {
                return b == '{' || b == '[';
            }
        }
        return false;
    }

    /** Whether it is an object or a list of objects. */
    private boolean look(JsonWalk walk) throws IOException {
        JsonToken token = walk.next();
        list = token == JsonToken.START_ARRAY;
        if (list) {
            token = walk.next();
        }
        if (token != JsonToken.START_OBJECT) {
            return false;
        }
        int depth = walk.depth();
        do {
            token = walk.next();
            if (token == JsonToken.PROPERTY_NAME) {
                if (walk.depth() == depth) {
                    keys.add(walk.name());
                }
                cape |= walk.name().equals("parentcaller");
            } else if (token == JsonToken.VALUE_STRING && walk.name().equals("version")) {
                cape |= walk.text().endsWith("-CAPE");
            }
        } while (walk.depth() >= depth);
        return true;
    }

    private ReportKind kind() {
        if (list) {
            return any(ENTRY_POINT) ? ReportKind.SPEAKEASY : ReportKind.ANY;
        }
        if (any(SPEAKEASY)) {
            return ReportKind.SPEAKEASY;
        }
        if (cape || any(CAPE)) {
            return ReportKind.CAPE;
        }
        return any(CUCKOO) ? ReportKind.CUCKOO : ReportKind.ANY;
    }

    private boolean any(Set<String> telling) {
        return !Collections.disjoint(keys, telling);
    }
}
