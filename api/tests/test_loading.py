"""Large things are loaded one at a time, and whatever goes wrong reaches whoever asked."""

import asyncio
import threading

import pytest

from src.loading import load


async def test_what_is_loaded_is_returned() -> None:
    assert await load(lambda: threading.current_thread() is threading.main_thread()) is False


async def test_two_are_loaded_one_after_the_other() -> None:
    began, let_go, order = threading.Event(), threading.Event(), []

    def slow() -> None:
        began.set()
        let_go.wait(10)
        order.append("slow")

    first = asyncio.create_task(load(slow))
    await asyncio.to_thread(began.wait, 10)
    second = asyncio.create_task(load(lambda: order.append("quick")))
    await asyncio.sleep(0.05)
    assert order == []
    let_go.set()
    await asyncio.gather(first, second)
    assert order == ["slow", "quick"]


async def test_a_failure_is_told_and_blocks_nobody() -> None:
    def fail() -> None:
        raise ImportError("no such thing")

    with pytest.raises(ImportError, match="no such thing"):
        await load(fail)
    assert await load(lambda: 1) == 1
