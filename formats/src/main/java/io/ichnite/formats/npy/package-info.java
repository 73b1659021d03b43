/** NumPy's arrays, .npy and .npz, without pickles. */
@NullMarked
package io.ichnite.formats.npy;

import org.jspecify.annotations.NullMarked;
