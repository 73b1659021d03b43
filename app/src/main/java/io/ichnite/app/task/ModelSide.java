package io.ichnite.app.task;

import io.ichnite.model.ModelBundle;

/**
 * One of two models that are compared.
 *
 * @param name as the user named it
 */
public record ModelSide(String name, ModelBundle model) {}
