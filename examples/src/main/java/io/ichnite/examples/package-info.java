/** The library in use: a main class each, which the guides quote. */
@NullMarked
package io.ichnite.examples;

import org.jspecify.annotations.NullMarked;
