#!/usr/bin/env python3
"""Times the published CNN-LSTM's answers to all rows in PyTorch, with given weights.

Writes the probabilities and prints one line of JSON. `bench/run inference` makes the files and runs it by
turns with others. Alone:

    bench/peers torch_predict.py --rows rows.npy --weights weights.npy --out answers.npy --batch 32
"""

from pathlib import Path

import measure
import numpy as np
import published
import torch
import torch_network


def main() -> None:
    parser = measure.options("Times answers of the published network in PyTorch.", "one pass over all rows")
    torch_network.add_options(parser)
    parser.add_argument("--weights", type=Path, required=True, help=".npy of all weights")
    parser.add_argument("--out", type=Path, required=True, help=".npy of probabilities to write")
    parser.add_argument("--batch", type=int, default=32)
    options = parser.parse_args()

    batches = torch.from_numpy(np.load(options.rows).astype(np.int64)).split(options.batch)
    engine = torch_network.load(options)
    model = torch_network.Published(options.layout).eval()
    model.take(published.split(np.load(options.weights)))

    @torch.inference_mode()
    def answer() -> np.ndarray:
        with torch_network.precision(options):
            return torch.cat([torch.softmax(model(batch).float(), 1) for batch in batches]).numpy()

    answers = measure.run(engine, sum(map(len, batches)), options.warm_up, options.steps, answer)
    np.save(options.out, answers)


if __name__ == "__main__":
    main()
