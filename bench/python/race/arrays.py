"""NumPy's .npy files with nothing but the standard library: what the sides of a race read and write."""

import ast
import struct
import sys
from array import array
from collections.abc import Sequence
from pathlib import Path

MAGIC = b"\x93NUMPY\x01\x00"
KINDS = {"<i4": "i", "<f4": "f"}


def write(path: Path, numbers: array, shape: Sequence[int]) -> None:
    """Writes 32-bit integers or floats, row-major."""
    descr = next(descr for descr, code in KINDS.items() if code == numbers.typecode)
    header = repr({"descr": descr, "fortran_order": False, "shape": tuple(shape)}).encode()
    header += b" " * (-(len(MAGIC) + 2 + len(header) + 1) % 64) + b"\n"
    path.write_bytes(MAGIC + struct.pack("<H", len(header)) + header + _little(numbers).tobytes())


def read(path: Path) -> tuple[array, tuple[int, ...]]:
    """The numbers of a file, row-major, and their shape."""
    data = path.read_bytes()
    start = len(MAGIC) + 2
    if not data.startswith(MAGIC):
        raise ValueError(f"{path}: expected a .npy file of version 1.0")
    end = start + struct.unpack_from("<H", data, len(MAGIC))[0]
    header = ast.literal_eval(data[start:end].decode("ascii"))
    if header["descr"] not in KINDS or header["fortran_order"]:
        raise ValueError(f"{path}: expected row-major {' or '.join(KINDS)}, found {header}")
    numbers = array(KINDS[header["descr"]])
    numbers.frombytes(data[end:])
    return _little(numbers), header["shape"]


def _little(numbers: array) -> array:
    """The same numbers, little-endian; its own inverse."""
    if sys.byteorder == "little":
        return numbers
    swapped = array(numbers.typecode, numbers)
    swapped.byteswap()
    return swapped
