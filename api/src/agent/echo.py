"""Takes words out that were shown before the turn was interrupted."""


class Echo:
    """Lets through what a model says beyond the words that stand there already.

    A model that begins its sentence again is silent until it has caught up; one that goes on from
    where it stopped is let through; one that says something else is let through from its start.

    Args:
        shown: The words that stand there.
    """

    def __init__(self, shown: str) -> None:
        self._left, self._swallowed = shown, ""

    def new(self, words: str) -> str:
        """Take words; return those that are to be shown."""
        if not self._left:
            return words
        if self._left.startswith(words):
            self._left = self._left.removeprefix(words)
            self._swallowed += words
            return ""
        if words.startswith(self._left):
            rest = words.removeprefix(self._left)
            self._left = self._swallowed = ""
            return rest
        told = self._swallowed + words
        self._left = self._swallowed = ""
        return told
