/** Evidence: what the engine and the parser cost, in the same shape as their rivals are measured. */
@NullMarked
package io.ichnite.bench;

import org.jspecify.annotations.NullMarked;
