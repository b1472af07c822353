"""Keeps since when something cannot be seen."""

from datetime import UTC, datetime


class Blindness:
    """Whether we are blind, and since when."""

    def __init__(self) -> None:
        self.since: datetime | None = None

    def begins(self) -> bool:
        """Note that a look failed; true only for the first of several."""
        if self.since is not None:
            return False
        self.since = datetime.now(UTC)
        return True

    def ends(self) -> bool:
        """Note that a look succeeded; true when we were blind before."""
        was, self.since = self.since is not None, None
        return was

    @property
    def said(self) -> str:
        """A sentence for a person, in the local time; empty while we see."""
        return f"Blind since {self.since.astimezone():%H:%M:%S}." if self.since else ""
