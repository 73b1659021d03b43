"""The published CNN-LSTM: its sizes, and its weights as one array in the order of Keras' get_weights()."""

import math

ROWS, WIDTH, FILTERS, KERNEL, UNITS, CLASSES = 304, 256, 64, 9, 64, 8
DROPOUT, RECURRENT_DROPOUT = 0.1, 0.5
LEARNING_RATE = 1e-4


def _convolution(channels):
    return (KERNEL, channels, FILTERS), (FILTERS,)


_LSTM = (FILTERS, 4 * UNITS), (UNITS, 4 * UNITS), (4 * UNITS,)

SHAPES = ((ROWS, WIDTH), *_convolution(WIDTH), *_convolution(FILTERS) * 5, *_LSTM * 2, (UNITS, CLASSES), (CLASSES,))


def split(flat):
    """The arrays of the network, cut from one NumPy array of them all."""
    arrays, at = [], 0
    for shape in SHAPES:
        size = math.prod(shape)
        arrays.append(flat[at : at + size].reshape(shape))
        at += size
    if at != flat.size:
        raise SystemExit(f"the published network has {at} weights, found {flat.size}")
    return arrays
