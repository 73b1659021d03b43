package io.ichnite.formats.archive;

import io.ichnite.ingest.Limits;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The members of a zip or tar, one after another as they are stored. Nothing is written anywhere: a member's path is but a name.
 * Memory does not grow with the members, nor with what their names claim. For use by one thread.
 */
public interface Archive {
    /** So many first bytes tell an archive. */
    int HEAD = 512;

    /**
     * The next member; what the last one left unread is passed over.
     *
     * @return null after the last
     * @throws io.ichnite.error.BadInput if the archive is damaged or ends too early
     * @throws IOException if what it is read from fails
     */
    @Nullable
    Member next() throws IOException;

    /**
     * One member that is no folder.
     *
     * @param path as it is stored; any text
     * @param fault why its bytes cannot be had; null if they can
     * @param bytes until {@link #next}; closing does nothing
     */
    record Member(String path, @Nullable String fault, InputStream bytes) {}

    /** Whether these first bytes, {@link #HEAD} or all there are, begin an archive. */
    static boolean recognises(byte[] head) {
        return ZipMembers.recognises(head) || TarMembers.recognises(head);
    }

    /**
     * @param plain at its beginning, which {@link #recognises} knows; not closed
     * @param name of the archive, as messages say it
     */
    static Archive open(InputStream plain, String name, Limits limits) throws IOException {
        plain.mark(HEAD);
        byte[] head = plain.readNBytes(HEAD);
        plain.reset();
        Watched watched = new Watched(plain);
        return ZipMembers.recognises(head)
                ? new ZipMembers(watched, name, limits)
                : new TarMembers(watched, name, limits);
    }
}
