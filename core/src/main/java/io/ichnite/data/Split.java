package io.ichnite.data;

import java.util.List;

/**
 * Which rows train and which validate, as indexes, each ascending; no row stands on both sides.
 *
 * @param train rows to learn from
 * @param validation rows to look at only
 */
public record Split(List<Integer> train, List<Integer> validation) {
    public Split {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
    }

    /** The same split where index {@code i} meant the {@code i}-th of some files. */
    public Split of(List<Integer> files) {
        return new Split(
                train.stream().map(files::get).toList(),
                validation.stream().map(files::get).toList());
    }
}
