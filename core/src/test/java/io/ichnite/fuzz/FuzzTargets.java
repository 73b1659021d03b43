package io.ichnite.fuzz;

import java.util.List;
import java.util.ServiceLoader;

/** The readers of one module or package; those that {@code bench/fuzz} is to know are named in {@code META-INF/services}. */
public interface FuzzTargets {
    List<FuzzTarget> all();

    /** Of all that are on the class path, by name. */
    static List<FuzzTarget> known() {
        return ServiceLoader.load(FuzzTargets.class).stream()
                .flatMap(targets -> targets.get().all().stream())
                .sorted(java.util.Comparator.comparing(FuzzTarget::name))
                .toList();
    }

    /** The one of that name. */
    static FuzzTarget named(String name) {
        return known().stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fuzz target is called " + name));
    }
}
