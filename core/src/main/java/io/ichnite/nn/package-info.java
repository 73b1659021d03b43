/** Networks: described by records, rewritten by a plan, run by kernels. */
@NullMarked
package io.ichnite.nn;

import org.jspecify.annotations.NullMarked;
