/** What the commands do, step by step: training, asking, measuring, telling. */
@NullMarked
package io.ichnite.app.task;

import org.jspecify.annotations.NullMarked;
