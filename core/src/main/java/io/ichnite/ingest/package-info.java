/** Traces in: CSV to a memory-mapped store. */
@NullMarked
package io.ichnite.ingest;

import org.jspecify.annotations.NullMarked;
