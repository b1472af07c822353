"""An upstream's address changes under the requests that wait for it."""

import asyncio

import pytest

from deployer.door.upstream import Upstream

pytestmark = pytest.mark.anyio


async def test_an_address_is_there_at_once() -> None:
    assert await Upstream("x", "http://a").wait(0) == "http://a"


async def test_nobody_waits_longer_than_asked() -> None:
    assert await Upstream("x").wait(0.01) is None


async def test_whoever_waits_is_woken_by_a_new_address() -> None:
    upstream = Upstream("x")
    waiting = asyncio.create_task(upstream.wait(30))
    await asyncio.sleep(0)
    upstream.point_to("http://b")
    assert await waiting == "http://b"


async def test_an_address_can_go_away_again() -> None:
    upstream = Upstream("x", "http://a")
    upstream.point_to(None)
    assert upstream.url is None
    assert await upstream.wait(0.01) is None
