"""The published network in Keras 3 or in tf_keras, and the switches of TensorFlow that both obey."""

import argparse
import importlib
import os

import published


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--library", choices=("keras", "tf_keras"), default="keras")
    parser.add_argument("--onednn", choices=("on", "off"), default="on", help="oneDNN's kernels in TensorFlow")


def load(options: argparse.Namespace):
    """TensorFlow, the library that was asked for, and what both call themselves."""
    os.environ["TF_ENABLE_ONEDNN_OPTS"] = "1" if options.onednn == "on" else "0"
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(options.threads)
    tf.config.threading.set_inter_op_parallelism_threads(options.threads)
    library = importlib.import_module(options.library)
    library.utils.set_random_seed(1)
    name = "Keras" if options.library == "keras" else "tf_keras"
    return tf, library, f"{name} {library.__version__}, TensorFlow {tf.__version__}"


def network(library, length: int):
    """The seed's layers, in its order."""
    layers = library.layers

    def convolution():
        return layers.Conv1D(published.FILTERS, published.KERNEL, padding="same", activation="relu")

    def memory(sequences: bool):
        return layers.LSTM(
            published.UNITS,
            return_sequences=sequences,
            dropout=published.DROPOUT,
            recurrent_dropout=published.RECURRENT_DROPOUT,
        )

    return library.Sequential(
        [
            layers.Input((length,), dtype="int32"),
            layers.Embedding(published.ROWS, published.WIDTH, name="embed"),
            *(convolution() for _ in range(3)),
            layers.MaxPooling1D(3),
            *(convolution() for _ in range(3)),
            layers.MaxPooling1D(2),
            memory(True),
            memory(False),
            layers.Dense(published.CLASSES, activation="softmax"),
        ]
    )
