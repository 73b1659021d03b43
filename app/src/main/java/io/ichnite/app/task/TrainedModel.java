package io.ichnite.app.task;

import io.ichnite.model.ModelBundle;
import io.ichnite.train.History;
import org.jspecify.annotations.Nullable;

/**
 * What a training gave.
 *
 * @param validation how the kept weights do on the validation rows; null where nothing validated
 */
public record TrainedModel(ModelBundle bundle, History history, @Nullable Measured validation) {}
