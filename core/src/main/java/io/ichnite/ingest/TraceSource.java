package io.ichnite.ingest;

/**
 * Where traces come from.
 *
 * @param name of the input, as messages say it; nothing in it moves a cursor
 * @param fileId what a traced program is called if the input itself does not say: a file's path from the folder or the archive
 *     that was named, or its name, without the ending
 */
public record TraceSource(String name, String fileId) {}
