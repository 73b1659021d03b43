package io.ichnite.formats.reports;

import java.util.Set;
import java.util.stream.Collectors;

/** Where in a report its calls are. */
enum Section {
    /** {@code behavior.processes[].calls[]}. */
    BEHAVIOR("behavior", "behavior (CAPE, Cuckoo)"),
    /** {@code entry_points[].apis[]} or {@code entry_points[].events[]}, or the list of entry points alone. */
    ENTRY_POINTS("entry_points", "entry_points (Speakeasy)");

    private final String key;
    private final String shown;

    Section(String key, String shown) {
        this.key = key;
        this.shown = shown;
    }

    /** The key in the report's object. */
    String key() {
        return key;
    }

    /** Their keys and whose they are, in words. */
    static String words(Set<Section> sections) {
        return sections.stream().map(section -> section.shown).sorted().collect(Collectors.joining(" or "));
    }
}
