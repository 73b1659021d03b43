package io.ichnite.train;

import io.ichnite.train.Optimizer.Memory;
import org.jspecify.annotations.Nullable;

/**
 * The rule that a network was last trained by, and what it remembers: enough to go on as if training had not ended.
 *
 * @param memory null where nothing has been trained yet, or what was remembered is lost
 */
public record OptimizerState(OptimizerSpec rule, @Nullable Memory memory) {
    /** @throws IllegalArgumentException if what is remembered is another rule's */
    public OptimizerState {
        if (memory != null && (memory.first() != null) != (rule instanceof OptimizerSpec.Adam)) {
            throw new IllegalArgumentException("what is remembered is another optimiser's");
        }
    }
}
