"""Weights that all sides of a race share, so that their answers can be compared.

Drawn uniformly, wide enough that the answers of untrained layers differ from row to row: with the usual
start all rows get nearly one eighth for each class, and agreement would say nothing.
"""

import math
import random
from array import array

import published

GAIN = 1.5
"""How much wider than He's uniform start."""
EMBEDDING = 1.0


def draw() -> array:
    """All weights of the published network, in the order of Keras' get_weights()."""
    chance = random.Random(1)
    values = array("f")
    for i, shape in enumerate(published.SHAPES):
        inputs = math.prod(shape[:-1])
        width = EMBEDDING if i == 0 else 0.1 if len(shape) == 1 else GAIN * math.sqrt(3 / inputs)
        values.extend(chance.uniform(-width, width) for _ in range(math.prod(shape)))
    return values
