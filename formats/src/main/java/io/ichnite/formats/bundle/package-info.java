/** A trained model as one file. */
@NullMarked
package io.ichnite.formats.bundle;

import org.jspecify.annotations.NullMarked;
