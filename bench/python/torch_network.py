"""The published network in PyTorch, with fused LSTMs, so without their recurrent dropout (there is none in nn.LSTM)."""

import argparse
import contextlib

import published
import torch
from torch import nn
from torch.nn import functional


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--precision", choices=("fp32", "bf16"), default="fp32", help="bf16: by autocast")
    parser.add_argument(
        "--layout", choices=("channels-first", "channels-last"), default="channels-last", help="of the convolutions"
    )


def load(options: argparse.Namespace) -> str:
    """Sets the threads; gives the library's name for a table."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    torch.set_flush_denormal(True)
    return f"PyTorch {torch.__version__}"


def precision(options: argparse.Namespace) -> contextlib.AbstractContextManager:
    """Where a forward pass is to run."""
    if options.precision == "bf16":
        return torch.autocast("cpu", dtype=torch.bfloat16)
    return contextlib.nullcontext()


class Published(nn.Module):
    """Call numbers (batch, time) to logits (batch, class). Convolutions are two-dimensional, of height 1."""

    def __init__(self, layout: str):
        super().__init__()
        self.channels_last = layout == "channels-last"
        self.embedding = nn.Embedding(published.ROWS, published.WIDTH)
        widths = (published.WIDTH, *(published.FILTERS,) * 5)
        self.convolutions = nn.ModuleList(
            nn.Conv2d(width, published.FILTERS, (1, published.KERNEL), padding="same") for width in widths
        )
        self.memories = nn.ModuleList(nn.LSTM(published.FILTERS, published.UNITS, batch_first=True) for _ in range(2))
        self.dense = nn.Linear(published.UNITS, published.CLASSES)
        if self.channels_last:
            self.convolutions.to(memory_format=torch.channels_last)

    def forward(self, calls: torch.Tensor) -> torch.Tensor:
        x = self.embedding(calls).permute(0, 2, 1).unsqueeze(2)  # (batch, channel, 1, time), channels last in memory
        if not self.channels_last:
            x = x.contiguous()
        for i, convolution in enumerate(self.convolutions):
            x = functional.relu(convolution(x))
            if i in (2, 5):
                x = functional.max_pool2d(x, (1, 3 if i == 2 else 2))
        x = x.squeeze(2).permute(0, 2, 1)  # (batch, time, channel)
        for memory in self.memories:
            # Keras' masks on the input are constant over time
            mask = functional.dropout(x.new_ones(x.shape[0], 1, x.shape[2]), published.DROPOUT, self.training)
            x, _ = memory(x * mask if self.training else x)
        return self.dense(x[:, -1])

    def take(self, arrays) -> None:
        """Takes Keras' weights: the gates have the same order there, a bias is one array of two."""
        given = iter(torch.from_numpy(array.copy()) for array in arrays)
        with torch.no_grad():
            self.embedding.weight.copy_(next(given))
            for convolution in self.convolutions:
                convolution.weight.copy_(next(given).permute(2, 1, 0).unsqueeze(2))
                convolution.bias.copy_(next(given))
            for memory in self.memories:
                memory.weight_ih_l0.copy_(next(given).T)
                memory.weight_hh_l0.copy_(next(given).T)
                memory.bias_ih_l0.copy_(next(given))
                memory.bias_hh_l0.zero_()
            self.dense.weight.copy_(next(given).T)
            self.dense.bias.copy_(next(given))
