package io.ichnite.novelty;

/** A detector of ours: it can say what it is made of, and be made again from that by {@link Detectors#restore}. */
public interface FittedDetector extends NoveltyDetector {
    DetectorParts parts();
}
