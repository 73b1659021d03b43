#!/usr/bin/env python3
"""Times what MalConv's layers 7 and 8 make of files in PyTorch, from their bytes in memory, with given weights.

Writes both layers side by side and prints one line of JSON. `bench/run features` makes the files and runs it by turns with
others. Alone:

    bench/peers torch_features.py --rows FOLDER --weights weights.npy --out features.npy --form matmul --batch 8
"""

from pathlib import Path

import malconv
import malconv_files
import measure
import numpy as np
import torch
import torch_network
from torch.nn import functional

FORMS = ("matmul", "conv")


class MalConv:
    """The layers up to 8, windows multiplied as rows of a matrix or convolved."""

    def __init__(self, arrays: list[np.ndarray], form: str):
        tensors = [torch.from_numpy(np.ascontiguousarray(array)) for array in arrays]
        self.embedding, gate, gate_bias, linear, linear_bias, self.dense, self.dense_bias, *_ = tensors
        kernel = torch.cat([gate, linear], 2)
        self.bias = torch.cat([gate_bias, linear_bias])
        self.form = form
        if form == "matmul":
            self.kernel = kernel.reshape(-1, 2 * malconv.FILTERS).contiguous()
        else:
            self.kernel = kernel.permute(2, 1, 0).contiguous()

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        """Bytes (batch, LENGTH) to both layers (batch, FILTERS + UNITS)."""
        embedded = functional.embedding(rows.int(), self.embedding)
        if self.form == "matmul":
            windows = embedded.view(len(rows) * malconv.LENGTH // malconv.WINDOW, -1)
            both = torch.addmm(self.bias, windows, self.kernel).view(len(rows), -1, 2 * malconv.FILTERS)
        else:
            convolved = functional.conv1d(embedded.transpose(1, 2), self.kernel, self.bias, stride=malconv.WINDOW)
            both = convolved.transpose(1, 2)
        gate, linear = both.split(malconv.FILTERS, 2)
        seventh = torch.relu(torch.sigmoid(gate) * linear).amax(1)
        return torch.cat([seventh, torch.addmm(self.dense_bias, seventh, self.dense)], 1)


def main() -> None:
    parser = measure.options("Times MalConv's features in PyTorch.", "all files once")
    torch_network.add_options(parser)
    parser.add_argument("--weights", type=Path, required=True, help=".npy of all weights")
    parser.add_argument("--out", type=Path, required=True, help=".npy of features to write")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--form", choices=FORMS, default="matmul", help="how the windows are multiplied")
    options = parser.parse_args()

    engine = torch_network.load(options)
    network = MalConv(malconv.split(np.load(options.weights)), options.form)
    files, reading = malconv_files.read(options.rows)

    @torch.inference_mode()
    def features() -> np.ndarray:
        starts = range(0, len(files), options.batch)
        rows = (torch.from_numpy(malconv_files.rows(files[i : i + options.batch])) for i in starts)
        with torch_network.precision(options):
            return torch.cat([network(x).float() for x in rows]).numpy()

    found = measure.run(engine, len(files), options.warm_up, options.steps, features, reading)
    np.save(options.out, found)


if __name__ == "__main__":
    main()
