#!/usr/bin/env python3
"""Shows ichnite's .h5 and .keras files to real Kerases: every layer, every merge, both kinds of graph, at small and at real size.

Each file has to be read with the same layers under the same numbers, the same weights to the bit, and answers
within 1e-5 of ours; files and answers have to be those that the ordinary build compares with
(bench/src/test/resources/io/ichnite/bench/exported.json).

    bench/peers check_export.py             Keras 3 (.keras and .h5) and tf_keras (.h5)
    bench/peers check_keras2.py             the same files in Keras 2.15 (.h5)
    bench/peers check_export.py --record    writes down what they answer
"""

import exported
import keras
import tf_keras

if __name__ == "__main__":
    exported.main([("keras", keras.__version__, keras), ("tf_keras", tf_keras.__version__, tf_keras)])
