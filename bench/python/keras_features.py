#!/usr/bin/env python3
"""Times what MalConv's layers 7 and 8 make of files in Keras 3 or tf_keras, from their bytes in memory, with given weights.

Writes both layers side by side and prints one line of JSON. `bench/run features` makes the files and runs it by turns with
others. Alone:

    bench/peers keras_features.py --rows FOLDER --weights weights.npy --out features.npy --way one-pass --batch 32
"""

from pathlib import Path

import keras_network
import malconv
import malconv_files
import measure
import numpy as np

WAYS = ("published", "one-pass")


def network(library):
    """The published layers, in its order; the model that ends at layer 7, and the one that ends at layer 8."""
    layers = library.layers

    def convolution(name: str):
        return layers.Conv1D(malconv.FILTERS, malconv.WINDOW, strides=malconv.WINDOW, padding="same", name=name)

    given = layers.Input((malconv.LENGTH,))
    embedded = layers.Embedding(malconv.VALUES, malconv.WIDTH)(given)
    gate, linear = convolution("gate")(embedded), convolution("linear")(embedded)
    gated = layers.Multiply()([linear, layers.Activation("sigmoid")(gate)])
    largest = layers.GlobalMaxPooling1D()(layers.Activation("relu")(gated))
    dense = layers.Dense(malconv.UNITS)(largest)
    last = layers.Dense(malconv.CLASSES, activation="softmax")(dense)
    return library.Model(given, last), given, largest, dense


def take(model, arrays: list[np.ndarray]) -> None:
    """Gives each layer its weights, whatever order the library keeps layers in."""
    embedding, gate, gate_bias, linear, linear_bias, dense, dense_bias, last, last_bias = arrays
    owners = [layer for layer in model.layers if layer.weights]
    denses = [layer for layer in owners if layer.__class__.__name__ == "Dense"]
    next(layer for layer in owners if layer.__class__.__name__ == "Embedding").set_weights([embedding])
    model.get_layer("gate").set_weights([gate, gate_bias])
    model.get_layer("linear").set_weights([linear, linear_bias])
    denses[0].set_weights([dense, dense_bias])
    denses[1].set_weights([last, last_bias])


def main() -> None:
    parser = measure.options("Times MalConv's features in Keras.", "all files once")
    keras_network.add_options(parser)
    parser.add_argument("--weights", type=Path, required=True, help=".npy of all weights")
    parser.add_argument("--out", type=Path, required=True, help=".npy of features to write")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument(
        "--way",
        choices=WAYS,
        default="one-pass",
        help="as the published notebook does (lists, int64, a model and a pass for each layer), or one model with both layers",
    )
    parser.add_argument(
        "--call",
        choices=("predict", "function", "jit"),
        default="predict",
        help="model.predict, a tf.function, or one compiled by XLA; the published way is predict",
    )
    options = parser.parse_args()

    tf, library, engine = keras_network.load(options)
    model, given, largest, dense = network(library)
    take(model, malconv.split(np.load(options.weights)))
    files, reading = malconv_files.read(options.rows)

    if options.way == "published":
        seventh, eighth = library.Model(given, largest), library.Model(given, dense)

        def features() -> np.ndarray:
            rows = malconv_files.published_rows(files)
            return np.concatenate([seventh.predict(rows, verbose=0), eighth.predict(rows, verbose=0)], 1)

    elif options.call == "predict":
        both = library.Model(given, [largest, dense])

        def features() -> np.ndarray:
            return np.concatenate(both.predict(malconv_files.rows(files), batch_size=options.batch, verbose=0), 1)

    else:
        both = library.Model(given, [largest, dense])
        call = tf.function(lambda x: both(x, training=False), jit_compile=options.call == "jit")

        def features() -> np.ndarray:
            starts = range(0, len(files), options.batch)
            rows = (malconv_files.rows(files[i : i + options.batch]) for i in starts)
            return np.concatenate([np.concatenate([y.numpy() for y in call(tf.constant(x))], 1) for x in rows])

    found = measure.run(engine, len(files), options.warm_up, options.steps, features, reading)
    np.save(options.out, found)


if __name__ == "__main__":
    main()
