/** What the kernels reach on one core, measured by JMH, beside the most that the core can do. */
@NullMarked
package io.ichnite.bench.kernels;

import org.jspecify.annotations.NullMarked;
