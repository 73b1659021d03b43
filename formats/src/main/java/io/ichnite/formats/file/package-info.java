/** Files read whole, within a bound, and written whole: a reader finds the old one or the new one. */
@NullMarked
package io.ichnite.formats.file;

import org.jspecify.annotations.NullMarked;
