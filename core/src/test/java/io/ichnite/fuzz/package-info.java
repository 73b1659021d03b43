/** Readers and the bytes that people who mean harm may give them: replayed in tests, searched for by {@code bench/fuzz}. */
@NullMarked
package io.ichnite.fuzz;

import org.jspecify.annotations.NullMarked;
