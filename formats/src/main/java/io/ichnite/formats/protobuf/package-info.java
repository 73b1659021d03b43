/** Protocol buffers, written without generated code. */
@NullMarked
package io.ichnite.formats.protobuf;

import org.jspecify.annotations.NullMarked;
