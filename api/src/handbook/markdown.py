"""The reference as Markdown, for docs/api.md."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from src.errors import kinds
from src.handbook.examples import Json
from src.handbook.operations import Answer, Group, Object, Operation, Row, groups, objects
from src.handbook.problem_pages import in_order, meaning_of

JOURNEYS = (Path(__file__).parent / "journeys.md").read_text("utf-8")
HEAD = """# The HTTP API

<!-- Made by `python -m src.reference > ../docs/api.md` in api/. Change the routes, the schemas, or
api/src/handbook/introduction.md and journeys.md instead. -->
"""


def reference(document: dict[str, Any]) -> str:
    """Return the reference of an OpenAPI document as Markdown."""
    parts = [
        HEAD,
        document["info"]["description"],
        *_contents(groups(document)),
        JOURNEYS,
        *(_group(one) for one in groups(document)),
        _problems(),
        "## Objects\n",
        *(_object(one) for one in objects(document)),
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def told_of(answer: Answer) -> str:
    """Return an answer as one line of Markdown."""
    kind = f": {answer.body.kind}, as {answer.body.media_type}" if answer.body else ""
    return f"Answers {answer.status}{kind}. {answer.description}".strip()


def _contents(found: Sequence[Group]) -> Iterator[str]:
    yield "## What there is\n"
    rows = [(f"[{one.name}](#{one.name})", one.description) for one in found]
    yield table(("", ""), [*rows, ("[problems](#problems)", "What every error means.")])


def _group(group: Group) -> str:
    operations = "\n".join(_operation(one) for one in group.operations)
    return f"## {group.name.capitalize()}\n\n{group.description}\n\n{operations}"


def _operation(one: Operation) -> str:
    open_ = " Nobody needs to be signed in." if one.is_open else ""
    parts = [f"### {one.method} {one.path}\n", f"{one.description}{open_}\n"]
    if one.parameters:
        parts.append(_rows(("parameter", "in", "is", ""), one.parameters))
    if one.body:
        parts.append(f"Send: {one.body.kind}, as {one.body.media_type}.\n")
        parts.append(_fenced(one.body.example))
    parts += [f"{told_of(answer)}\n" for answer in one.answers]
    if one.problems:
        parts.append(f"[Problems](#problems): {', '.join(one.problems)}.\n")
    return "\n".join(parts)


def _object(one: Object) -> str:
    return "\n".join(
        [
            f"### {one.name}\n",
            f"{one.description}\n",
            _rows(("field", "is", ""), one.fields),
            _fenced(one.example),
        ]
    )


def _problems() -> str:
    rows = [
        (f"`/problems/{kind.slug}`", str(kind.status), meaning_of(kind), kind.cure)
        for kind in in_order(kinds().values())
    ]
    return "## Problems\n\n" + table(("type", "status", "means", "helps"), rows)


def _rows(header: Sequence[str], rows: Iterable[Row]) -> str:
    lines = []
    for row in rows:
        name = f"`{row.name}`" + (" (needed)" if row.needed else "")
        where = [row.where] if row.where else []
        told = f"{row.description} Such as {row.example}." if row.example else row.description
        lines.append((name, *where, row.kind, told.strip()))
    return table(header, lines)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells, each in Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(one.replace('|', '\\|') for one in row)} |\n" for row in lines)


def _fenced(example: Json) -> str:
    if isinstance(example, str):
        return f"```text\n{example.rstrip()}\n```\n"
    return f"```json\n{json.dumps(example, indent=2, ensure_ascii=False)}\n```\n"
