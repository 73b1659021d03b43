/** Pages for people: described by records, written as HTML that needs nothing beside itself. */
@NullMarked
package io.ichnite.app.report;

import org.jspecify.annotations.NullMarked;
