/** Network specs as JSON, and the small strict JSON that our other formats are made of. */
@NullMarked
package io.ichnite.formats.json;

import org.jspecify.annotations.NullMarked;
