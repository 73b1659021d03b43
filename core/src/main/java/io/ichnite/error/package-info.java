/** What goes wrong, in four kinds, each of which says what was expected. Knows nothing of the rest. */
@NullMarked
package io.ichnite.error;

import org.jspecify.annotations.NullMarked;
