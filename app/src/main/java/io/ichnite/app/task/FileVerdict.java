package io.ichnite.app.task;

import java.util.ArrayList;
import java.util.List;

/**
 * What models say of one file.
 *
 * @param input where it came from, as the user named it
 * @param id its own name within that
 * @param single whether the input is this file and nothing else
 * @param opinions one a model that takes such files
 */
public record FileVerdict(String input, String id, boolean single, List<Opinion> opinions) {
    static final String NOVEL = "novel";
    static final String SUSPICIOUS = "suspicious";
    static final String KNOWN = "known";

    public FileVerdict {
        opinions = List.copyOf(opinions);
    }

    /** Whether any model finds it unlike what it has seen. */
    boolean novel() {
        return opinions.stream().anyMatch(Opinion::novel);
    }

    /** Whether any model takes it for a family that may mean harm. */
    boolean suspicious() {
        return opinions.stream().anyMatch(Opinion::suspicious);
    }

    /** What was found; empty where nothing was. */
    List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (suspicious()) {
            findings.add(SUSPICIOUS);
        }
        if (novel()) {
            findings.add(NOVEL);
        }
        return findings;
    }

    /** The gravest of the findings, or that the file is like what is known. */
    String word() {
        return findings().isEmpty() ? KNOWN : findings().get(0);
    }
}
