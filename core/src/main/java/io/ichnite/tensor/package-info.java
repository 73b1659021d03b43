/** Numbers: the arithmetic that everything else is made of, in plain Java and in vectors. */
@NullMarked
package io.ichnite.tensor;

import org.jspecify.annotations.NullMarked;
