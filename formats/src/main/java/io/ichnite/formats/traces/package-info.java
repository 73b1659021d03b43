/** Traces as others write them: which kind a file is of, and one package for each family of kinds. */
@NullMarked
package io.ichnite.formats.traces;

import org.jspecify.annotations.NullMarked;
