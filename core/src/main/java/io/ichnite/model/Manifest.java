package io.ichnite.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a model comes from. Holds no clock time, speed, path or host, so that the same training gives the same bytes.
 *
 * @param version of ichnite that made it
 * @param seed of the training's random numbers
 * @param dataDigest SHA-256 of the training set, as {@link io.ichnite.sample.Traces#digest()}; empty if there was none
 * @param options what the training was asked for, by flag
 * @param metrics on the validation rows of the kept epoch, and training's own
 */
public record Manifest(
        String version,
        long seed,
        String dataDigest,
        SortedMap<String, String> options,
        SortedMap<String, Double> metrics) {
    public Manifest {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    public static Manifest of(
            String version, long seed, String dataDigest, Map<String, String> options, Map<String, Double> metrics) {
        return new Manifest(version, seed, dataDigest, new TreeMap<>(options), new TreeMap<>(metrics));
    }
}
