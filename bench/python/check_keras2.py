#!/usr/bin/env python3
"""Shows ichnite's .h5 files to Keras 2.15, the last of its own; check_export.py says how. Needs Python 3.9 to 3.11.

bench/peers check_keras2.py
"""

import exported
import keras

if __name__ == "__main__":
    exported.main([("keras", keras.__version__, keras)])
