"""Whether the app answers at its URL."""

import pytest
from aiohttp import web

from deployer.door.answers import wait_for_page
from tests.door.behind import running

pytestmark = pytest.mark.anyio
PATIENCE = 60


async def test_the_page_is_waited_for_until_it_comes() -> None:
    statuses = [503, 500, 200]

    async def page(_: web.Request) -> web.Response:
        return web.Response(status=statuses.pop(0))

    app = web.Application()
    app.router.add_get("/", page)
    async with running(app) as url:
        assert await wait_for_page(url, PATIENCE)
    assert statuses == []


async def test_a_page_that_does_not_come_is_given_up() -> None:
    async with running(web.Application()) as url:
        assert not await wait_for_page(url, 0.5)
