"""Checks the lines of a list of tasks against what the tools told."""

import json
import re
from collections.abc import Iterable, Iterator

from pydantic import JsonValue

_INTRO = re.compile(
    r"\b(?:tasks?|to-?dos?|items?|agenda|list|overdue|due|upcoming|today|tomorrow|week)\b"
    r".*:\W*$",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\b(?:could|can|try|example|such as|suggest|suggestions?|ideas?|would you|which|what)\b",
    re.IGNORECASE,
)
"""An offer or a question lists what may be said, not what there is."""
_LINE = re.compile(r"^\s*(?:[-*•\u2013]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(.+?)\s*$")
_DETAILS = re.compile(r"\s+[(\u2013\u2014-].*$|\s*:\s.*$|,\s.*$")
_WORDS = re.compile(r"\w+")
_NAMES = frozenset({"title", "name", "summary"})


class Listing:
    """What may stand in a list of the person's tasks.

    Args:
        told: Texts that were told before: earlier turns, the person's message.
    """

    def __init__(self, told: Iterable[str] = ()) -> None:
        self._texts = [_plain(text) for text in told]
        self._is_open = False

    @property
    def is_open(self) -> bool:
        """Whether lines of a list may come now."""
        return self._is_open

    def know(self, output: JsonValue) -> None:
        """Take the names that a tool's answer tells."""
        self._texts += [_plain(name) for name in _names(output)]

    def allows(self, line: str) -> bool:
        """Whether a line may be shown; a line of a list must be of something that was told."""
        item = _LINE.match(line)
        if item is None:
            if line.strip():
                self._is_open = bool(_INTRO.search(line.rstrip())) and not _OFFER.search(line)
            return True
        return not self._is_open or self._is_known(item[1])

    def _is_known(self, item: str) -> bool:
        whole, core = _plain(item), _plain(_DETAILS.sub("", item))
        # Either the title stands in the line, or what is before its details is in something told.
        return not core or any(
            text and (f" {text} " in f" {whole} " or f" {core} " in f" {text} ")
            for text in self._texts
        )


def names_in(text: str) -> list[str]:
    """Return the names in a tool's answer as it was stored; the text itself when it is none."""
    try:
        return list(_names(json.loads(text)))
    except ValueError:
        return [text]


def _names(value: JsonValue) -> Iterator[str]:
    match value:
        case dict():
            for name, one in value.items():
                if name in _NAMES and isinstance(one, str):
                    yield one
                else:
                    yield from _names(one)
        case list():
            for one in value:
                yield from _names(one)
        case _:
            pass


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
