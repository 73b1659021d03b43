package io.ichnite.app.picture;

/**
 * A curve of one class, and what it is worth.
 *
 * @param score the area under it; NaN where the class has no rows of one kind, then it is only named
 * @param points of the curve, both coordinates from 0 to 1, x never falling
 */
public record NamedCurve(String name, double score, Points points) {}
