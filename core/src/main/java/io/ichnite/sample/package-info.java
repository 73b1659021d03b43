/** What is looked at: traces, their calls, their families. Stands on the ground and knows nobody. */
@NullMarked
package io.ichnite.sample;

import org.jspecify.annotations.NullMarked;
