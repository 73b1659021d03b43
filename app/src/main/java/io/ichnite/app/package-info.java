/** Where people come in: the program's entry and the settings it reads from outside. */
@NullMarked
package io.ichnite.app;

import org.jspecify.annotations.NullMarked;
