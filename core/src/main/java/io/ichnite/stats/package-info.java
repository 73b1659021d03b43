/** What traces are made of: lengths, threads, orders, calls, and what sets one class apart from the others. */
@NullMarked
package io.ichnite.stats;

import org.jspecify.annotations.NullMarked;
