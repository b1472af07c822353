"""Places in an order that people drag things around in: a move renumbers nothing.

A place is a text, compared byte by byte; between any two there is room for another. The method is
fractional indexing (https://observablehq.com/@dgreensp/implementing-fractional-indexing). What was
never dragged has the text of its UUIDv7 for a place, so that it stands by its age.
"""

DIGITS = "-0123456789abcdefghijklmnopqrstuvwxyz"
"""In byte order; a UUID's text is made of them. No place ends with the lowest one."""


def between(low: str, high: str | None) -> str:
    """Return a place after `low` and before `high`.

    Args:
        low: A place; empty is before all.
        high: A greater place; None is after all.

    Raises:
        ValueError: `high` is not greater than `low`.
    """
    if high is not None and low >= high:
        message = f"{low!r} is not before {high!r}"
        raise ValueError(message)
    return _between(low, high)


def _between(low: str, high: str | None) -> str:
    if high is not None:
        same = _shared(low, high)
        if same:
            return high[:same] + _between(low[same:], high[same:])
    first = DIGITS.index(low[0]) if low else 0
    last = len(DIGITS) if high is None else DIGITS.index(high[0])
    if last - first > 1:
        return DIGITS[(first + last) // 2]
    if high is not None and len(high) > 1:
        return high[0]
    return DIGITS[first] + _between(low[1:], None)


def _shared(low: str, high: str) -> int:
    """Return how many digits are the same; `low` goes on with lowest digits."""
    padded = low.ljust(len(high), DIGITS[0])
    return next(at for at, digit in enumerate(high) if digit != padded[at])
