"""Lists as people paste them: with dashes, numbers and boxes before each line."""

import re

_MARK = re.compile(r"\s*(?:[-*+\u2022\u2013]\s+|\d{1,3}[.)]\s+)?(?:\[(?P<box>[ xX]?)\]\s+)?")


def plain_lines(text: str) -> str:
    """Return the lines without what marks them as a list; a ticked box is todo.txt's x."""
    return "\n".join(_plain(line) for line in text.splitlines())


def _plain(line: str) -> str:
    mark = _MARK.match(line)
    if mark is None:
        return line
    done = "x " if mark["box"] in {"x", "X"} else ""
    return done + line[mark.end() :]
