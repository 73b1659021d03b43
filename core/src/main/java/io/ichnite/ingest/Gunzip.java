package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads gzip data, one member or several. The JDK's reader passes over what it cannot read after a member, so a damaged
 * second one would be lost without a word; this one refuses it.
 */
final class Gunzip extends GZIPInputStream {
    private static final int BUFFER = 1 << 16;
    /** Bytes at the end of a member, which the JDK leaves with the inflater. */
    private static final int TRAILER = 8;

    private final String name;

    private Gunzip(InputStream raw, String name) throws IOException {
        super(raw, BUFFER);
        this.name = name;
    }

    /** @throws BadInput here or from any read, if the data is damaged or ends too early */
    static InputStream open(InputStream raw, String name) throws IOException {
        try {
            return new Gunzip(raw, name);
        } catch (EOFException | ZipException e) {
            throw damaged(name, e);
        }
    }

    @Override
    public int read(byte[] into, int at, int count) throws IOException {
        int n;
        try {
            n = super.read(into, at, count);
        } catch (EOFException | ZipException e) {
            throw damaged(name, e);
        }
        if (n < 0 && (inf.getRemaining() > TRAILER || in.available() > 0)) {
            throw BadInput.in(name, "there is something else after the gzip data; expected nothing");
        }
        return n;
    }

    private static BadInput damaged(String name, IOException e) {
        String what = e instanceof EOFException ? "ends too early" : "is damaged";
        return BadInput.in(name, "the gzip data " + what + "; expected a whole file");
    }
}
