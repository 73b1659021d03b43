/** Pictures as data, the charts that are made of them, and the two forms they are written in: SVG and PNG. */
@NullMarked
package io.ichnite.app.picture;

import org.jspecify.annotations.NullMarked;
