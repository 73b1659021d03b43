/** Named float arrays in one file of plain data. */
@NullMarked
package io.ichnite.formats.safetensors;

import org.jspecify.annotations.NullMarked;
