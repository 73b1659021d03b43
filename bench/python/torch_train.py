#!/usr/bin/env python3
"""Times training steps of the published CNN-LSTM in PyTorch, without recurrent dropout; prints one line of JSON.

`bench/run training` makes the rows and runs it by turns with others. Alone:

    bench/peers torch_train.py --rows rows.npy --steps 5 --threads 2 --precision bf16
"""

import measure
import numpy as np
import published
import torch
import torch_network
from torch.nn import functional


def main() -> None:
    parser = measure.options("Times training steps of the published network in PyTorch.", "one batch of all rows")
    torch_network.add_options(parser)
    options = parser.parse_args()

    rows = torch.from_numpy(np.load(options.rows).astype(np.int64))
    labels = torch.arange(len(rows)) % published.CLASSES
    engine = torch_network.load(options)
    model = torch_network.Published(options.layout).train()
    optimizer = torch.optim.RMSprop(model.parameters(), lr=published.LEARNING_RATE, alpha=0.9, eps=1e-7)

    def step():
        optimizer.zero_grad()
        with torch_network.precision(options):
            loss = functional.cross_entropy(model(rows), labels)
        loss.backward()
        optimizer.step()

    measure.run(engine, len(rows), options.warm_up, options.steps, step)


if __name__ == "__main__":
    main()
