/** Compressed files that the JDK cannot read. */
@NullMarked
package io.ichnite.formats.archive;

import org.jspecify.annotations.NullMarked;
