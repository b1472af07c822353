"""The project that is named: "in project Garden", "to my work project", "/Garden", "out of it"."""

from collections.abc import Sequence

from src.agent.offline.reading import phrases
from src.agent.offline.reading.tokens import Token
from src.agent.offline.values.day_names import days_from_today, weekday

EXAMPLES = {
    "in project Garden": "Garden",
    "to my Work project": "Work",
    "/Travel": "Travel",
    "in project Home renovation": "Home renovation",
    "into the inbox": "inbox",
}
_IN = "in|into|to|onto|under|for|on|from|of"
_NAMED = (f"{_IN}? the|my|a? project|list called|named? :?",)
_MY = (f"back? {_IN} the|my|our?",)
_PROJECT = frozenset({"project", "projects"})
_STOPS = frozenset(
    """by on at due with and note notes tag tagged every add create remind put make set remember
    for from to in tomorrow today tonight next this please starting priority is are has to be as
    what which show list instead but""".split()  # noqa: SIM905 (a word list reads better as words)
)
_LONGEST = 4


def match(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """The project phrase that starts at index `at`: where it ends, and the name as it is written.

    Whether there is such a project is the tools' to know.
    """
    if tokens[at].kind == "project":
        return at + 1, tokens[at].text.removeprefix("/")
    if out := phrases.match("out of", tokens, at):
        # Out of one project is into none.
        left = _before(tokens, out - 1) or _after(tokens, out - 1)
        return (left[0], "inbox") if left else None
    return _inbox(tokens, at) or _before(tokens, at) or _after(tokens, at)


def _inbox(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    start = phrases.first(_MY, tokens, at)
    end = phrases.match("inbox", tokens, start) if start else None
    return (end, "inbox") if end else None


def _before(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """Read "to my work project": the name stands before the word."""
    start = phrases.first(_MY, tokens, at)
    if start is None:
        return None
    name = _words(tokens, start)
    end = start + len(name)
    if not name or end >= len(tokens) or tokens[end].low not in _PROJECT:
        return None
    return end + 1, spelled(name)


def _after(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """Read "in project work": the name stands after the word."""
    start = phrases.first(_NAMED, tokens, at)
    if start is None or not any(token.low in _PROJECT for token in tokens[at:start]):
        return None
    name = _words(tokens, start)
    return (start + len(name), spelled(name)) if name else None


def _words(tokens: Sequence[Token], at: int) -> list[Token]:
    if at < len(tokens) and tokens[at].kind == "quoted":
        return [tokens[at]]
    name: list[Token] = []
    for token in tokens[at : at + _LONGEST]:
        dated = weekday(token.low) is not None or days_from_today(token.low) is not None
        if token.kind != "word" or token.low in _STOPS | _PROJECT or dated:
            break
        name.append(token)
    return name


def spelled(name: Sequence[Token]) -> str:
    """A name as it is written, without quotes."""
    return " ".join(token.text.strip("\"“”'«»") for token in name)
