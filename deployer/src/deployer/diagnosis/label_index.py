"""Finds what a Service's selector matches without looking at everything."""

from collections import defaultdict
from collections.abc import Iterable, Mapping


class LabelIndex[T]:
    """Things by the labels that they carry.

    Args:
        things: Each with its labels.
    """

    def __init__(self, things: Iterable[tuple[T, Mapping[str, str]]]) -> None:
        self._by_label: dict[tuple[str, str], list[tuple[T, Mapping[str, str]]]] = defaultdict(list)
        for thing, labels in things:
            for label in labels.items():
                self._by_label[label].append((thing, labels))

    def matching(self, selector: Mapping[str, str] | None) -> list[T]:
        """Return what carries all of a selector's labels; an empty selector matches nothing."""
        if not selector:
            return []
        fewest = min((self._by_label.get(label, []) for label in selector.items()), key=len)
        wanted = selector.items()
        return [thing for thing, labels in fewest if wanted <= labels.items()]
