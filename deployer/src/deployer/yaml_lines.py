"""Reads YAML that people write: names given twice are refused, and fields found on their lines."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, override

import yaml


class Place(NamedTuple):
    """A field, or the nearest one around it that the file has."""

    line: int
    """Counted from 1."""
    keys: tuple[str, ...]


class _Loader(yaml.SafeLoader):
    """Takes no name twice: PyYAML keeps the last value without a word."""

    @override
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set[str]()
        for name, _ in node.value:
            if name.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{name.value} stands here a second time", name.start_mark
                )
            seen.add(name.value)
        return super().construct_mapping(node, deep)


def read_yaml(text: str) -> object:
    """Return what a document says.

    Raises:
        yaml.YAMLError: It is not YAML, or gives a name twice; the error tells the line.
    """
    return yaml.load(text, _Loader)  # noqa: S506 - it is a SafeLoader


def line_of(path: Path, keys: Sequence[str | int]) -> Place:
    """Return where a field stands; a field that the file leaves out stands in its parent.

    Args:
        path: A file that is valid YAML.
        keys: The way to the field: names, and positions in lists.
    """
    node = yaml.compose(path.read_text(encoding="utf-8"))
    line, found = 1, list[str]()
    for key in keys:
        match node:
            case yaml.MappingNode():
                inner = [(name, value) for name, value in node.value if name.value == str(key)]
            case yaml.SequenceNode() if isinstance(key, int) and key < len(node.value):
                inner = [(node.value[key], node.value[key])]
            case _:
                inner = []
        if not inner:
            break
        line, node = inner[0][0].start_mark.line + 1, inner[0][1]
        found.append(str(key))
    return Place(line, tuple(found))
