/** What is kept of a trained network, and what answers with it. */
@NullMarked
package io.ichnite.model;

import org.jspecify.annotations.NullMarked;
