"""Weights that all sides of a race share, so that their answers can be compared.

Drawn uniformly, wide enough that the answers of untrained layers differ from row to row: with the usual
start all rows get nearly one eighth for each class, and agreement would say nothing.
"""

import math
import random
from array import array
from collections.abc import Sequence
from pathlib import Path

import malconv
import published

from race import arrays, programs

GAIN = 1.5
"""How much wider than He's uniform start."""
EMBEDDING, BIAS = 1.0, 0.1


def make(path: Path) -> None:
    """Writes all weights of the published network, in the order of Keras' get_weights()."""
    _draw(path, published.SHAPES)


def make_malconv(path: Path, model: Path) -> str:
    """Writes all weights of MalConv, those of a Keras file where it is there; tells which."""
    if model.is_file():
        programs.run_peer("keras_malconv_weights.py", str(model), str(path))
        return f"weights of {model.name}"
    _draw(path, malconv.SHAPES)
    return "drawn weights"


def _draw(path: Path, shapes: Sequence[tuple[int, ...]]) -> None:
    draw = random.Random(1)
    values = array("f")
    for i, shape in enumerate(shapes):
        bias = len(shape) == 1
        width = EMBEDDING if i == 0 else BIAS if bias else GAIN * math.sqrt(3 / math.prod(shape[:-1]))
        values.extend(draw.uniform(-width, width) for _ in range(math.prod(shape)))
    arrays.write(path, values, (len(values),))
