/** The published system's JSON dumps: a text of calls a file, and lists of labels or ids beside them. */
@NullMarked
package io.ichnite.formats.sequences;

import org.jspecify.annotations.NullMarked;
