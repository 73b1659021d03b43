"""Who races: every side's program, and the set-ups of it that are tried before the race."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

BATCHES = ("32", "8", "16", "64")
NO_RECURRENT_DROPOUT = "without recurrent dropout, which its fused LSTM does not have"
SWITCHES = MappingProxyType(
    {
        "ONEDNN_MAX_CPU_ISA": "AVX2",  # TensorFlow, PyTorch
        "MKL_ENABLE_INSTRUCTIONS": "AVX2",  # PyTorch
        "ATEN_CPU_CAPABILITY": "avx2",  # PyTorch
        "XLA_FLAGS": "--xla_cpu_max_isa=AVX2",  # TensorFlow where it compiles
    }
)
"""How other people's programs are held to AVX2; ONNX Runtime has no switch for it."""
JAVA_SWITCH = "-XX:UseAVX=2"


@dataclass(frozen=True, eq=False)
class Side:
    """One side. Its choices are tried one after another, the first value of each being the start; the fastest races."""

    name: str
    title: str
    program: tuple[str, ...]
    """A main class of io.ichnite.bench or a script of bench/python, and the arguments that make it this side."""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    warm_up: int = 2
    exact: bool = True
    """Whether it computes in float32, so that its answers have to be ichnite's."""
    note: str = ""
    holds: bool = True
    """Whether it can be held to AVX2."""
    hopeless: str = ""
    """Why it is left out when held to AVX2, or above `most_rows`, unless asked for by name."""
    most_rows: int = 0
    """Of a trace CSV; 0 for any number."""


_Choices = dict[str, tuple[str, ...]]
_TRAINING_CHOICES: _Choices = {"--jit": ("off", "on"), "--onednn": ("on", "off")}
_CALLS: _Choices = {"--call": ("predict", "function", "jit")}
_ANY_BATCH: _Choices = {"--batch": BATCHES}
_LAYOUT: _Choices = {"--layout": ("channels-last", "channels-first")}

TRAINING = (
    Side("ichnite", "ichnite", ("TrainStep",), warm_up=4),
    Side("keras", "Keras 3", ("keras_train.py",), _TRAINING_CHOICES),
    Side("tf_keras", "tf_keras", ("keras_train.py", "--library", "tf_keras"), _TRAINING_CHOICES),
    Side("torch", "PyTorch eager, fp32", ("torch_train.py",), _LAYOUT, note=NO_RECURRENT_DROPOUT),
    Side(
        "torch-bf16",
        "PyTorch eager, bf16 autocast",
        ("torch_train.py", "--precision", "bf16"),
        _LAYOUT,
        note=NO_RECURRENT_DROPOUT,
        hopeless="AVX2 has no instructions for bf16, and a step takes a minute",
    ),
)

INFERENCE = (
    Side("ichnite", "ichnite", ("Predict",), warm_up=4),
    Side("keras-1", "Keras 3, one by one", ("keras_predict.py", "--batch", "1"), _CALLS),
    Side("keras", "Keras 3", ("keras_predict.py",), _CALLS | _ANY_BATCH),
    Side("tf_keras", "tf_keras", ("keras_predict.py", "--library", "tf_keras"), _CALLS | _ANY_BATCH),
    Side("torch", "PyTorch eager, fp32", ("torch_predict.py",), _LAYOUT | _ANY_BATCH),
    Side(
        "torch-bf16",
        "PyTorch eager, bf16 autocast",
        ("torch_predict.py", "--precision", "bf16"),
        _LAYOUT | _ANY_BATCH,
        exact=False,
    ),
    Side("onnx-1", "ONNX Runtime, one by one", ("onnx_predict.py", "--batch", "1"), holds=False),
    Side("onnx", "ONNX Runtime", ("onnx_predict.py",), _ANY_BATCH, holds=False),
)

_ONE_PASS = ("keras_features.py", "--way", "one-pass")
_FORMS: _Choices = {"--form": ("matmul", "conv")}
_FILES: _Choices = {"--batch": ("8", "1", "32")}

FEATURES = (
    Side("ichnite", "ichnite", ("Features",), warm_up=16),
    Side("keras-published", "Keras 3, as published", ("keras_features.py", "--way", "published")),
    Side("keras", "Keras 3, one pass", _ONE_PASS, _CALLS | _FILES),
    Side("tf_keras", "tf_keras, one pass", (*_ONE_PASS, "--library", "tf_keras"), _CALLS | _FILES),
    Side("onnx", "ONNX Runtime", ("onnx_features.py",), _FORMS | _FILES, holds=False),
    Side("torch", "PyTorch eager, fp32", ("torch_features.py",), _FORMS | _FILES),
    Side(
        "torch-bf16",
        "PyTorch eager, bf16 autocast",
        ("torch_features.py", "--precision", "bf16"),
        _FORMS | _FILES,
        exact=False,
        hopeless="AVX2 has no instructions for bf16",
    ),
)

_NO_TIES = "need not keep rows of one thread and index as they came, of which there are none"

INGEST = (
    Side("ichnite", "ichnite", ("ingest",)),
    Side(
        "seed",
        "as published",
        ("ingest_seed.py",),
        note="pandas, a loop over the files, JSON files between, Keras' Tokenizer, here told to keep names whole",
        hopeless="its Python lists need more memory than there is",
        most_rows=30_000_000,
    ),
    Side(
        "pandas",
        "pandas and NumPy: categories, lexsort",
        ("ingest_pandas.py", "--sort", "lexsort"),
        {"--engine": ("c", "pyarrow")},
    ),
    Side(
        "pandas-keys",
        "the same, keys of 16 bits or joined to one",
        ("ingest_pandas.py",),
        {"--sort": ("key", "narrow")},
        note="sorts that few would write; where a key has more bits, they fall back",
    ),
    Side("polars", "polars, streaming", ("ingest_polars.py",), {"--plan": ("lists", "sort")}, note=_NO_TIES),
    Side(
        "duckdb",
        "DuckDB, 4 GB and the disk",
        ("ingest_duckdb.py",),
        {"--plan": ("sort", "lists"), "--load": ("table", "twice")},
        note=_NO_TIES,
    ),
)

RACES = {"training": TRAINING, "inference": INFERENCE, "features": FEATURES, "ingest": INGEST}
