"""The reference as one page of HTML."""

import html
import json
from collections.abc import Iterable, Sequence
from typing import Any

from src.errors import kinds
from src.handbook.examples import Json
from src.handbook.markdown import JOURNEYS, told_of
from src.handbook.operations import Body, Group, Object, Operation, Row, groups, objects
from src.handbook.problem_pages import in_order, meaning_of
from src.handbook.prose import blocks, fenced, inline
from src.handbook.shell import page

SOURCE = '<a href="openapi.json">OpenAPI document</a>'


def reference_page(document: dict[str, Any]) -> str:
    """Return the reference of an OpenAPI document as a page."""
    found = groups(document)
    content = [
        f"<h1>{html.escape(document['info']['title'])}: the HTTP API</h1>",
        f'<p class="quiet">Version {document["info"]["version"]} · {SOURCE}</p>',
        blocks(document["info"]["description"]),
        f'<section id="journeys">{blocks(JOURNEYS)}</section>',
        *(_group(one) for one in found),
        _problems(),
        '<h2 id="objects">Objects</h2>',
        *(_object(one) for one in objects(document)),
    ]
    body = f'{_navigation(found)}<main id="content">{"\n".join(content)}</main>'
    return page("The HTTP API", f'<div class="frame">{body}</div>')


def _navigation(found: Sequence[Group]) -> str:
    names = ["journeys", *(one.name for one in found), "problems", "objects"]
    items = "".join(f'<li><a href="#{name}">{name.capitalize()}</a></li>' for name in names)
    return f'<nav aria-label="Contents"><ul>{items}</ul></nav>'


def _group(group: Group) -> str:
    operations = "\n".join(_operation(one) for one in group.operations)
    title = group.name.capitalize()
    return f'<h2 id="{group.name}">{title}</h2><p>{inline(group.description)}</p>\n{operations}'


def _operation(one: Operation) -> str:
    method = one.method.lower()
    return (
        f'<details><summary><span class="method {method}">{one.method}</span>'
        f"<code>{html.escape(one.path)}</code>"
        f'<span class="quiet">{inline(one.description.partition("\n")[0])}</span></summary>'
        f"<div>{_inside(one)}</div></details>"
    )


def _inside(one: Operation) -> str:
    more = one.description.partition("\n")[2]
    parts = [blocks(more.strip())]
    if one.is_open:
        parts.append("<p>Nobody needs to be signed in.</p>")
    if one.parameters:
        parts.append(_rows(("parameter", "in", "is", "about"), one.parameters))
    if one.body:
        parts.append(f"<p>Send: {inline(one.body.kind)}, as {inline(one.body.media_type)}.</p>")
        parts.append(_example(one.body.example))
    for answer in one.answers:
        parts.append(f"<p>{inline(told_of(answer))}</p>")
        parts.append(_answered(answer.body))
    if one.problems:
        parts.append(f'<p><a href="#problems">Problems</a>: {", ".join(one.problems)}.</p>')
    return "".join(parts)


def _answered(body: Body | None) -> str:
    if body is None:
        return ""
    return _folded("Example", _example(body.example))


def _problems() -> str:
    rows = [
        (
            f'<code id="problem-{kind.slug}">/problems/{kind.slug}</code>',
            str(kind.status),
            inline(meaning_of(kind)),
            inline(kind.cure),
        )
        for kind in in_order(kinds().values())
    ]
    table = _table(("type", "status", "means", "what helps"), rows)
    return f'<h2 id="problems">Problems</h2>{table}'


def _object(one: Object) -> str:
    about = f"<p>{inline(one.description)}</p>"
    table = _rows(("field", "is", "about"), one.fields)
    example = _folded("Example", _example(one.example))
    return f'<section id="{one.name.lower()}"><h3>{one.name}</h3>{about}{table}{example}</section>'


def _rows(header: Sequence[str], rows: Iterable[Row]) -> str:
    lines = []
    for row in rows:
        name = f"<code>{row.name}</code>" + (" (needed)" if row.needed else "")
        told = f"{row.description} Such as {row.example}." if row.example else row.description
        where = [row.where] if row.where else []
        lines.append((name, *where, inline(row.kind), inline(told.strip())))
    return _table(header, lines)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{one}</th>' for one in header)
    lines = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
    return f'<div class="scroll">{table}</div>'


def _folded(title: str, content: str) -> str:
    return f"<details><summary>{title}</summary><div>{content}</div></details>"


def _example(example: Json) -> str:
    shown = (
        example if isinstance(example, str) else json.dumps(example, indent=2, ensure_ascii=False)
    )
    return fenced(shown)
