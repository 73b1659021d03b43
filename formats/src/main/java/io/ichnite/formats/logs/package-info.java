/** Traces written as text: lists of API names, Wine's relay logs, strace's logs. */
@NullMarked
package io.ichnite.formats.logs;

import org.jspecify.annotations.NullMarked;
