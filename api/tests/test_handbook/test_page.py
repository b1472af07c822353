"""The reference as a page: whole, readable without a script, and nothing in it is foreign."""

import re
from html.parser import HTMLParser

import pytest

from src.handbook.page import reference_page
from src.handbook.shell import HEADERS, STYLE
from src.main import create_app
from tests.conftest import Client

DOCUMENT = create_app().openapi()
PAGE = reference_page(DOCUMENT)
VOID = {"meta"}


class Reader(HTMLParser):
    """Notes what a page is made of, and fails on an element that is closed wrongly."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.links |= {given[name] for name in ("href", "src") if name in given}
        self.ids += [given["id"]] if "id" in given else []
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def read() -> Reader:
    reader = Reader()
    reader.feed(PAGE)
    assert reader.open == []
    return reader


def test_every_operation_is_on_it() -> None:
    for path, methods in DOCUMENT["paths"].items():
        for method in methods:
            assert f'{method}">{method.upper()}</span><code>{path}</code>' in PAGE


def test_it_needs_no_script_and_nothing_foreign(read: Reader) -> None:
    assert not read.tags & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not re.search(r"url\(|@import|https?:|//", STYLE)
    assert [one for one in read.links if not one.startswith("#")] == ["openapi.json"]


def test_each_link_leads_to_one_place(read: Reader) -> None:
    assert len(read.ids) == len(set(read.ids))
    assert {one.removeprefix("#") for one in read.links if one.startswith("#")} <= set(read.ids)


def test_it_can_be_read_aloud_and_with_keys_alone(read: Reader) -> None:
    assert '<html lang="en">' in PAGE
    assert "<h1>" in PAGE
    assert {"main", "nav", "summary", "th"} <= read.tags
    assert '<a class="skip" href="#content">' in PAGE


async def test_the_app_serves_it_and_lets_nothing_else_in(client: Client) -> None:
    answer = await client.get("/api/docs")
    assert (answer.status_code, answer.text) == (200, PAGE)
    assert (await client.get("/api/docs")).text == PAGE
    assert "script" not in HEADERS["content-security-policy"]
    assert HEADERS["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert HEADERS.items() <= dict(answer.headers).items()


async def test_the_document_it_is_made_of_stands_beside_it(client: Client) -> None:
    assert (await client.get("/api/openapi.json")).json() == DOCUMENT


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
async def test_pages_with_foreign_scripts_are_gone(client: Client, path: str) -> None:
    assert (await client.get(path)).status_code == 404
