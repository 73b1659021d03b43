package io.ichnite.error;

/** A model file cannot be read: damaged, foreign, hostile or too new. The message names the file and the object in it. */
public final class BadBundle extends IchniteException {
    private static final long serialVersionUID = 1L;

    public BadBundle(String file, String expected) {
        super(file + ": " + expected);
    }
}
