package io.ichnite.nn;

/**
 * One trained array of a layer: its name within the network ({@code lstm/kernel}), its shape as Keras has it, and how it
 * starts.
 */
public record WeightSpec(String name, Shape shape, Start start) {
    /** How a weight is drawn before training, as Keras does by default. */
    public enum Start {
        ZEROS,
        /** Uniform between −0.05 and 0.05: embeddings. */
        UNIFORM,
        /** Uniform between ±√(6 / (fan in + fan out)); for convolutions both fans count the kernel's length. */
        GLOROT_UNIFORM,
        /** Orthonormal rows or columns, from the QR decomposition of a normal matrix: recurrent kernels. */
        ORTHOGONAL,
        /** Zeros, with ones for the second quarter: an LSTM's bias, its forget gate open. */
        FORGET_GATE_OPEN
    }
}
