"""What is wrong in a filter, and where."""

from src.errors import InvalidError


class FilterError(InvalidError):
    """A filter that cannot be read.

    Args:
        detail: What is wrong and what would work.
        start: Where it begins, in characters.
        end: Where it ends; never before `start`.
    """

    def __init__(self, detail: str, start: int, end: int) -> None:
        where = {"pointer": "filter", "detail": detail, "start": start, "end": end}
        super().__init__(detail, extra={"errors": [where]})
        self.start, self.end = start, end
