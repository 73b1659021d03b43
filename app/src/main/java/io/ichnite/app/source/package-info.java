/** What people name on the command line, opened: data, labels, models. */
@NullMarked
package io.ichnite.app.source;

import org.jspecify.annotations.NullMarked;
