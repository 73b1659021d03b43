/** A model told in words: its card, for people who have not met it. */
@NullMarked
package io.ichnite.formats.card;

import org.jspecify.annotations.NullMarked;
