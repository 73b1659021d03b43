#!/usr/bin/env python3
"""Trains the published CNN-LSTM in Keras for a few steps and prints what it cost, as one line of JSON.

476,552 weights; random tokens and labels from a fixed seed: speed is measured, nothing is learnt.
The first steps are left out (tracing, memory). Steps are timed one by one, `samples_per_second` is
that of the median step; CPU time is user + system of the process over the timed steps.

    bench/peers keras_train.py --steps 5 --threads 2
"""

import argparse
import json
import os
import resource
import statistics
import sys
import time

VOCABULARY, CLASSES = 304, 8


def cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak_rss_mb():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def network(keras, length):
    """The seed's layers, in its order."""
    layers = keras.layers

    def convolution():
        return layers.Conv1D(64, 9, padding="same", activation="relu")

    def memory(sequences):
        return layers.LSTM(64, return_sequences=sequences, dropout=0.1, recurrent_dropout=0.5)

    return keras.Sequential(
        [
            layers.Input((length,), dtype="int32"),
            layers.Embedding(VOCABULARY, 256, name="embed"),
            *(convolution() for _ in range(3)),
            layers.MaxPooling1D(3),
            *(convolution() for _ in range(3)),
            layers.MaxPooling1D(2),
            memory(True),
            memory(False),
            layers.Dense(CLASSES, activation="softmax"),
        ]
    )


def main():
    parser = argparse.ArgumentParser(description="Times training steps of the published network in Keras.")
    parser.add_argument("--length", type=int, default=6000)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--steps", type=int, default=5, help="timed steps")
    parser.add_argument("--warm-up", type=int, default=2, help="steps before them")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    import keras
    import numpy as np
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(options.threads)
    tf.config.threading.set_inter_op_parallelism_threads(options.threads)
    keras.utils.set_random_seed(options.seed)
    model = network(keras, options.length)
    model.compile(keras.optimizers.RMSprop(learning_rate=1e-4), "categorical_crossentropy", jit_compile=False)

    random = np.random.default_rng(options.seed)
    tokens = random.integers(0, VOCABULARY, (options.batch, options.length), dtype=np.int32)
    labels = np.eye(CLASSES, dtype=np.float32)[random.integers(0, CLASSES, options.batch)]
    for _ in range(options.warm_up):
        model.train_on_batch(tokens, labels)
    seconds, cpu_before = [], cpu_seconds()
    for _ in range(options.steps):
        started = time.perf_counter()
        model.train_on_batch(tokens, labels)
        seconds.append(time.perf_counter() - started)
    cpu = cpu_seconds() - cpu_before
    print(
        json.dumps(
            {
                "engine": f"Keras {keras.__version__}, TensorFlow {tf.__version__}",
                "samples_per_second": round(options.batch / statistics.median(seconds), 3),
                "cpu_seconds_per_sample": round(cpu / (options.steps * options.batch), 5),
                "peak_rss_mb": round(peak_rss_mb(), 1),
                "threads": options.threads,
                "length": options.length,
                "batch": options.batch,
                "steps": options.steps,
                "weights": model.count_params(),
            }
        )
    )


if __name__ == "__main__":
    main()
