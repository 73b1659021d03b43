/** Small tables that people keep beside their traces: labels, dates, groups. */
@NullMarked
package io.ichnite.formats.csv;

import org.jspecify.annotations.NullMarked;
