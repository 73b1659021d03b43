/** How good the answers are. */
@NullMarked
package io.ichnite.metric;

import org.jspecify.annotations.NullMarked;
