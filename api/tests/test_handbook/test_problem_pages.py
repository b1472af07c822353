"""Every problem type leads to what it means and what helps."""

import pytest

from src.errors import kinds
from src.handbook.problem_pages import meaning_of
from src.handbook.shell import HEADERS
from tests.conftest import Client


@pytest.mark.parametrize("slug", kinds())
async def test_each_type_leads_to_its_page(client: Client, slug: str) -> None:
    kind = kinds()[slug]
    for path in (f"/problems/{slug}", f"/api/v1/problems/{slug}"):
        answer = await client.get(path)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert HEADERS.items() <= dict(answer.headers).items()
        for told in (kind.title, str(kind.status), f"/problems/{slug}"):
            assert told in answer.text
    assert meaning_of(kind)
    assert kind.cure


@pytest.mark.parametrize("path", ["/problems", "/api/v1/problems"])
async def test_all_types_are_listed(client: Client, path: str) -> None:
    answer = await client.get(path)
    assert all(f'href="problems/{slug}"' in answer.text for slug in kinds())


async def test_the_type_of_a_refusal_can_be_followed(client: Client) -> None:
    for path, method in (("/api/v1/me", "GET"), ("/nothing", "GET"), ("/api/v1/me", "PUT")):
        refused = await client.request(method, path)
        assert (await client.get(refused.json()["type"])).status_code == 200


async def test_a_type_that_is_none_is_not_found(client: Client) -> None:
    answer = await client.get("/problems/nothing")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")
