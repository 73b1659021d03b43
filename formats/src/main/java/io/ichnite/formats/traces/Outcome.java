package io.ichnite.formats.traces;

/** What of a call's outcome becomes part of its name. */
public enum Outcome {
    /** Nothing: {@code NtOpenFile}. */
    NONE("none"),
    /** That it failed: {@code NtOpenFile!}, where the input says so. */
    STATUS("status"),
    /**
     * What it returned: {@code NtOpenFile=0}, a failure's own code as in {@code NtOpenFile=0xc0000034} or {@code openat=ENOENT},
     * {@code GetStdHandle=-1} where a relay log shows all bits set, and {@code NtOpenFile=+} for whatever
     * else a success returned, as handles and counts would each make a name of their own.
     */
    RETURN("return");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** As the command line spells it. */
    public String word() {
        return word;
    }
}
