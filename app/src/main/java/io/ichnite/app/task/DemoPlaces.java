package io.ichnite.app.task;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo finds its files.
 *
 * @param home the checkout, where samples lie
 * @param cache where fetched files are kept; null where nothing says
 * @param offline whether nothing may be fetched
 */
public record DemoPlaces(Path home, @Nullable Path cache, boolean offline) {}
