/** Traces in: CSV, read by several threads, to a flat memory-mapped store that every order of calls can be taken from. */
@NullMarked
package io.ichnite.ingest;

import org.jspecify.annotations.NullMarked;
