/** From traces to numbers: vocabularies, encoding, splits. */
@NullMarked
package io.ichnite.data;

import org.jspecify.annotations.NullMarked;
