#!/usr/bin/env python3
"""Times training steps of the published CNN-LSTM in Keras 3 or tf_keras; prints one line of JSON.

`bench/run training` makes the rows and runs it by turns with others. Alone:

    bench/peers keras_train.py --rows rows.npy --steps 5 --threads 2
"""

import keras_network
import measure
import numpy as np
import published


def main() -> None:
    parser = measure.options("Times training steps of the published network in Keras.", "one batch of all rows")
    keras_network.add_options(parser)
    parser.add_argument("--jit", choices=("on", "off"), default="off", help="compile the step by XLA")
    options = parser.parse_args()

    rows = np.load(options.rows).astype(np.int32)
    labels = np.eye(published.CLASSES, dtype=np.float32)[np.arange(len(rows)) % published.CLASSES]
    _, library, engine = keras_network.load(options)
    model = keras_network.network(library, rows.shape[1])
    optimizer = library.optimizers.RMSprop(learning_rate=published.LEARNING_RATE)
    model.compile(optimizer, "categorical_crossentropy", jit_compile=options.jit == "on")
    measure.run(engine, len(rows), options.warm_up, options.steps, lambda: model.train_on_batch(rows, labels))


if __name__ == "__main__":
    main()
