/** For tests: a disk that fails. */
@NullMarked
package io.ichnite.disk;

import org.jspecify.annotations.NullMarked;
