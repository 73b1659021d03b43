package io.ichnite.app.task;

/** What a training takes over of the optimiser of the model that it starts from. */
public enum Resumption {
    /** Nothing: the plan's own rule, remembering nothing. */
    FRESH,
    /** Its rule and what it remembers, where the model holds them. */
    RULE,
    /** The same at the plan's own learning rate. */
    RULE_AT_OWN_RATE
}
