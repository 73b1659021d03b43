package io.ichnite.formats.dataset;

import java.util.regex.Pattern;

/** What a traced program is called after the file that holds its trace. */
public final class FileIds {
    private static final Pattern ENDING =
            Pattern.compile("(?i)(?:\\.(?:json|csv|tsv|txt|log|relay|strace|trace|report))?(?:\\.(?:gz|zst))?$");

    private FileIds() {}

    /** A path with slashes, without the ending that says what kind of file it is and how it is compressed. */
    public static String of(String path) {
        String plain = path.replace('\\', '/').replaceFirst("^(?:\\./)+", "");
        String id = ENDING.matcher(plain).replaceFirst("");
        return id.isEmpty() || id.endsWith("/") ? plain : id;
    }
}
