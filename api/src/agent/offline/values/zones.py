"""Time zones in words: "EST", "UTC", "london time", "tokyo time", "pacific time"."""

from collections.abc import Sequence
from functools import cache
from zoneinfo import ZoneInfo

from src.agent.offline.reading import phrases
from src.agent.offline.reading.tokens import Token

EXAMPLES = {
    "UTC": "UTC",
    "EST": "America/New_York",
    "london time": "Europe/London",
    "new york time": "America/New_York",
    "pacific time": "America/Los_Angeles",
}
_SHORT = {
    name: zone
    for names, zone in (
        ("utc gmt zulu", "UTC"),
        ("est edt", "America/New_York"),
        ("cst cdt", "America/Chicago"),
        ("mst mdt", "America/Denver"),
        ("pst pdt", "America/Los_Angeles"),
        ("bst", "Europe/London"),
        ("cet cest", "Europe/Berlin"),
        ("eet eest", "Europe/Helsinki"),
        ("ist", "Asia/Kolkata"),
        ("jst", "Asia/Tokyo"),
        ("aest aedt", "Australia/Sydney"),
    )
    for name in names.split()
}
_LONG = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "uk": "Europe/London",
}
_AREAS = ("Europe", "America", "Asia", "Australia", "Africa", "Pacific")


def match(tokens: Sequence[Token], at: int) -> tuple[int, ZoneInfo] | None:
    """The zone that starts at index `at`: where it ends, and the zone."""
    start = phrases.match("in", tokens, at) or at
    low = tokens[start].low if start < len(tokens) else ""
    if zone := _SHORT.get(low):
        return phrases.match("time", tokens, start + 1) or start + 1, ZoneInfo(zone)
    for size in (1, 2):
        # A city is a zone only where its time is spoken of: "call london" is a title.
        end = phrases.match("standard? time", tokens, start + size)
        found = _city(" ".join(token.low for token in tokens[start : start + size]))
        if end and found:
            return end, found
    return None


@cache
def _city(name: str) -> ZoneInfo | None:
    if zone := _LONG.get(name):
        return ZoneInfo(zone)
    for area in _AREAS:
        try:
            return ZoneInfo(f"{area}/{name.title().replace(' ', '_')}")
        except (KeyError, ValueError, OSError):
            continue
    return None
