"""The published MalConv with several classes: its sizes, and its weights as one array in the order of Keras' get_weights()."""

import math

LENGTH, WINDOW, VALUES, WIDTH, FILTERS, UNITS, CLASSES = 200_000, 500, 256, 8, 128, 64, 4

_CONVOLUTION = (WINDOW, WIDTH, FILTERS), (FILTERS,)
SHAPES = ((VALUES, WIDTH), *_CONVOLUTION * 2, (FILTERS, UNITS), (UNITS,), (UNITS, CLASSES), (CLASSES,))
"""Embedding, gate, linear, dense, last: as get_weights() gives them."""


def split(flat):
    """The arrays of the network, cut from one NumPy array of them all."""
    arrays, at = [], 0
    for shape in SHAPES:
        size = math.prod(shape)
        arrays.append(flat[at : at + size].reshape(shape))
        at += size
    if at != flat.size:
        raise SystemExit(f"MalConv has {at} weights, found {flat.size}")
    return arrays
