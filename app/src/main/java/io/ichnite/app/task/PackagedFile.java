package io.ichnite.app.task;

import io.ichnite.error.BadInput;
import io.ichnite.formats.csv.CsvColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One file of a published package, as {@code samples/binaries/members.csv} names it.
 *
 * @param name our own name for it, which is a plain file name
 * @param label its class; or {@code near:KIND} and {@code far:KIND} for files that no class describes
 * @param firstSeen a date, as text; empty for those
 * @param project whose work it is
 * @param archive the package's file, as Maven names its copies
 * @param member the file's place within the package, with {@code !/} between an archive and what is in it; empty where the
 *     package is the file
 * @param sha256 of its bytes, in hexadecimal
 * @param bytes how long it is
 */
record PackagedFile(
        String name,
        String label,
        String firstSeen,
        String project,
        String archive,
        String member,
        String sha256,
        int bytes) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
    private static final Pattern LABEL = Pattern.compile("((near|far):)?[a-z][a-z0-9-]{0,30}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LENGTH = Pattern.compile("[1-9][0-9]{0,7}");
    private static final int PARTS = 4;

    /** Where an unfamiliar file lies among those that are: {@code near} or {@code far}; {@code known} if it is of a class. */
    String folder() {
        int colon = label.indexOf(':');
        return colon < 0 ? "known" : label.substring(0, colon);
    }

    boolean known() {
        return label.indexOf(':') < 0;
    }

    /**
     * All files that a table names, in its order.
     *
     * @throws BadInput if it is no such table
     */
    static List<PackagedFile> read(Path table) throws IOException {
        Map<String, String> labels = column(table, "label");
        Map<String, String> dates = column(table, "first_seen");
        Map<String, String> projects = column(table, "project");
        Map<String, String> packages = column(table, "package");
        Map<String, String> members = column(table, "member");
        Map<String, String> digests = column(table, "sha256");
        Map<String, String> lengths = column(table, "bytes");
        List<PackagedFile> files = new ArrayList<>();
        for (String name : labels.keySet()) {
            files.add(new PackagedFile(
                    fitting(table, PLAIN, name),
                    fitting(table, LABEL, labels.get(name)),
                    String.valueOf(dates.get(name)),
                    fitting(table, PLAIN, projects.get(name)),
                    fitting(table, PLAIN, archive(table, String.valueOf(packages.get(name)))),
                    String.valueOf(members.get(name)),
                    fitting(table, DIGEST, digests.get(name)),
                    Integer.parseInt(fitting(table, LENGTH, lengths.get(name)))));
        }
        return files;
    }

    private static Map<String, String> column(Path table, String name) throws IOException {
        return CsvColumn.read(table, "name", name);
    }

    private static String fitting(Path table, Pattern pattern, @Nullable String text) {
        if (text == null || !pattern.matcher(text).matches()) {
            throw BadInput.in(table.toString(), "expected what fits " + pattern + ", found '" + text + "'");
        }
        return text;
    }

    /** From group:artifact:type[:classifier]:version to artifact-version[-classifier].type. */
    private static String archive(Path table, String coordinates) {
        String[] part = coordinates.split(":", -1);
        if (part.length != PARTS && part.length != PARTS + 1) {
            throw BadInput.in(
                    table.toString(), "expected group:artifact:type[:classifier]:version, found '" + coordinates + "'");
        }
        String classifier = part.length == PARTS ? "" : "-" + part[PARTS - 1];
        return part[1] + "-" + part[part.length - 1] + classifier + "." + part[2];
    }
}
