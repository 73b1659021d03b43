#!/usr/bin/env python3
"""Takes the weights of a four-class MalConv out of a Keras .h5, as one array that all sides of a race read.

    bench/peers keras_malconv_weights.py MODEL.h5 weights.npy
"""

import sys

import h5py
import malconv
import numpy as np


def main() -> None:
    source, target = sys.argv[1:]
    with h5py.File(source) as file:
        group = file.get("model_weights", file)
        names = [name for layer in group.attrs["layer_names"] for name in layered(group, layer)]
        arrays = [np.asarray(group[name]) for name in names]
    if [array.shape for array in arrays] != list(malconv.SHAPES):
        raise SystemExit(f"{source}: expected {malconv.SHAPES}, found {[array.shape for array in arrays]}")
    np.save(target, np.concatenate([array.ravel() for array in arrays]).astype(np.float32))


def layered(group: h5py.Group, layer: str | bytes) -> list[str]:
    """The places of a layer's weights in their group."""

    def text(name: str | bytes) -> str:
        return name.decode() if isinstance(name, bytes) else name

    return [f"{text(layer)}/{text(name)}" for name in group[text(layer)].attrs["weight_names"]]


if __name__ == "__main__":
    main()
