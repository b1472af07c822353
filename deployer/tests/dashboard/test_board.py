"""The board is bounded: in history, in lines, and in how long it waits for a slow reader."""

from contextlib import aclosing

from deployer.dashboard.board import BACKLOG, LINES, SAMPLES, Board
from deployer.dashboard.view import Sample, Whole
from tests.dashboard.recordings import receipt, whole


def test_only_the_latest_samples_and_lines_are_kept() -> None:
    board = Board.of(whole())
    for at in range(SAMPLES + 5):
        board.show(board.state, Sample(at=at, use={}))
    board.write([("", "backend", "pod", str(at)) for at in range(LINES + 5)])
    kept = board.whole()
    assert (len(kept.samples), kept.samples[0].at) == (SAMPLES, 5)
    assert (len(kept.lines), kept.lines[0].text) == (LINES, "5")


def test_lines_are_numbered_without_a_gap() -> None:
    board = Board(whole().about, whole().state)
    board.write([("", "a", "pod", "one"), ("", "b", "pod", "two")])
    board.write([("", "a", "pod", "three")])
    assert [one.number for one in board.whole().lines] == [1, 2, 3]


async def test_a_reader_that_is_too_far_behind_is_let_go() -> None:
    board = Board.of(whole())
    async with aclosing(board.follow()) as messages:
        await anext(messages)
        for _ in range(BACKLOG + 1):
            board.show(board.state)
        assert not board.watched
        rest = [name async for name, _ in messages]
    assert rest == ["state"] * BACKLOG


async def test_a_new_receipt_brings_the_address_of_the_app() -> None:
    board = Board.of(whole())
    async with aclosing(board.follow()) as messages:
        await anext(messages)
        board.deliver(receipt().model_copy(update={"url": "http://localhost:9999"}))
        name, _ = await anext(messages)
    assert name == "receipt"
    assert board.about.url == "http://localhost:9999"


async def test_what_a_reader_is_told_first_is_whole() -> None:
    board = Board.of(whole(broken=True))
    async with aclosing(board.follow()) as messages:
        name, data = await anext(messages)
    assert name == "whole"
    assert Whole.model_validate_json(data) == board.whole()
