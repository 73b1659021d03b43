/** Change over time: where it began, how large it is, what may still be answered, and what to look at first. */
@NullMarked
package io.ichnite.drift;

import org.jspecify.annotations.NullMarked;
