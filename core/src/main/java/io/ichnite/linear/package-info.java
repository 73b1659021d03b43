/** What a network has to beat: a linear model of the runs of calls that occur in a row. */
@NullMarked
package io.ichnite.linear;

import org.jspecify.annotations.NullMarked;
