package io.ichnite.app.task;

import io.ichnite.data.Encoding;
import io.ichnite.data.Examples;
import io.ichnite.data.Split;
import io.ichnite.model.SeenRows;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.sample.Families;
import io.ichnite.sample.Vocabulary;
import io.ichnite.train.Optimizer;
import io.ichnite.train.TrainingPlan;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A training of which everything is known but how it goes.
 *
 * @param validation null where nothing validates
 * @param rows of the data which train and which validate
 * @param seen the same by name, for the model to remember
 * @param start the weights that it begins from
 * @param memory what the optimiser begins with; null for nothing
 * @param dataDigest of all rows of the data
 * @param origin all that decides what it ends with, by name
 */
public record Prepared(
        TrainingRequest request,
        Vocabulary vocabulary,
        Families families,
        Encoding encoding,
        NetworkSpec network,
        Weights start,
        Optimizer.@Nullable Memory memory,
        TrainingPlan plan,
        Examples train,
        @Nullable Examples validation,
        Split rows,
        SeenRows seen,
        String dataDigest,
        SortedMap<String, String> origin) {}
