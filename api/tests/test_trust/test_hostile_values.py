"""Whatever stands in a field, the answer is a sound one: never a failure of ours, never silence."""

import http.client
import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import pytest

from src.routers.dependencies import COOKIE
from tests.asking import QUERIES, body_of, url_of
from tests.belongings import SECONDS, guest, make_belongings
from tests.conftest import TEMPLATE
from tests.fields import Field, fields, with_value
from tests.live import serve
from tests.postgres import create_database, drop_database

LONG = "x" * 2**20
TEXTS = {  # long enough for a password, short enough for a tag
    "NUL": "a\x00b" * 5,
    "lone surrogate": "a\ud800b" * 5,
    "marks of direction": "\u202ea\u2066b\u200f",
    "joined": "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "a mebibyte": LONG,
    "nearly a mebibyte": LONG[:-5000],
    "2^63": str(2**63),
    "-1": "-1",
    "empty": "",
}
VALUES: dict[str, object] = TEXTS | {
    "number 2^63": 2**63,
    "number -1": -1,
    "null": None,
    "list": ["x"],
    "object": {"x": 1},
    "true": True,
    "fraction": 1.5,
}
RAW = {
    "cut off": b'{"title": "x"',
    "no JSON": b"title=x",
    "no text": b"\xff\xfe\x00",
    "nothing": b"",
    "deep": b"[" * 100_000,
    "deep and closed": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "beyond every number": b'{"title": "x", "estimate_minutes": 1e400}',
    "many digits": b'{"title": "x", "estimate_minutes": ' + b"9" * 100_000 + b"}",
    "twice the same": b'{"title": "x", "title": "y", "name": "x", "name": "y"}',
    "no number": b'{"title": NaN}',
}
TYPES = (
    "application/json",
    "text/plain",
    "multipart/form-data",
    "application/json; charset=utf-16",
    "x",
)
FIELDS = list(fields())


class Owner(NamedTuple):
    """Somebody signed in, with one of each thing."""

    url: str
    cookie: str
    ids: dict[str, str]

    def send(
        self, method: str, url: str, content: bytes | None, headers: dict[str, bytes]
    ) -> "Answer":
        """Send what no well-behaved client would."""
        host = self.url.removeprefix("http://")
        with closing(http.client.HTTPConnection(host, timeout=SECONDS)) as connection:
            signed_in = {"Cookie": f"{COOKIE}={self.cookie}".encode()}
            connection.request(method.upper(), url, content, headers | signed_in)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers.get("content-type", ""))


class Answer(NamedTuple):
    """The head of an answer."""

    status: int
    content_type: str

    @property
    def is_sound(self) -> bool:
        """Whether it is a success or names the client's mistake in a problem document.

        A request line that is no HTTP, or has no end, never gets as far as to us.
        """
        if self.status < 400 or self == NO_HTTP:
            return True
        return self.status < 500 and self.content_type == "application/problem+json"


NO_HTTP = Answer(400, "text/plain; charset=utf-8")
"""What the server says itself to a request that it cannot read."""


@pytest.fixture(scope="module")
def owner(server: str) -> Iterator[Owner]:
    name = "test_hostile_values"
    with (
        serve(create_database(server, name, TEMPLATE), TODO_RATE_LIMITS="off") as live,
        closing(guest(live.url)) as client,
    ):
        yield Owner(live.url, client.cookies[COOKIE], make_belongings(client))
    drop_database(server, name)


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_a_hostile_value_is_refused_or_taken_as_it_is(field: Field, owner: Owner) -> None:
    values = VALUES if field.where == "body" else TEXTS
    answers = {name: send_with(owner, field, value) for name, value in values.items()}
    assert {name: one for name, one in answers.items() if not one.is_sound} == {}


@pytest.mark.parametrize("content_type", TYPES)
@pytest.mark.parametrize("raw", sorted(RAW))
def test_a_body_that_is_none_is_refused(owner: Owner, raw: str, content_type: str) -> None:
    taking = {(one.method, one.path) for one in FIELDS if one.where == "body"}
    headers = {"Content-Type": content_type.encode()}
    answers = {
        (method, path): owner.send(method, url_of(path, owner.ids), RAW[raw], headers)
        for method, path in sorted(taking | {("post", "/api/v1/imports")})
    }
    assert {route: one for route, one in answers.items() if not one.is_sound} == {}


def send_with(owner: Owner, field: Field, value: object) -> Answer:
    """Send a request that is sound but for one value."""
    name, url = str(field.at[0]), url_of(field.path, owner.ids)
    body, query = body_of(field.method, field.path), dict[str, Any](QUERIES.get(field.path, {}))
    text, headers = str(value).encode(errors="surrogatepass"), dict[str, bytes]()
    match field.where:
        case "path":
            url = url_of(field.path, owner.ids | {name: quote(text, safe="")})
        case "header":
            headers[name] = text
        case "body":
            body = with_value(body or {}, field.at, value)
        case _:
            query[name] = text
    if query:
        url += f"?{urlencode(query)}"
    if body is None:
        return owner.send(field.method, url, None, headers)
    headers["Content-Type"] = b"application/json"
    return owner.send(field.method, url, json.dumps(body).encode(), headers)
