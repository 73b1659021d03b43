/** Models that Keras wrote, read as data alone. */
@NullMarked
package io.ichnite.formats.keras;

import org.jspecify.annotations.NullMarked;
