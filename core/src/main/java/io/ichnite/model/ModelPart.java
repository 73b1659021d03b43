package io.ichnite.model;

import io.ichnite.sample.Vocabulary;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a model is made of beside its network and weights, for saying what another program's form leaves out. */
public enum ModelPart {
    FAMILIES("the names of its families"),
    VOCABULARY("its vocabulary"),
    ENCODING("how traces or files become rows"),
    MANIFEST("where it comes from"),
    BASELINE("its baseline"),
    ROWS("the rows it has seen"),
    FAMILIARITY("its detector of what it never saw");

    private final String words;

    ModelPart(String words) {
        this.words = words;
    }

    /** As part of a sentence: {@code its vocabulary}. */
    public String words() {
        return words;
    }

    /** Whether a model has this part. */
    public boolean in(ModelBundle bundle) {
        return switch (this) {
            case FAMILIES, MANIFEST -> true;
            case VOCABULARY -> !bundle.vocabulary().names().isEmpty();
            case ENCODING -> bundle.vocabulary().kind() != Vocabulary.Kind.NONE;
            case BASELINE -> bundle.baseline() != null;
            case ROWS -> bundle.rows() != null;
            case FAMILIARITY -> bundle.familiarity() != null;
        };
    }

    /** The parts that a form keeps which has room for texts beside the weights, and for nothing else. */
    public static Set<ModelPart> toldInWords() {
        return EnumSet.of(FAMILIES, VOCABULARY, ENCODING, MANIFEST);
    }

    /** The parts that a model has and a form does not keep. */
    public static List<ModelPart> missing(ModelBundle bundle, Set<ModelPart> kept) {
        List<ModelPart> missing = new ArrayList<>();
        for (ModelPart part : values()) {
            if (!kept.contains(part) && part.in(bundle)) {
                missing.add(part);
            }
        }
        return missing;
    }
}
