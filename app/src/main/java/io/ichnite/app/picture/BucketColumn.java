package io.ichnite.app.picture;

/**
 * A stretch of time, or what stands beside it.
 *
 * @param name below its column
 * @param rows how many rows it has; above its column
 */
public record BucketColumn(String name, int rows) {}
