/** What people and programs get to see: numbers as text, JSON lines, tables, progress. */
@NullMarked
package io.ichnite.app.show;

import org.jspecify.annotations.NullMarked;
