package io.ichnite.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What commands are told of where they run.
 *
 * @param home the checkout, where samples lie; null if not known
 * @param cache where fetched files are kept; null if not known
 * @param offline whether nothing may be fetched
 * @param debug whether defects show their stack trace
 */
public record Surroundings(@Nullable Path home, @Nullable Path cache, boolean offline, boolean debug) {}
