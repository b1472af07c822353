"""Kubernetes quantities as numbers. Source: Kubernetes API reference, `Quantity`."""

import math
import re
from decimal import Decimal

_BINARY, _DECIMAL = ("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"), ("", "k", "M", "G", "T", "P", "E")
_SUFFIXES = {
    **{suffix: Decimal(1024) ** power for power, suffix in enumerate(_BINARY)},
    **{suffix: Decimal(1000) ** power for power, suffix in enumerate(_DECIMAL)},
    "n": Decimal("1e-9"),
    "u": Decimal("1e-6"),
    "m": Decimal("1e-3"),
}

_QUANTITY = re.compile(
    r"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?P<suffix>[KMGTPE]i|[kMGTPEmnu]?)"
)


def amount(quantity: str) -> Decimal:
    """Return a quantity such as `100m` or `192Mi` as a number.

    Raises:
        ValueError: It is no quantity.
    """
    found = _QUANTITY.fullmatch(quantity)
    if found is None:
        raise ValueError(f"{quantity!r} is no Kubernetes quantity")
    return Decimal(found["number"]) * _SUFFIXES[found["suffix"]]


def millicores(quantity: str) -> int:
    """Return a processor quantity in thousandths of a core; tiny uses round up.

    Raises:
        ValueError: It is no quantity.
    """
    return math.ceil(amount(quantity) * 1000)


def in_bytes(quantity: str) -> int:
    """Return a memory quantity in bytes.

    Raises:
        ValueError: It is no quantity.
    """
    return int(amount(quantity))


def mebibytes(size: int) -> str:
    """Return a size in bytes as a person reads it."""
    return f"{size / 1024**2:.0f} MiB"
