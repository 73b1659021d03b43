#!/usr/bin/env python3
"""Times the published CNN-LSTM's answers to all rows in Keras 3 or tf_keras, with given weights.

Writes the probabilities and prints one line of JSON. `bench/run inference` makes the files and runs it by
turns with others. Alone:

    bench/peers keras_predict.py --rows rows.npy --weights weights.npy --out answers.npy --batch 32 --call function
"""

from pathlib import Path

import keras_network
import measure
import numpy as np
import published


def main() -> None:
    parser = measure.options("Times answers of the published network in Keras.", "one pass over all rows")
    keras_network.add_options(parser)
    parser.add_argument("--weights", type=Path, required=True, help=".npy of all weights")
    parser.add_argument("--out", type=Path, required=True, help=".npy of probabilities to write")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument(
        "--call",
        choices=("predict", "function", "jit"),
        default="predict",
        help="model.predict, a tf.function, or one compiled by XLA",
    )
    options = parser.parse_args()

    rows = np.load(options.rows).astype(np.int32)
    tf, library, engine = keras_network.load(options)
    model = keras_network.network(library, rows.shape[1])
    model.set_weights(published.split(np.load(options.weights)))
    if options.call == "predict":

        def answer():
            return model.predict(rows, batch_size=options.batch, verbose=0)

    else:
        call = tf.function(lambda x: model(x, training=False), jit_compile=options.call == "jit")

        def answer():
            starts = range(0, len(rows), options.batch)
            return np.concatenate([call(tf.constant(rows[i : i + options.batch])).numpy() for i in starts])

    answers = measure.run(engine, len(rows), options.warm_up, options.steps, answer)
    np.save(options.out, answers)


if __name__ == "__main__":
    main()
