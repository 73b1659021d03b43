/** The command line: words and options in, tables and exit codes out. */
@NullMarked
package io.ichnite.app.cli;

import org.jspecify.annotations.NullMarked;
