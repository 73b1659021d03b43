/** Models as ONNX, written without a library: other programs run them. Nothing here reads ONNX. */
@NullMarked
package io.ichnite.formats.onnx;

import org.jspecify.annotations.NullMarked;
