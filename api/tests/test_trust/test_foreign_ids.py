"""Every id that a request can name, swapped for somebody else's: answered as if there were none."""

from collections.abc import Iterator
from contextlib import closing

import httpx2
import pytest

from tests.asking import NOTHING, QUERIES, Answer, Body, ask, body_of, send, url_of
from tests.belongings import guest, make_belongings
from tests.conftest import TEMPLATE
from tests.fields import DOCUMENT, Field, fields, with_value
from tests.live import serve
from tests.postgres import create_database, drop_database

CHOSEN_BY_THE_CLIENT = {("/api/v1/conversations/{conversation_id}/messages", ("id",))}
"""Names nothing that is there: one that is taken is refused, whosever it is."""
IDS = [
    one
    for one in fields()
    if one.is_id and one.where != "path" and (one.path, one.at) not in CHOSEN_BY_THE_CLIENT
]
OWN_TASK: Body = {"action": "update", "change": {"notes": "x"}}


@pytest.fixture(scope="module")
def url(server: str) -> Iterator[str]:
    name = "test_foreign_ids"
    with serve(create_database(server, name, TEMPLATE)) as live:
        yield live.url
    drop_database(server, name)


@pytest.fixture(scope="module")
def owner(url: str) -> Iterator[httpx2.Client]:
    with closing(guest(url)) as client:
        yield client


@pytest.fixture(scope="module")
def theirs(owner: httpx2.Client) -> dict[str, str]:
    return make_belongings(owner)


@pytest.fixture(scope="module")
def stranger(url: str) -> Iterator[httpx2.Client]:
    with closing(guest(url)) as client:
        yield client


@pytest.fixture(scope="module")
def own(stranger: httpx2.Client) -> dict[str, str]:
    return make_belongings(stranger)


def test_there_are_ids_in_queries_and_in_bodies() -> None:
    assert {one.where for one in IDS} == {"query", "body"}


@pytest.mark.parametrize("field", IDS, ids=str)
def test_an_id_of_somebody_else_is_the_id_of_nothing(
    field: Field,
    owner: httpx2.Client,
    theirs: dict[str, str],
    stranger: httpx2.Client,
    own: dict[str, str],
) -> None:
    before = seen_by(owner, theirs)
    missing = ask_about(stranger, field, own, NOTHING)
    assert missing.status in {200, 404, 422}
    for name in ("task_id", "project_id", "conversation_id"):
        assert ask_about(stranger, field, own, theirs[name]) == missing
    assert seen_by(owner, theirs) == before


def ask_about(client: httpx2.Client, field: Field, own: dict[str, str], named: str) -> Answer:
    """Send a request that is sound but for one id."""
    url, query = url_of(field.path, own), QUERIES.get(field.path, {})
    body = body_of(field.method, field.path)
    if field.where == "query":
        return send(client, field.method, url, body, query | {str(field.at[0]): named})
    if field.path == "/api/v1/bulk":
        chosen: Body = {"query": {}} if field.at[0] == "query" else {"ids": [own["task_id"]]}
        body = OWN_TASK | chosen
    return send(client, field.method, url, with_value(body or {}, field.at, named), query)


def seen_by(owner: httpx2.Client, ids: dict[str, str]) -> list[Answer]:
    """Return all that the owner can read."""
    return [
        ask(owner, "get", path, ids)
        for path, methods in DOCUMENT["paths"].items()
        if "get" in methods
    ]
