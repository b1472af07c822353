"""What each problem type means and what helps, from the error classes."""

from collections.abc import Iterable

from src.errors import AppError, kinds
from src.handbook.prose import inline
from src.handbook.shell import page


def meaning_of(kind: type[AppError]) -> str:
    """Return what a problem type means, a line of Markdown: its docstring's first paragraph."""
    return " ".join((kind.__doc__ or "").partition("\n\n")[0].split())


def problem_page(slug: str) -> str | None:
    """Return the page of a problem type; None when there is no such type."""
    kind = kinds().get(slug)
    if kind is None:
        return None
    return page(kind.title, f'<main class="alone" id="content">{_body(kind)}</main>')


def problems_page() -> str:
    """Return the page of all problem types."""
    body = "".join(
        f'<tr><td><a href="problems/{kind.slug}">{kind.slug}</a></td><td>{kind.status}</td>'
        f"<td>{inline(meaning_of(kind))}</td></tr>"
        for kind in in_order(kinds().values())
    )
    table = f"<table><tr><th>type<th>status<th>means</tr>{body}</table>"
    return page(
        "Problems",
        f'<main class="alone" id="content"><h1>Problems</h1><p>{INTRO}</p>{table}</main>',
    )


INTRO = "What an error's <code>type</code> can be. Errors are problem documents (RFC 9457)."


def in_order(found: Iterable[type[AppError]]) -> list[type[AppError]]:
    """Return problem types by status and name."""
    return sorted(found, key=lambda kind: (kind.status, kind.slug))


def _body(kind: type[AppError]) -> str:
    return (
        f'<p class="quiet">{kind.status} · <code>/problems/{kind.slug}</code></p>'
        f"<h1>{kind.title}</h1><p>{inline(meaning_of(kind))}</p>"
        f"<p><strong>What helps.</strong> {inline(kind.cure)}</p>"
        '<p><a href="../problems">All problems</a></p>'
    )
