/** How a network learns. */
@NullMarked
package io.ichnite.train;

import org.jspecify.annotations.NullMarked;
