/** Small models of every kind, for other people's programs to check and run. */
@NullMarked
package io.ichnite.bench.onnx;

import org.jspecify.annotations.NullMarked;
