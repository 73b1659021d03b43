/** Traces of any kind, found by what they hold; archives of them. */
@NullMarked
package io.ichnite.formats.dataset;

import org.jspecify.annotations.NullMarked;
